import { LRUCache } from 'lru-cache';
import { DAY } from '../../../time-units.js';

/** A stretch of time in which the clocks of a zone are not changed: from `from` on, until just before `to`. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** How far local time is ahead of UTC, in ms. */
  readonly offset: number;
}

/** What is found out at once, and kept: some days that begin at a multiple of this many ms. */
const CHUNK = 32 * DAY;

interface Chunk {
  readonly early: readonly Stretch[];
  readonly last: Stretch;
}

/** More than a hundred years. */
const MAXIMUM_CHUNKS = 1200;

/**
 * What the clocks of a zone show.
 *
 * Only ever asked by instant. An instant has exactly one local time, while a local time may have no instant or two:
 * whoever never asks for it need not choose.
 */
export class TimeZone {
  readonly #format: Intl.DateTimeFormat;
  readonly #chunks = new LRUCache<number, Chunk>({
    max: MAXIMUM_CHUNKS,
    memoMethod: (index) => this.#readChunk(index * CHUNK),
  });

  constructor(name: string) {
    this.#format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  }

  /** The stretch around an instant. It may be shorter than it could be. */
  stretchAt(instant: number): Stretch {
    const { early, last } = this.#chunks.memo(Math.floor(instant / CHUNK));
    return early.find(({ to }) => instant < to) ?? last;
  }

  /**
   * Clocks are looked at once a day. Between two of their changes there are more than three days, everywhere and
   * always, going by the IANA database.
   */
  #readChunk(start: number): Chunk {
    const early: Stretch[] = [];
    const end = start + CHUNK;
    let [from, offset] = [start, this.#offsetAt(start)];
    for (let day = start; day < end; day += DAY) {
      const offsetAfter = this.#offsetAt(day + DAY);
      while (offset !== offsetAfter) {
        const to = this.#findChange(Math.max(day, from), day + DAY, offset);
        early.push({ from, to, offset });
        [from, offset] = [to, this.#offsetAt(to)];
      }
    }
    return { early, last: { from, to: end, offset } };
  }

  /** The first whole second after `low`, and until `high`, at which clocks no longer show this offset. */
  #findChange(low: number, high: number, offset: number): number {
    if (high - low <= 1000) return high;
    const middle = low + Math.floor((high - low) / 2000) * 1000;
    return this.#offsetAt(middle) === offset
      ? this.#findChange(middle, high, offset)
      : this.#findChange(low, middle, offset);
  }

  #offsetAt(instant: number): number {
    const text = this.#format.format(instant);
    // `GMT` or `GMT+00:00`, `GMT+05:45`, and with seconds where a zone kept its mean solar time: `GMT-00:44:30`.
    const offset = text.slice(text.indexOf('GMT') + 3);
    const size = Date.parse(`1970-01-01T${offset.slice(1).padEnd(5, '00:00')}Z`);
    return offset.startsWith('-') ? -size : size;
  }
}
