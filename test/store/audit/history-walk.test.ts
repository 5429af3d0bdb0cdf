import assert from 'node:assert/strict';
import type { FoundEntry } from '../../../lib/store/audit/chain-check.js';
import { EntrySeals } from '../../../lib/store/audit/entry-seals.js';
import { ErasedEntries } from '../../../lib/store/audit/erased-entries.js';
import { HistoryWalk } from '../../../lib/store/audit/history-walk.js';
import type { HistoryEntryRow } from '../../../models/index.js';

const seals = new EntrySeals('a key');
const SEED = '5'.repeat(64);

/** Attachments 1, 2, …, with a history of three entries each. */
function walkOver(attachments: number): { readonly walk: HistoryWalk; readonly entries: FoundEntry[] } {
  const ids = Array.from({ length: attachments }, (_none, index) => index + 1);
  const histories = ids.map((attachmentId) => {
    const rows: HistoryEntryRow[] = [];
    for (const sequence of [1, 2, 3]) {
      const row = rowOf(attachmentId, sequence, rows.at(-1)?.hash ?? null);
      rows.push({ ...row, hash: seals.seal(row, SEED) });
    }
    return { id: attachmentId, rows };
  });
  const ends = histories.map(({ id, rows }) => {
    const historyHead = rows.at(-1)?.hash ?? null;
    return { id, company: '', historyCount: 3, historyHead, historyHashSeed: SEED };
  });
  const found = histories.flatMap(({ rows }) => rows);
  return {
    walk: new HistoryWalk(ends, { seals, erased: new ErasedEntries() }),
    entries: found.map((row) => ({ attachmentId: row.attachmentId, sequence: row.sequence, row })),
  };
}

function rowOf(attachmentId: number, sequence: number, previousHash: string | null): HistoryEntryRow {
  const nobody = { actorId: null, actorName: null, onBehalfOf: null, comment: null };
  return {
    id: attachmentId * 10 + sequence,
    company: '',
    attachmentId,
    sequence,
    event: 'attached',
    stepId: null,
    assignmentId: null,
    ...nobody,
    data: '{}',
    previousHash,
    hash: '',
    createdAt: new Date(0),
    openings: null,
  };
}

describe('Walking through histories', () => {
  it('counts what it has followed', () => {
    const { walk, entries } = walkOver(2);
    assert.deepEqual([walk.attachments, walk.entries], [0, 0]);
    assert.equal(walk.take(entries.slice(0, 4)), null);
    assert.deepEqual([walk.attachments, walk.entries], [2, 4]);
    assert.equal(walk.take(entries.slice(4)), null);
    assert.equal(walk.finish(), null);
    assert.deepEqual([walk.attachments, walk.entries], [2, 6]);
  });

  it('counts no further than what is broken, and that with the rest', () => {
    const { walk, entries } = walkOver(3);
    const broken = { attachmentId: 2, sequence: 2, reason: 'missing' };
    assert.deepEqual(walk.take(entries.toSpliced(4, 1)), broken);
    assert.deepEqual([walk.attachments, walk.entries], [2, 5]);
  });

  it('counts no attachment that is gone', () => {
    const { walk, entries } = walkOver(1);
    const orphan = { attachmentId: 7, sequence: 4, row: null };
    const broken = { attachmentId: 7, sequence: 4, reason: 'attachment_missing' };
    assert.deepEqual(walk.take([...entries, orphan]), broken);
    assert.deepEqual([walk.attachments, walk.entries], [1, 4]);
  });

  it('finds nothing among none', () => {
    assert.equal(walkOver(0).walk.finish(), null);
  });

  it('takes an entry that the engine cannot have written for edited, and behind the end for appended', () => {
    const cases = [
      [1, { sequence: 2 }, { sequence: 2, reason: 'edited' }],
      [2, { sequence: Number.NaN }, { sequence: 3, reason: 'edited' }],
      [3, { sequence: Number.NaN }, { sequence: 4, reason: 'appended' }],
    ] as const;
    for (const [at, { sequence }, broken] of cases) {
      const { walk, entries } = walkOver(1);
      const unreadable = { attachmentId: 1, sequence, row: null };
      assert.deepEqual(walk.take([...entries.slice(0, at), unreadable]), { attachmentId: 1, ...broken });
    }
  });
});
