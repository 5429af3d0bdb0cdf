import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What a child is asked to do. */
export interface Order {
  readonly url: string;
  readonly tablePrefix: string;
  /** What stands in the statement before which the child shall stand still, holding what it holds. */
  readonly hangBefore?: string;
}

/** What a child says. */
export interface Answer {
  readonly ready?: true;
  readonly hanging?: true;
  readonly names?: readonly string[];
  readonly error?: string;
}

const SCRIPT = fileURLToPath(new URL('./migrate-child.ts', import.meta.url));

/** Processes that are already up, so that they migrate at the same moment and not one after the other. */
export class Crowd {
  readonly #children: ChildProcess[] = [];

  async start(size: number): Promise<void> {
    const started = Array.from({ length: size }, () => fork(SCRIPT, { execArgv: ['--import', 'tsx'] }));
    this.#children.push(...started);
    await Promise.all(started.map((child) => nextAnswer(child)));
  }

  /** Has every process migrate at once; gives the names that each of them ran. */
  async migrate(order: Order): Promise<(readonly string[])[]> {
    return Promise.all(this.#children.map(async (child) => namesOf(await ask(child, order))));
  }

  /** Takes one process out, once it stands still half-way; the caller ends it. */
  async hang(order: Order): Promise<ChildProcess> {
    const child = this.#children.pop();
    if (child === undefined) throw new Error('Nobody is left in the crowd.');
    const answer = await ask(child, order);
    if (answer.hanging !== true) throw new Error(`The child did not hang: ${JSON.stringify(answer)}`);
    return child;
  }

  stop(): void {
    for (const child of this.#children.splice(0)) child.kill('SIGKILL');
  }
}

async function ask(child: ChildProcess, order: Order): Promise<Answer> {
  const answer = nextAnswer(child);
  child.send(order);
  return answer;
}

async function nextAnswer(child: ChildProcess): Promise<Answer> {
  const death = once(child, 'exit').then(([code]) => ({ error: `The child ended with ${String(code)}.` }));
  const answer = once(child, 'message').then(([message]) => message as Answer);
  return Promise.race([answer, death]);
}

function namesOf({ names, error }: Answer): readonly string[] {
  if (names === undefined) throw new Error(error ?? 'The child gave no answer.');
  return names;
}
