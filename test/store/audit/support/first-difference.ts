import type { HistoryEntryRow } from '../../../../models/index.js';
import type { ChainEnd } from '../../../../lib/store/audit/chain-check.js';
import type { StoredHistory } from './histories.js';

/** Where a break must be found. */
export interface Place {
  readonly attachmentId: number;
  readonly sequence: number;
}

/** What was written, kept apart from what is tampered with. */
export interface Original {
  readonly end: ChainEnd;
  readonly entries: readonly HistoryEntryRow[];
}

export function copyOf({ end, entries }: StoredHistory): Original {
  return { end: { ...end }, entries: entries.map((entry) => ({ ...entry })) };
}

/**
 * Where histories first differ from what was written: by comparing them, without a hash. An entry that was not written
 * in its place breaks the chain there, or at its own number where that is lower.
 */
export function firstDifference(
  originals: readonly Original[],
  histories: readonly StoredHistory[],
): Place | null {
  const found = histories.flatMap(({ entries }) => entries);
  for (const [index, { end }] of histories.entries()) {
    const original = originals[index];
    if (original === undefined) throw new RangeError(`No history ${index}.`);
    const own = found.filter(({ attachmentId }) => attachmentId === end.id);
    own.sort((a, b) => a.sequence - b.sequence || a.id - b.id);
    const sequence = differenceWithin(original, end, own);
    if (sequence !== null) return { attachmentId: end.id, sequence };
  }
  return null;
}

function differenceWithin(
  { end: written, entries }: Original,
  end: ChainEnd,
  found: readonly HistoryEntryRow[],
): number | null {
  for (const [index, entry] of found.entries()) {
    const original = entries[index];
    const isEnd = index === end.historyCount && end.historyHead === (entries[index - 1]?.hash ?? null);
    if (isEnd) return entry.sequence;
    if (original === undefined || !isSame(original, entry)) return Math.min(entry.sequence, index + 1);
    if (end.company !== written.company) return index + 1;
  }
  const last = found.length;
  const hasHead = last > 0 && end.historyHead === entries[last - 1]?.hash;
  if (hasHead && end.historyCount === last) return null;
  const isCut = last === 0 || (!hasHead && end.historyCount > last);
  return isCut ? last + 1 : last;
}

/** The row's own id is not part of what was said. */
function isSame(original: HistoryEntryRow, found: HistoryEntryRow): boolean {
  return JSON.stringify({ ...original, id: 0 }) === JSON.stringify({ ...found, id: 0 });
}
