import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { HistoryEntryRow } from '../../../../models/index.js';
import { canonicalText } from '../../../../lib/definition/fingerprint.js';
import type { ChainEnd } from '../../../../lib/store/audit/chain-check.js';
import { EntrySeals } from '../../../../lib/store/audit/entry-seals.js';
import type { ErasedEntry } from '../../../../lib/store/audit/erased-entries.js';
import { ErasedEntries } from '../../../../lib/store/audit/erased-entries.js';
import type { HistoryBreak } from '../../../../lib/store/audit/history-walk.js';
import { HistoryWalk } from '../../../../lib/store/audit/history-walk.js';
import { erasedMembers } from '../../../../lib/store/audit/openings.js';
import { eraseByHand, textsOf } from './erase-by-hand.js';
import { plainSeal } from './plain-seal.js';

/** The history of one attachment as a database might hold it; for tests to tamper with. */
export interface StoredHistory {
  end: { -readonly [Key in keyof ChainEnd]: ChainEnd[Key] };
  entries: HistoryEntryRow[];
}

/** Some histories by attachment, and how they are sealed. */
export interface StoredHistories {
  readonly key: string | undefined;
  readonly seals: EntrySeals;
  readonly histories: readonly StoredHistory[];
}

/** Any text that a database can hold. */
const text = fc.string({ unit: 'binary', maxLength: 12 }).filter((value) => !value.includes('\0'));
const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.option(value, { freq: 3 });
const id = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

const content = fc.record({
  event: fc.constantFrom('attached', 'started', 'step_opened', 'approved', 'delegated'),
  stepId: maybe(id),
  assignmentId: maybe(id),
  actorId: maybe(text),
  actorName: maybe(text),
  onBehalfOf: maybe(text),
  comment: maybe(text),
  data: fc
    .dictionary(text, fc.oneof(text, fc.integer(), fc.boolean()), { maxKeys: 3 })
    .map((data) => canonicalText(data)),
  createdAt: fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }),
});

/** An entry, and whether an earlier version has sealed it. */
const written = fc.tuple(content, fc.boolean());
/** Where so much is erased, of each entry in turn. */
const erasure = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.array(fc.nat(3), { minLength: 1, maxLength: 9 }) },
);
const list = fc.tuple(fc.array(written, { minLength: 1, maxLength: 9 }), erasure);
const lists = fc.array(list, { minLength: 1, maxLength: 4 });
type Written = typeof lists extends fc.Arbitrary<(infer Value)[]> ? Value : never;

/**
 * Whole histories of up to four attachments, with and without an audit key: sealed over texts, over hashes or both by turns,
 * and with or without something erased.
 */
export const wholeHistories: fc.Arbitrary<StoredHistories> = fc
  .tuple(lists, fc.option(fc.string(), { nil: undefined }), fc.constantFrom('', 'Löwe 🦁 '))
  .map(([all, key, company]) => {
    const seals = new EntrySeals(key);
    // Ids far apart: what is between them belongs to nobody.
    const histories = all.map((one, index) => {
      const historyHashSeed = createHash('sha256').update(`${index}`).digest('hex');
      const end = { id: (index + 1) * 10, company, historyCount: 0, historyHead: null, historyHashSeed };
      return chain({ end, key, seals }, one);
    });
    return { key, seals, histories };
  });

interface Sealing extends Omit<StoredHistories, 'histories'> {
  readonly end: ChainEnd;
}

function chain({ end, key, seals }: Sealing, [list, erased]: Written): StoredHistory {
  const entries: HistoryEntryRow[] = [];
  for (const [index, [each, isPlain]] of list.entries()) {
    const previousHash = entries.at(-1)?.hash ?? null;
    const id = end.id * 1000 + index;
    const place = { id, company: end.company, attachmentId: end.id, sequence: index + 1, previousHash };
    const content = { ...each, ...place, openings: null };
    const hash = isPlain ? plainSeal(key, content) : seals.seal(content, String(end.historyHashSeed));
    entries.push({ ...content, hash });
  }
  const historyHead = entries.at(-1)?.hash ?? null;
  const history = { end: { ...end, historyCount: entries.length, historyHead }, entries };
  if (erased !== null) {
    eraseSome(history, key, (entry, texts) => texts.slice(0, erased[entry.sequence % erased.length]));
  }
  return history;
}

/** Whether an entry was sealed over its texts. */
export function isPlain(entry: HistoryEntryRow, key: string | undefined): boolean {
  return entry.hash === plainSeal(key, entry);
}

/** Erases what is chosen of each entry that is sealed over hashes. @returns what was erased */
export function eraseSome(
  history: StoredHistory,
  key: string | undefined,
  choose: (entry: HistoryEntryRow, texts: readonly string[]) => readonly string[],
): readonly ErasedEntry[] {
  const { end, entries } = history;
  for (const entry of entries) {
    if (isPlain(entry, key)) continue;
    const chosen = choose(entry, [...textsOf(entry).keys()]);
    Object.assign(entry, eraseByHand(entry, end.historyHashSeed, chosen));
  }
  end.historyHashSeed = null;
  return erasedOf(history);
}

/** What is erased from a history. */
export function erasedOf({ entries }: StoredHistory): readonly ErasedEntry[] {
  return entries
    .map(({ attachmentId, sequence, openings }) => ({
      attachmentId,
      sequence,
      members: erasedMembers(openings),
    }))
    .filter(({ members }) => members.length > 0);
}

/** What a walk over these histories says, however they come in pages. @param erased - Gets what it finds erased */
export function verdictOf(
  { seals, histories }: StoredHistories,
  pageSize = 4,
  erased = new ErasedEntries(),
): HistoryBreak | null {
  const walk = new HistoryWalk(
    histories.map(({ end }) => end),
    { seals, erased },
  );
  const found = histories
    .flatMap(({ entries }) => entries)
    .sort((a, b) => a.attachmentId - b.attachmentId || a.sequence - b.sequence || a.id - b.id)
    .map((row) => ({ attachmentId: row.attachmentId, sequence: row.sequence, row }));
  for (let start = 0; start < found.length; start += pageSize) {
    const broken = walk.take(found.slice(start, start + pageSize));
    if (broken !== null) return broken;
  }
  return walk.finish();
}
