import type { Answer } from '../../../lib/flow/types.js';

/** The object of a test that is decided on: whom its fields name, and what conditions make of it. */
export class RequestedObject {
  readonly #users = new Map<string, string>();
  readonly #conditions = new Map<string, boolean | 'error'>();

  /** Lets a field of the object name a user. */
  assign(field: string, userId: string): this {
    this.#users.set(field, userId);
    return this;
  }

  /** Says what a condition comes to; one of which nothing was said holds. */
  judge(expression: string, value: boolean | 'error'): this {
    this.#conditions.set(expression, value);
    return this;
  }

  assigned(field: string): string | null {
    return this.#users.get(field) ?? null;
  }

  /** Whether a condition holds; one that cannot be evaluated does. */
  holds(expression: string | null | undefined): boolean {
    return expression === null || expression === undefined || this.#conditions.get(expression) !== false;
  }

  evaluate(expression: string): Extract<Answer, { kind: 'condition' }> {
    const value = this.#conditions.get(expression) ?? true;
    return value === 'error'
      ? { kind: 'condition', holds: false, error: 'no such field' }
      : { kind: 'condition', holds: value, error: null };
  }
}
