import type { ChainBreak, ChainEnd, ChainTools, FoundEntry } from './chain-check.js';
import { ChainCheck } from './chain-check.js';

/** The first broken entry of a walk, and whose history it is in. */
export interface HistoryBreak extends ChainBreak {
  readonly attachmentId: number;
}

/** Follows the histories of several attachments, each to its end, and stops at the first break. */
export class HistoryWalk {
  readonly #ends: readonly ChainEnd[];
  readonly #tools: ChainTools;
  #index = 0;
  #entries = 0;
  #check: ChainCheck | null = null;

  /** @param ends - By id, ascending */
  constructor(ends: readonly ChainEnd[], tools: ChainTools) {
    this.#ends = ends;
    this.#tools = tools;
  }

  /** How many attachments were followed, the broken one included. */
  get attachments(): number {
    return this.#index + (this.#check === null ? 0 : 1);
  }

  /** How many entries were followed, the broken one included where it is there. */
  get entries(): number {
    return this.#entries;
  }

  /** Takes the next entries: by attachment, then by number. */
  take(entries: readonly FoundEntry[]): HistoryBreak | null {
    for (const entry of entries) {
      const broken = this.#finishBefore(entry.attachmentId) ?? this.#take(entry);
      if (broken !== null) return broken;
    }
    return null;
  }

  /** Says whether the rest of the attachments end where their rows say; once all entries were taken. */
  finish(): HistoryBreak | null {
    return this.#finishBefore(Infinity);
  }

  #take(entry: FoundEntry): HistoryBreak | null {
    const { attachmentId, sequence } = entry;
    this.#entries += 1;
    const end = this.#ends[this.#index];
    if (end?.id !== attachmentId) return { attachmentId, sequence, reason: 'attachment_missing' };
    this.#check ??= new ChainCheck(end, this.#tools);
    return at(end, this.#check.take(entry));
  }

  #finishBefore(attachmentId: number): HistoryBreak | null {
    for (;;) {
      const end = this.#ends[this.#index];
      if (end === undefined || end.id >= attachmentId) return null;
      this.#check ??= new ChainCheck(end, this.#tools);
      const broken = this.#check.finish();
      if (broken !== null) return at(end, broken);
      this.#index += 1;
      this.#check = null;
    }
  }
}

function at({ id: attachmentId }: ChainEnd, broken: ChainBreak | null): HistoryBreak | null {
  return broken === null ? null : { attachmentId, ...broken };
}
