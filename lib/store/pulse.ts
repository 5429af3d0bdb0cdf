import { WorkflowError } from '../errors.js';
import { withinTime } from '../time-limits/within-time.js';

/** After so long a question counts as lost, and another may be asked: its connection may never answer. */
const LOST_MS = 30_000;

/** Asks the database one thing, for whoever wants to know it, and lets nobody wait longer than they like. */
export class Pulse<Answer> {
  readonly #ask: () => Promise<Answer>;
  #asked: Promise<Answer> | null = null;

  constructor(ask: () => Promise<Answer>) {
    this.#ask = ask;
  }

  /**
   * What the database answers. Who asks while a question is still open waits for its answer, so that a database that
   * hangs is not asked more and more.
   *
   * @throws whatever the question throws; WorkflowError `TRY_AGAIN` where it takes longer than so many ms
   */
  async answer(withinMs: number): Promise<Answer> {
    this.#asked ??= within(LOST_MS, this.#ask()).finally(() => {
      this.#asked = null;
    });
    return within(withinMs, this.#asked);
  }
}

function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  const late = (): Error => new WorkflowError('TRY_AGAIN', `The database has not answered within ${ms} ms.`);
  return withinTime({ ms, late }, () => work);
}
