import type { HistoryMember } from './entry-members.js';

/** An entry from which members were erased. */
export interface ErasedEntry {
  readonly attachmentId: number;
  readonly sequence: number;
  readonly members: readonly HistoryMember[];
}

/** How many are named; all are counted. */
const NAMED = 1000;

/** What was found to be erased while histories were followed. */
export class ErasedEntries {
  readonly #first: ErasedEntry[] = [];
  #count = 0;

  /** How many entries have something erased. */
  get count(): number {
    return this.#count;
  }

  /** The first 1,000 of them. */
  get first(): readonly ErasedEntry[] {
    return this.#first;
  }

  add(entry: ErasedEntry): void {
    this.#count += 1;
    if (this.#first.length < NAMED) this.#first.push(entry);
  }
}
