import { inCall, requireId } from '../identity.js';
import type { Directory, UserId } from '../types.js';

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
  toText(id: UserId, path = 'user_id'): string {
    return String(requireId(id, inCall(path)));
  }

  /** The id as the host writes it. */
  fromText(text: string): UserId;
  fromText(text: string | null): UserId | null;
  fromText(text: string | null): UserId | null {
    if (text === null) return null;
    const number = Number(text);
    // Text that is no integer (a user of an earlier directory) stays readable as it is.
    return this.#isInteger && Number.isSafeInteger(number) && String(number) === text ? number : text;
  }

  /** Whether a user can have this id: where ids are integers, no database need be asked for another. */
  isPossible(text: string): boolean {
    return !this.#isInteger || typeof this.fromText(text) === 'number';
  }

  /** Ascending order of ids: by number where they are integers, else by code unit. */
  compare(a: string, b: string): number {
    if (this.#isInteger) return Number(a) - Number(b);
    return a < b ? -1 : Number(a > b);
  }
}
