import type { HistoryEntryRow } from '../../../../models/index.js';
import type { ChainBreak } from '../../../../lib/store/audit/chain-check.js';
import type { EntrySeals } from '../../../../lib/store/audit/entry-seals.js';
import type { StoredHistory } from './histories.js';
import { isPlain } from './histories.js';
import { textsOf } from './erase-by-hand.js';
import { plainSeal } from './plain-seal.js';

/** Where something is done to a history. */
export interface Spot {
  /** An entry's index. */
  readonly at: number;
  /** Any number, for what else there is to choose. */
  readonly choice: number;
  readonly key: string | undefined;
  readonly seals: EntrySeals;
}

/** Does something to a history, and says what must be found; `null` where it cannot be done to this one. */
export type Tampering = (history: StoredHistory, spot: Spot) => ChainBreak | null;

const FALSE_HASH = 'f'.repeat(64);

/** Other values, by sealed column. */
const EDITS: readonly ((entry: HistoryEntryRow) => Partial<HistoryEntryRow>)[] = [
  ({ company }) => ({ company: `${company} ` }),
  ({ event }) => ({ event: event === 'approved' ? 'rejected' : 'approved' }),
  ({ stepId }) => ({ stepId: stepId === null ? 1 : null }),
  ({ assignmentId }) => ({ assignmentId: (assignmentId ?? 0) + 1 }),
  ({ actorId }) => ({ actorId: actorId === null ? '' : null }),
  ({ actorName }) => ({ actorName: `${actorName ?? ''}\u0301` }),
  ({ onBehalfOf }) => ({ onBehalfOf: `${onBehalfOf ?? ''}1` }),
  ({ comment }) => ({ comment: `${comment ?? ''} ` }),
  ({ data }) => ({ data: `${data} ` }),
  ({ previousHash }) => ({ previousHash: previousHash === null ? FALSE_HASH : null }),
  ({ createdAt }) => ({ createdAt: new Date(createdAt.getTime() + 1) }),
  ({ openings }) => ({ openings: openings === null ? '{}' : null }),
  () => ({ hash: FALSE_HASH }),
];

/** How many columns of an entry can be edited. */
export const EDITABLE_COLUMNS = EDITS.length;

function entryAt({ entries }: StoredHistory, at: number): HistoryEntryRow {
  const entry = entries[at];
  if (entry === undefined) throw new RangeError(`No entry ${at}.`);
  return entry;
}

function change(history: StoredHistory, at: number, set: Partial<HistoryEntryRow>): HistoryEntryRow {
  return Object.assign(entryAt(history, at), set);
}

function edit(history: StoredHistory, { at, choice }: Spot): ChainBreak {
  const set = EDITS[choice % EDITS.length]?.(entryAt(history, at));
  change(history, at, set ?? {});
  return { sequence: at + 1, reason: 'edited' };
}

function remove(history: StoredHistory, { at }: Spot): ChainBreak | null {
  if (at === history.entries.length - 1) return null;
  history.entries.splice(at, 1);
  return { sequence: at + 1, reason: 'missing' };
}

function cutTail(history: StoredHistory, { at }: Spot): ChainBreak {
  history.entries.splice(at);
  return { sequence: at + 1, reason: 'tail_cut' };
}

function cutWhole(history: StoredHistory, { choice }: Spot): ChainBreak {
  history.entries = [];
  if (choice % 2 === 0) Object.assign(history.end, { historyCount: 0, historyHead: null });
  return { sequence: 1, reason: 'tail_cut' };
}

function swap(history: StoredHistory, { at, choice }: Spot): ChainBreak | null {
  const other = choice % history.entries.length;
  if (other === at) return null;
  change(history, at, { sequence: other + 1 });
  change(history, other, { sequence: at + 1 });
  return { sequence: Math.min(at, other) + 1, reason: 'out_of_order' };
}

function removeAndRenumber(history: StoredHistory, { at }: Spot): ChainBreak | null {
  if (at === history.entries.length - 1) return null;
  history.entries.splice(at, 1);
  for (const later of history.entries.slice(at)) later.sequence -= 1;
  return { sequence: at + 1, reason: 'out_of_order' };
}

function renumberToTheEnd(history: StoredHistory, { at, choice }: Spot): ChainBreak | null {
  const { entries } = history;
  change(history, at, { sequence: entries.length + 1 + choice });
  // Where others follow, the first of them is where the gap shows.
  return { sequence: at + 1, reason: at === entries.length - 1 ? 'out_of_order' : 'missing' };
}

function insertBelow(history: StoredHistory, { choice, ...spot }: Spot): ChainBreak {
  const inserted = { ...entryAt(history, 0), id: 1, sequence: 0 - choice, comment: 'Never said' };
  history.entries.unshift(sealed(history, inserted, spot));
  return { sequence: 0 - choice, reason: 'inserted' };
}

function double(history: StoredHistory, { at }: Spot): ChainBreak | null {
  // Behind the end, it is one too many at the end.
  if (at === history.entries.length - 1) return null;
  history.entries.push({ ...entryAt(history, at), id: Number.MAX_SAFE_INTEGER });
  return { sequence: at + 1, reason: 'inserted' };
}

function append(history: StoredHistory, { at, choice, ...spot }: Spot): ChainBreak {
  const { length } = history.entries;
  const last = entryAt(history, length - 1);
  const added = { ...entryAt(history, at), id: last.id + 1, sequence: length + 1, previousHash: last.hash };
  history.entries.push(choice % 2 === 0 ? sealed(history, added, spot) : { ...added, hash: FALSE_HASH });
  return { sequence: length + 1, reason: 'appended' };
}

function turnEndBack(history: StoredHistory, { at }: Spot): ChainBreak | null {
  const historyHead = at === 0 ? null : entryAt(history, at - 1).hash;
  Object.assign(history.end, { historyCount: at, historyHead });
  return { sequence: at + 1, reason: 'appended' };
}

function changeEnd({ end, entries }: StoredHistory, { at, choice }: Spot): ChainBreak {
  const { length } = entries;
  const counts = [at, length + 1 + choice];
  const ends = [
    { historyHead: FALSE_HASH },
    { historyHead: null },
    ...counts.map((historyCount) => ({ historyCount })),
  ];
  Object.assign(end, ends[choice % ends.length]);
  return { sequence: length, reason: 'head_changed' };
}

function changeWholeEnd({ end, entries }: StoredHistory, { choice }: Spot): ChainBreak {
  Object.assign(end, { historyCount: entries.length + 1 + choice, historyHead: FALSE_HASH });
  return { sequence: entries.length + 1, reason: 'tail_cut' };
}

function changeCompany({ end }: StoredHistory): ChainBreak {
  end.company += 'x';
  return { sequence: 1, reason: 'company_changed' };
}

/** Without the key only; whoever has it can do so too. */
function editAndSeal(history: StoredHistory, { at, ...spot }: Spot): ChainBreak {
  const entry = change(history, at, { comment: `${entryAt(history, at).comment ?? ''}!` });
  Object.assign(entry, sealed(history, entry, spot));
  const isLast = at === history.entries.length - 1;
  return { sequence: at + 1, reason: isLast ? 'head_changed' : 'replaced' };
}

/** Without the key only; whoever has it can do so too. */
function sealInTheOtherForm(history: StoredHistory, { at, key, seals }: Spot): ChainBreak | null {
  const entry = entryAt(history, at);
  const { historyHashSeed } = history.end;
  if (historyHashSeed === null) return null;
  entry.hash = isPlain(entry, key) ? seals.seal(entry, historyHashSeed) : plainSeal(key, entry);
  const isLast = at === history.entries.length - 1;
  return { sequence: at + 1, reason: isLast ? 'head_changed' : 'replaced' };
}

function changeSeed({ end, entries }: StoredHistory, { choice, key }: Spot): ChainBreak | null {
  const isDerived = (entry: HistoryEntryRow): boolean =>
    entry.openings === null && textsOf(entry).size > 0 && !isPlain(entry, key);
  const index = entries.findIndex(isDerived);
  if (index === -1) return null;
  end.historyHashSeed = choice % 2 === 0 ? null : FALSE_HASH;
  return { sequence: index + 1, reason: 'edited' };
}

/** Seals an entry anew, in one form or the other. */
function sealed(
  { end: { historyHashSeed } }: StoredHistory,
  entry: HistoryEntryRow,
  { key, seals }: Pick<Spot, 'key' | 'seals'>,
): HistoryEntryRow {
  const anew = { ...entry, openings: null };
  const isInTexts = historyHashSeed === null || entry.sequence % 2 === 0;
  const hash = isInTexts ? plainSeal(key, anew) : seals.seal(anew, historyHashSeed);
  return { ...anew, hash };
}

/** Everything that is done to a history, by what it is. */
export const TAMPERINGS: Readonly<Record<string, Tampering>> = {
  'an edited entry': edit,
  'a deleted entry': remove,
  'a cut tail': cutTail,
  'a history wholly deleted': cutWhole,
  'two entries that changed places': swap,
  'a deleted entry over which the later ones were renumbered': removeAndRenumber,
  'an entry renumbered to the end': renumberToTheEnd,
  'an entry put before the first': insertBelow,
  'an entry that is there twice': double,
  'an entry appended behind the end': append,
  'an end turned back': turnEndBack,
  'a changed count or hash of the end': changeEnd,
  'an end of which both were changed': changeWholeEnd,
  'an attachment moved to another company': changeCompany,
  'an entry edited and sealed anew': editAndSeal,
  'an entry sealed anew in the other form': sealInTheOtherForm,
  'a changed seed of salts': changeSeed,
};
