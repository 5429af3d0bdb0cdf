import type { Transaction } from 'sequelize';
import type { CommandContext } from '../commands/context.js';
import { WorkflowError } from '../errors.js';
import { findCompanyProblem } from '../identity.js';
import type { HistoryBreak } from '../store/audit/history-walk.js';
import { HistoryWalk } from '../store/audit/history-walk.js';
import type { ErasedEntry } from '../store/audit/erased-entries.js';
import { ErasedEntries } from '../store/audit/erased-entries.js';
import type { HistoryScope } from '../store/audit/read-history.js';
import { entriesOf, readEnds, readEntries } from '../store/audit/read-history.js';
import { inSnapshot } from '../store/audit/snapshot.js';
import type { KnownKeys } from '../known-options.js';
import { requireKnown } from '../known-options.js';

const ATTACHMENTS_AT_A_TIME = 200;

/** Which histories are verified. */
export interface VerifyHistoryOptions {
  /** Only this company's; `''` is that of a host without any. @defaultValue those of all companies */
  readonly company?: string | undefined;
  /** Only this attachment's. */
  readonly attachmentId?: number | undefined;
  /** Gives up: the call rejects with the signal's reason, for half a verification proves nothing. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * What a verification found. Where nothing is broken, every entry that is there is as it was sealed, in its place, up to
 * the end that its attachment's row names. That does not say
 *
 * - anything against somebody who knows how it works, without `audit.key`: whoever can write can edit an entry, seal it and
 *   all after it anew, and change both head columns of the attachment's row together. With the key they cannot. Use the
 *   one that was used from the beginning: entries that were sealed without it, or with another, are `edited`.
 * - that no attachment is gone: deleted with all of its history it leaves no gap, for each has a chain of its own. Nor is
 *   one looked at, in the `company` that it is missing from, that was moved to another; there it is `company_changed`.
 * - that no tail was cut where both head columns were turned back with it, for they have no seal; nor that no attachment,
 *   nor the whole database, was put back from an older copy. Where that matters, keep the number of attachments and the
 *   `hash` of their latest entries, from `Reader.history`, somewhere else.
 * - anything about other tables: steps, assignments and what else an attachment's row says are not sealed.
 * - who has erased what is `erased`, or whether they should have: whoever can write can take a text away, though not put
 *   another in its place. The entries of earlier versions, which sealed the texts themselves, can lose none.
 *
 * On MySQL, let `timezone` of your Sequelize be what it was, and not a zone with summer time: a DATETIME does not say which
 * of two equal hours it means, and an entry whose time reads otherwise is `edited`.
 */
export interface HistoryVerification {
  /** How many attachments were looked at, the one with the broken entry included. */
  readonly attachments: number;
  /** How many entries were looked at, the broken one included where it is there. */
  readonly entries: number;
  /** The first broken entry: of the attachment with the lowest id, and there the lowest number; `null` where all hold. */
  readonly broken: HistoryBreak | null;
  /** How many of the entries that hold have lost a name, or what somebody wrote: what is gone leaves its hash. */
  readonly erasedEntries: number;
  /** Which these are, and what is gone from each; no more than the first 1,000. */
  readonly erased: readonly ErasedEntry[];
}

interface Progress extends Omit<HistoryVerification, 'erasedEntries' | 'erased'> {
  /** The attachment after which to go on; `null` at the end. */
  readonly next: number | null;
}

/** Verifies histories, page by page; see `WorkflowEngine.verifyHistory`. */
export async function verifyHistory(
  context: CommandContext,
  options: VerifyHistoryOptions,
): Promise<HistoryVerification> {
  requireOptions(options);
  const { signal, ...scope } = options;
  let attachments = 0;
  let entries = 0;
  const erased = new ErasedEntries();
  let after: number | null = null;
  for (;;) {
    const page: Progress = await verifyPage(context, { scope, after, signal, erased });
    attachments += page.attachments;
    entries += page.entries;
    after = page.next;
    if (page.broken !== null || after === null) {
      const { broken } = page;
      const { count: erasedEntries, first } = erased;
      return requireFound(scope, { attachments, entries, broken, erasedEntries, erased: first });
    }
  }
}

interface PageOptions {
  readonly scope: HistoryScope;
  readonly after: number | null;
  readonly signal: AbortSignal | undefined;
  readonly erased: ErasedEntries;
}

/** An attachment's end and its entries commit together: read at one moment they fit, whoever is appending meanwhile. */
async function verifyPage(context: CommandContext, options: PageOptions): Promise<Progress> {
  options.signal?.throwIfAborted();
  return inSnapshot(context.database, (transaction) => walkPage(context, options, transaction));
}

async function walkPage(
  { database, history }: CommandContext,
  { scope, after, signal, erased }: PageOptions,
  transaction: Transaction,
): Promise<Progress> {
  const page = await readEnds(database, scope, { after, limit: ATTACHMENTS_AT_A_TIME }, transaction);
  const walk = new HistoryWalk(page.ends, { seals: history.seals, erased });
  let broken: HistoryBreak | null = null;
  for await (const entries of readEntries(database, entriesOf(scope, page), transaction)) {
    signal?.throwIfAborted();
    broken = walk.take(entries);
    if (broken !== null) break;
  }
  broken ??= walk.finish();
  const { attachments, entries } = walk;
  return { attachments, entries, broken, next: page.next };
}

function requireFound({ attachmentId }: HistoryScope, found: HistoryVerification): HistoryVerification {
  if (attachmentId === undefined || found.attachments > 0 || found.broken !== null) return found;
  throw new WorkflowError('ATTACHMENT_NOT_FOUND', `There is no workflow attachment ${attachmentId}.`);
}

const OPTIONS: KnownKeys<VerifyHistoryOptions> = { company: true, attachmentId: true, signal: true };

const REQUIREMENTS: Readonly<Record<keyof VerifyHistoryOptions, (value: unknown) => string | null>> = {
  company: (value) => (typeof value === 'string' ? findCompanyProblem(value) : 'must be text'),
  attachmentId: (value) =>
    Number.isSafeInteger(value) && Number(value) > 0 ? null : 'must be a positive whole number',
  signal: (value) => (value instanceof AbortSignal ? null : 'must be an AbortSignal'),
};

/** JavaScript hosts have no compiler to tell them, and a misspelt `attachmentId` would be no limit at all. */
function requireOptions(options: VerifyHistoryOptions): void {
  requireKnown(options, OPTIONS, { caller: 'verifyHistory' });
  const errors = Object.entries(REQUIREMENTS).flatMap(([path, require]) => {
    const value: unknown = options[path as keyof VerifyHistoryOptions];
    const message = value === undefined ? null : require(value);
    return message === null ? [] : { path, message };
  });
  const [first] = errors;
  if (first === undefined) return;
  const message = `verifyHistory: option "${first.path}" ${first.message}.`;
  throw new WorkflowError('INVALID_REQUEST', message, { errors });
}
