import { Model } from 'sequelize';
import type { Transaction } from 'sequelize';
import type { AttachmentRow } from '../../models/index.js';
import { companyOf } from '../commands/actor.js';
import type { CommandContext } from '../commands/context.js';
import type { AttachmentSummary } from '../commands/summary.js';
import { summarize } from '../commands/summary.js';
import { requiresAction } from '../queries/attachment-status.js';
import type { KnownKeys } from '../known-options.js';
import { requireKnown } from '../known-options.js';
import type { Actor } from '../types.js';
import type { ModelRegistry } from './model-registry.js';
import type { ObjectInput } from './object-input.js';
import { companyNamedBy, toReference } from './object-input.js';

/** Within which company an object's workflow is looked for, and in which transaction. */
export interface ObjectQueryOptions {
  /** @defaultValue the company that the instance names, else `''`, the one company of a host that has none */
  readonly company?: string | undefined;
  /** The host's transaction to read in. */
  readonly transaction?: Transaction | undefined;
}

const OPTIONS: KnownKeys<ObjectQueryOptions> = { company: true, transaction: true };

/** What a host asks about the workflow of one of its objects. */
export class ObjectQueries {
  readonly #context: CommandContext;
  readonly #registry: ModelRegistry;

  constructor(context: CommandContext, registry: ModelRegistry) {
    this.#context = context;
    this.#registry = registry;
  }

  /** The newest attachment of an object, open or closed, or `null`. */
  async attachment(object: ObjectInput, options: ObjectQueryOptions): Promise<AttachmentSummary | null> {
    const row = await this.#latest(object, options);
    if (row === null) return null;
    const plan = await this.#context.versions.plan(row.versionId, this.#joined(options));
    return summarize(this.#context, row, plan);
  }

  /** Whether an object waits for this user: to decide, for themselves or for somebody else, or to resubmit. */
  async requiresAction(object: ObjectInput, user: Actor, options: ObjectQueryOptions): Promise<boolean> {
    requireKnown(options, OPTIONS, { caller: 'requiresAction' });
    const { transaction } = options;
    const within = { company: user.company ?? undefined, transaction };
    const row = await this.#latest(object, within);
    if (row === null) return false;
    const reader = { ...user, company: row.company };
    return requiresAction(this.#context, row, { reader, transaction: this.#joined(within) });
  }

  async #latest(object: ObjectInput, options: ObjectQueryOptions): Promise<AttachmentRow | null> {
    requireKnown(options, OPTIONS, { caller: 'The question about an object' });
    const { attachments, objects } = this.#context;
    const company = companyOf(null, options.company ?? companyNamedBy(this.#registry, object));
    const transaction = this.#joined(options);
    const given = toReference(this.#registry, object);
    if (object instanceof Model) {
      // It has most likely been read, and then holds its own name.
      const found = await attachments.findLatest(given, company, transaction);
      if (found !== null) return found;
    }
    const named = await objects.resolve(given, transaction);
    const isKnown = object instanceof Model && named?.objectId === given.objectId;
    return named === null || isKnown ? null : attachments.findLatest(named, company, transaction);
  }

  #joined({ transaction }: ObjectQueryOptions): Transaction | null {
    return this.#context.transactions.joined(transaction);
  }
}
