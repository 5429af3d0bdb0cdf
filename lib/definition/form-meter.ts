/** Counts the work of one judgement, so that a schema which multiplies it (`$ref`s upon `$ref`s) is stopped. */
export class FormMeter {
  readonly #allowance: number;
  #left = 0;

  /** @param allowance - Units of work that one judgement may take. */
  constructor(allowance: number) {
    this.#allowance = allowance;
  }

  /** Begins a judgement. */
  reset(): void {
    this.#left = this.#allowance;
  }

  /** Records work that is about to be done; throws a `RangeError` once there has been too much of it. */
  spend(units: number): void {
    this.#left -= units;
    if (this.#left < 0) throw new RangeError('The data takes too much work to judge.');
  }
}
