import fc from 'fast-check';
import type { HistoryEntryRow } from '../../../../models/index.js';
import { canonicalText } from '../../../../lib/definition/fingerprint.js';
import type { ChainEnd } from '../../../../lib/store/audit/chain-check.js';
import type { EntrySeal } from '../../../../lib/store/audit/entry-seal.js';
import { entrySeal } from '../../../../lib/store/audit/entry-seal.js';
import type { HistoryBreak } from '../../../../lib/store/audit/history-walk.js';
import { HistoryWalk } from '../../../../lib/store/audit/history-walk.js';

/** The history of one attachment as a database might hold it; for tests to tamper with. */
export interface StoredHistory {
  end: { -readonly [Key in keyof ChainEnd]: ChainEnd[Key] };
  entries: HistoryEntryRow[];
}

/** Some histories by attachment, and how they are sealed. */
export interface StoredHistories {
  readonly seal: EntrySeal;
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
type Content = typeof content extends fc.Arbitrary<infer Value> ? Value : never;

const contents = fc.array(fc.array(content, { minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 4 });

/** Whole histories of up to four attachments, with and without an audit key. */
export const wholeHistories: fc.Arbitrary<StoredHistories> = fc
  .tuple(contents, fc.option(fc.string(), { nil: undefined }), fc.constantFrom('', 'Löwe 🦁 '))
  .map(([lists, key, company]) => {
    const seal = entrySeal(key);
    // Ids far apart: what is between them belongs to nobody.
    const histories = lists.map((list, index) => chain({ id: (index + 1) * 10, company }, list, seal));
    return { seal, histories };
  });

function chain(
  { id: attachmentId, company }: Pick<ChainEnd, 'id' | 'company'>,
  list: readonly Content[],
  seal: EntrySeal,
): StoredHistory {
  const entries: HistoryEntryRow[] = [];
  for (const [index, each] of list.entries()) {
    const previousHash = entries.at(-1)?.hash ?? null;
    const sealed = { ...each, company, attachmentId, sequence: index + 1, previousHash };
    entries.push({
      ...sealed,
      id: attachmentId * 1000 + index,
      hash: seal(sealed),
    });
  }
  const historyHead = entries.at(-1)?.hash ?? null;
  return { end: { id: attachmentId, company, historyCount: entries.length, historyHead }, entries };
}

/** What a walk over these histories says, however they come in pages. */
export function verdictOf({ seal, histories }: StoredHistories, pageSize = 4): HistoryBreak | null {
  const walk = new HistoryWalk(
    histories.map(({ end }) => end),
    seal,
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
