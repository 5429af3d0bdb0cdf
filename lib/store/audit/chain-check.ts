import type { HistoryEntryRow } from '../../../models/index.js';
import type { HistoryHead } from '../history.js';
import type { EntrySeals } from './entry-seals.js';
import type { ErasedEntries } from './erased-entries.js';

/** How far from its place an entry is looked for that was sealed as another one of its history. */
const FARTHEST_PLACE = 100;

/** Every {@link HistoryBreakReason}. */
export const HISTORY_BREAK_REASONS = [
  'edited',
  'missing',
  'out_of_order',
  'inserted',
  'replaced',
  'company_changed',
  'appended',
  'tail_cut',
  'head_changed',
  'attachment_missing',
] as const;

/**
 * What is wrong with the first broken entry of a history. The walk stops there: what comes after it was not looked at.
 *
 * - `edited`: it is not what was sealed in this place. One of its columns was changed, it came from the history of
 *   another attachment, or the secret on the attachment's row was changed from which the salts of its hashes are derived: the
 *   seal does not tell which. So is one where other text stands in place of what was erased.
 * - `missing`: there is no entry of this number, though there are later ones.
 * - `out_of_order`: it is what was sealed, as another number of this history, at most 100 places away. Entries changed
 *   places, or were renumbered over one that was deleted.
 * - `inserted`: its number is below 1, or there twice. The database's own constraint must have been removed for the latter.
 * - `replaced`: its seal is right, and the next entry was sealed over another one. Without `audit.key` that is an entry
 *   which was edited and sealed anew; with it, one that was put back from an older copy of the database: this one or the
 *   next.
 * - `company_changed`: it was sealed for another company than the attachment's row names now.
 * - `appended`: the history ends before it, as the attachment's row has it, and is whole up to there. Either it was
 *   written behind the engine's back, or the end on the row was turned back.
 * - `tail_cut`: this entry and those after it were deleted: the attachment's row counts more than there are. `sequence` is 1
 *   where none is left. Both columns of the row, changed together, look the same.
 * - `head_changed`: the entries fit together, and the attachment's row names another end. Its count or its hash was
 *   changed, or, without `audit.key`, the last entry was edited and sealed anew. `sequence` is the last entry's.
 * - `attachment_missing`: the attachment's row is gone, and its history is still there.
 */
export type HistoryBreakReason = (typeof HISTORY_BREAK_REASONS)[number];

/** Where a chain is broken, and how. */
export interface ChainBreak {
  readonly sequence: number;
  readonly reason: HistoryBreakReason;
}

/** An entry as it was found. */
export interface FoundEntry {
  readonly attachmentId: number;
  /** `NaN` where the column holds no number, which SQLite lets happen. */
  readonly sequence: number;
  /** `null` where a column holds what the engine never writes. */
  readonly row: HistoryEntryRow | null;
}

/** What an attachment's row says of its history. */
export type ChainEnd = HistoryHead & { readonly id: number; readonly company: string };

/** What chains are followed with. */
export interface ChainTools {
  readonly seals: EntrySeals;
  /** Gets the entries from which members were erased. */
  readonly erased: ErasedEntries;
}

/** Follows the chain of one attachment, entry by entry, and holds no more than the last one's hash. */
export class ChainCheck {
  readonly #end: ChainEnd;
  readonly #seals: EntrySeals;
  readonly #erased: ErasedEntries;
  #count = 0;
  #hash: string | null = null;

  constructor(end: ChainEnd, { seals, erased }: ChainTools) {
    this.#end = end;
    this.#seals = seals;
    this.#erased = erased;
  }

  /** Takes the next entry, by number. After the first break there is nothing left to follow. */
  take({ sequence, row }: FoundEntry): ChainBreak | null {
    const expected = this.#count + 1;
    const isBehindEnd = this.#count === this.#end.historyCount && this.#hash === this.#end.historyHead;
    if (isBehindEnd) return { sequence: Number.isNaN(sequence) ? expected : sequence, reason: 'appended' };
    const erased = row === null ? null : this.#seals.check(row, this.#end.historyHashSeed);
    if (row !== null && erased === null && this.#isSealedElsewhere(row)) {
      return { sequence: Math.min(sequence, expected), reason: 'out_of_order' };
    }
    if (sequence > expected) return { sequence: expected, reason: 'missing' };
    if (sequence < expected) return { sequence, reason: 'inserted' };
    if (row === null || erased === null) return { sequence: expected, reason: 'edited' };
    const broken = this.#follow(row);
    if (broken === null && erased.length > 0) {
      this.#erased.add({ attachmentId: this.#end.id, sequence, members: erased });
    }
    return broken;
  }

  /** Says whether the chain ends where the attachment's row says. */
  finish(): ChainBreak | null {
    const { historyCount, historyHead } = this.#end;
    // Attaching is the first entry: no history is ever empty.
    if (this.#count === 0) return { sequence: 1, reason: 'tail_cut' };
    const isHead = historyHead === this.#hash;
    if (isHead && historyCount === this.#count) return null;
    return !isHead && historyCount > this.#count
      ? { sequence: this.#count + 1, reason: 'tail_cut' }
      : { sequence: this.#count, reason: 'head_changed' };
  }

  #follow({ previousHash, company, hash }: HistoryEntryRow): ChainBreak | null {
    if (previousHash !== this.#hash) return { sequence: Math.max(this.#count, 1), reason: 'replaced' };
    this.#count += 1;
    this.#hash = hash;
    return company === this.#end.company ? null : { sequence: this.#count, reason: 'company_changed' };
  }

  #isSealedElsewhere(row: HistoryEntryRow): boolean {
    const first = Math.max(1, this.#count + 1 - FARTHEST_PLACE);
    const last = this.#count + 1 + FARTHEST_PLACE;
    for (let sequence = first; sequence <= last; sequence += 1) {
      if (this.#seals.check({ ...row, sequence }, this.#end.historyHashSeed) !== null) return true;
    }
    return false;
  }
}
