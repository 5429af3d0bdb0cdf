import type { KeptAttachment, RenameOutcome } from '../commands/keep-names.js';
import { blockRivals, renameAttachment, unblock } from '../commands/keep-names.js';
import { findMisspelled } from '../host/misspelled-names.js';
import type { RegisteredModel } from '../host/register-options.js';
import type { OpenAttachment } from '../store/object-names.js';
import { closedAttachmentsNamed, objectNames, openAttachments } from '../store/object-names.js';
import type { ObjectReference } from '../types.js';
import type { JobRun } from './job-run.js';

/** At how many objects of a model one run looks whose attachments are over; the next one goes on from there. */
const CLOSED_PER_RUN = 10_000;

/** What one run of the job has done about names, in attachments. */
export interface NameCounts {
  /** Stored under another spelling of their object's key, and given its own. */
  readonly renamed: number;
  /** Kept from going on, because their object has another open one. */
  readonly blocked: number;
  /** Let go on again, because the others were cancelled. */
  readonly unblocked: number;
  /** Left as they are because of an error, which is logged; the next run tries them again. */
  readonly failedNames: number;
}

/** Open attachments of one object, by the one that has its name. */
type Rivals = Map<
  number,
  { readonly company: string; readonly object: ObjectReference; readonly ids: Set<number> }
>;

/** By model: the name after which the next run goes on. */
export type NameCursors = Map<string, string>;

/**
 * Looks for attachments that are stored under another spelling of their object's key than its row has, as earlier
 * versions stored whatever a caller wrote, and renames them. Where an object has several open ones, none is closed: all are blocked
 * until all but one are cancelled. Each is handled in a short transaction of its own, behind the lock of its object's
 * row, so that any number of processes may run this at once. All that are open are looked at, and some that are over.
 */
export async function reconcileNames(run: JobRun, cursors: NameCursors): Promise<NameCounts> {
  const names = new ObjectNames(run);
  const registered = run.registry.all().filter(({ keyColumn }) => !keyColumn.isInteger);
  if (registered.length > 0) await names.lookAtOpen(registered);
  for (const each of registered) {
    if (run.isStopped()) break;
    const after = await names.lookAtClosed(each, cursors.get(each.key) ?? null);
    if (after === null) cursors.delete(each.key);
    else cursors.set(each.key, after);
  }
  return names.counts;
}

/** What one run does about names. */
class ObjectNames {
  readonly counts: Record<keyof NameCounts, number> = {
    renamed: 0,
    blocked: 0,
    unblocked: 0,
    failedNames: 0,
  };
  readonly #run: JobRun;

  constructor(run: JobRun) {
    this.#run = run;
  }

  async lookAtOpen(registered: readonly RegisteredModel[]): Promise<void> {
    const rivals: Rivals = new Map();
    const blocked: OpenAttachment[] = [];
    const models = registered.map(({ key }) => key);
    const { database } = this.#run.context;
    const pages = this.#run.pages<OpenAttachment>(({ after, limit }) =>
      openAttachments(database, models, { after: after?.openKey ?? '', limit }),
    );
    for await (const page of pages) {
      blocked.push(...page.filter(({ blockedReason }) => blockedReason !== null));
      for (const each of registered) await this.#renameOpen(each, page, rivals);
    }
    if (this.#run.isStopped()) return;
    await this.#block(rivals);
    await this.#unblock(blocked, rivals);
  }

  /** @returns the name after which to go on, `null` at the end */
  async lookAtClosed(registered: RegisteredModel, cursor: string | null): Promise<string | null> {
    const { database, objects } = this.#run.context;
    const { key: model } = registered;
    const pages = this.#run.pages<string>((page) => objectNames(database, model, page), { after: cursor });
    let after = cursor;
    let count = 0;
    for await (const names of pages) {
      const misspelled = await findMisspelled(objects, registered, names);
      if (misspelled.size > 0) {
        for (const closed of await closedAttachmentsNamed(database, model, [...misspelled])) {
          await this.#rename(closed);
        }
      }
      after = names.at(-1) ?? after;
      count += names.length;
      if (count >= CLOSED_PER_RUN) return after;
    }
    return this.#run.isStopped() ? after : null;
  }

  async #renameOpen(
    registered: RegisteredModel,
    page: readonly OpenAttachment[],
    rivals: Rivals,
  ): Promise<void> {
    const here = page.filter(({ model }) => model === registered.key);
    const names = here.map(({ objectId }) => objectId);
    const misspelled = await findMisspelled(this.#run.context.objects, registered, names);
    for (const { id, company, objectId } of here) {
      if (this.#run.isStopped()) return;
      const outcome = misspelled.has(objectId) ? await this.#rename({ id, company }) : null;
      if (outcome?.kind !== 'taken') continue;
      const { rival, object } = outcome;
      const group = rivals.get(rival) ?? { company, object, ids: new Set([rival]) };
      group.ids.add(id);
      rivals.set(rival, group);
    }
  }

  async #rename(attachment: KeptAttachment): Promise<RenameOutcome | null> {
    const outcome = await this.#try(attachment, () =>
      renameAttachment(this.#run.context, attachment, this.#run.now),
    );
    if (outcome?.kind === 'renamed') this.counts.renamed += 1;
    return outcome;
  }

  async #block(rivals: Rivals): Promise<void> {
    for (const [id, { company, object, ids }] of rivals) {
      const group = { company, ids: [...ids].sort((a, b) => a - b) };
      const work = () => blockRivals(this.#run.context, group, this.#run.now);
      const fresh = (await this.#try({ id, company }, work)) ?? 0;
      if (fresh === 0) continue;
      this.counts.blocked += fresh;
      this.#run.context.logger.warn(
        `${object.model} ${object.objectId} has several open workflows, so that none of them goes on: attachments ` +
          `${group.ids.join(', ')}. Look which one is to be followed, and end the others with ` +
          'POST /attachments/:id/cancel; the job reconcile then lets it go on.',
        { ...object, attachmentIds: group.ids },
      );
    }
  }

  async #unblock(blocked: readonly OpenAttachment[], rivals: Rivals): Promise<void> {
    const still = new Set([...rivals.values()].flatMap(({ ids }) => [...ids]));
    for (const { id, company } of blocked.filter((attachment) => !still.has(attachment.id))) {
      const isDone = await this.#try({ id, company }, () =>
        unblock(this.#run.context, { id, company }, this.#run.now),
      );
      if (isDone === true) this.counts.unblocked += 1;
    }
  }

  async #try<Result>({ id, company }: KeptAttachment, work: () => Promise<Result>): Promise<Result | null> {
    try {
      return await work();
    } catch (error) {
      this.counts.failedNames += 1;
      const message = `Attachment ${id} could not be given the name of its object.`;
      this.#run.context.logger.error(message, { attachmentId: id, company, error });
      return null;
    }
  }
}
