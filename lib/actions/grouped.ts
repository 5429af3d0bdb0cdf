import { setImmediate as nextTurn } from 'node:timers/promises';

/** One caller, and what it asks for. */
interface Call<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Answers several callers at once, so that one statement does the work of many. One group is worked on at a time, and
 * whoever asks meanwhile is part of the next: a caller who is alone does not wait, and the groups grow with the load.
 */
export class Grouped<Question, Answer> {
  readonly #work: (questions: readonly Question[]) => Promise<readonly Answer[]>;
  #waiting: Call<Question, Answer>[] = [];
  #isWorking = false;

  /** @param work - Gives an answer to each question, in the order of the questions. */
  constructor(work: (questions: readonly Question[]) => Promise<readonly Answer[]>) {
    this.#work = work;
  }

  /** @throws what the work throws for this question alone: one that fails in a group is asked again by itself */
  async ask(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ question, resolve, reject });
      if (!this.#isWorking) void this.#workOff();
    });
  }

  async #workOff(): Promise<void> {
    this.#isWorking = true;
    while (this.#waiting.length > 0) {
      // Those who were answered together ask again in the same turn of the event loop.
      await nextTurn();
      const calls = this.#waiting;
      this.#waiting = [];
      await this.#answer(calls);
    }
    this.#isWorking = false;
  }

  async #answer(calls: readonly Call<Question, Answer>[]): Promise<void> {
    try {
      const answers = await this.#work(calls.map(({ question }) => question));
      for (const [index, { resolve }] of calls.entries()) resolve(answers[index] as Answer);
    } catch (error) {
      if (calls.length > 1) await Promise.all(calls.map((call) => this.#answer([call])));
      else calls[0]?.reject(error);
    }
  }
}
