import type { Answer, Call } from './client.js';
import { send } from './client.js';
import { findDifferences } from './find-differences.js';
import { summarize } from './summarize.js';

/** One thing that somebody does, and what must come of it. */
export interface Step extends Call {
  /** What happens, in a sentence. */
  readonly tells: string;
  readonly status: number;
  /** What the answer must hold, at least. */
  readonly expected: object;
  /** The part of the answer that matters. @defaultValue all of it */
  readonly pick?: (answer: unknown) => unknown;
}

/** What happened is not what was expected. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';
}

/** Takes one step after the other, and tells each as a person would like to read it. */
export class Narrator {
  readonly #baseUrl: string;
  #steps = 0;

  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  /** Takes a step, and gives what was answered. @throws UnexpectedAnswer that names every difference */
  async tell(step: Step): Promise<unknown> {
    const { tells, method, path, pick } = step;
    this.#steps += 1;
    console.log(`\n${String(this.#steps).padStart(2)}. ${tells}`);
    const answer = await send(this.#baseUrl, step);
    console.log(`    ${method} ${path} → ${answer.status}`);
    const body = pick === undefined ? answer.body : pick(answer.body);
    for (const line of summarize(body)) console.log(`    ${line}`);
    requireExpected({ status: answer.status, body }, step);
    return body;
  }
}

function requireExpected({ status, body }: Answer, step: Step): void {
  const differences = [
    ...findDifferences(status, step.status, 'the status'),
    ...findDifferences(body, step.expected, 'the answer'),
  ];
  if (differences.length === 0) return;
  throw new UnexpectedAnswer(['Something else was expected:', ...differences].join('\n    - '));
}
