import { isDiskFull } from './database-errors.js';

/** Remembers that the disk of the database was full, until somebody has found that there is room again. */
export class DiskWatch {
  #isFull = false;

  /** Whether the last that is known is that it is full. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /** Takes note of an error, of whatever kind. */
  note(error: unknown): void {
    if (isDiskFull(error)) this.#isFull = true;
  }

  /** Takes note that something was written. */
  clear(): void {
    this.#isFull = false;
  }
}
