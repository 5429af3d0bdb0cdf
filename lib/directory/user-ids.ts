import { inCall, requireId } from '../identity.js';
import type { Directory, UserId } from '../types.js';
import { toExactInteger } from './exact-integer.js';

/** Turns user ids into the text that is stored, and back into the host's type. */
export class UserIds {
  readonly #isInteger: boolean;

  constructor(type: Directory['userIdType']) {
    this.#isInteger = type === 'integer';
  }

  /**
   * The stored text of a user's id.
   *
   * @param path - What the caller of the engine gave it as
   * @throws WorkflowError `INVALID_REQUEST` where no user can have it
   */
  toText(id: UserId | bigint, path = 'user_id'): string {
    return String(requireId(typeof id === 'bigint' ? String(id) : id, inCall(path)));
  }

  /** The id as the host writes it; an integer that no number holds exactly, above 2^53, stays text. */
  fromText(text: string): UserId;
  fromText(text: string | null): UserId | null;
  fromText(text: string | null): UserId | null {
    if (text === null) return null;
    // Text that is no integer (a user of an earlier directory) stays readable as it is.
    const integer = this.#isInteger ? toExactInteger(text) : null;
    return typeof integer === 'number' ? integer : text;
  }

  /** Whether a user can have this id: where ids are integers, no database need be asked for another. */
  isPossible(text: string): boolean {
    return !this.#isInteger || toExactInteger(text) !== null;
  }

  /** Ascending order of ids: by number where they are integers, else by code unit. */
  compare(a: string, b: string): number {
    const [first, second] = this.#isInteger ? [toExactInteger(a), toExactInteger(b)] : [null, null];
    if (first !== null && second !== null) return first < second ? -1 : Number(first > second);
    if (first === null && second === null) return a < b ? -1 : Number(a > b);
    return first === null ? 1 : -1;
  }
}
