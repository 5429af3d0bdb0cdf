import type { HistoryEntryRow } from '../../../../models/index.js';
import type { ChainBreak } from '../../../../lib/store/audit/chain-check.js';
import type { EntrySeal } from '../../../../lib/store/audit/entry-seal.js';
import type { StoredHistory } from './histories.js';

/** Where something is done to a history. */
export interface Spot {
  /** An entry's index. */
  readonly at: number;
  /** Any number, for what else there is to choose. */
  readonly choice: number;
  readonly seal: EntrySeal;
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

function insertBelow(history: StoredHistory, { choice, seal }: Spot): ChainBreak {
  const inserted = { ...entryAt(history, 0), id: 1, sequence: 0 - choice, comment: 'Never said' };
  history.entries.unshift({ ...inserted, hash: seal(inserted) });
  return { sequence: 0 - choice, reason: 'inserted' };
}

function double(history: StoredHistory, { at }: Spot): ChainBreak | null {
  // Behind the end, it is one too many at the end.
  if (at === history.entries.length - 1) return null;
  history.entries.push({ ...entryAt(history, at), id: Number.MAX_SAFE_INTEGER });
  return { sequence: at + 1, reason: 'inserted' };
}

function append(history: StoredHistory, { at, choice, seal }: Spot): ChainBreak {
  const { length } = history.entries;
  const last = entryAt(history, length - 1);
  const added = { ...entryAt(history, at), id: last.id + 1, sequence: length + 1, previousHash: last.hash };
  history.entries.push({ ...added, hash: choice % 2 === 0 ? seal(added) : FALSE_HASH });
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
function editAndSeal(history: StoredHistory, { at, seal }: Spot): ChainBreak {
  const entry = change(history, at, { comment: `${entryAt(history, at).comment ?? ''}!` });
  entry.hash = seal(entry);
  const isLast = at === history.entries.length - 1;
  return { sequence: at + 1, reason: isLast ? 'head_changed' : 'replaced' };
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
};
