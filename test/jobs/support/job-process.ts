import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ReassignmentCounts } from '../../../lib/index.js';

/** What a process is asked to do: to run the job once. */
export interface Order {
  /** ISO text. */
  readonly now: string;
  readonly batchSize: number;
  /** In the middle of which seat the process shall stand still, holding what it holds. */
  readonly hangAt?: number;
}

/** What a process says. */
export interface Answer {
  readonly ready?: true;
  readonly hanging?: true;
  readonly counts?: ReassignmentCounts;
  readonly error?: string;
}

const SCRIPT = fileURLToPath(new URL('./job-child.ts', import.meta.url));

/** A process of its own with an engine on the same database, that runs the job when it is told to. */
export class JobProcess {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Starts a process on a database; it is connected when it comes back. */
  static async start(url: string): Promise<JobProcess> {
    const started = new JobProcess(fork(SCRIPT, [url], { execArgv: ['--import', 'tsx'] }));
    await started.#nextAnswer();
    return started;
  }

  /** Runs the job and gives what it has done. */
  async run(order: Order): Promise<ReassignmentCounts> {
    const { counts } = await this.#ask(order);
    if (counts === undefined) throw new Error('The process did not finish the job.');
    return counts;
  }

  /** Runs the job until it stands still in the middle of a seat, and kills the process there. */
  async runUntilKilled(order: Order & { readonly hangAt: number }): Promise<void> {
    const { hanging } = await this.#ask(order);
    if (hanging !== true) throw new Error('The process did not hang.');
    await this.stop();
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exit = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exit;
  }

  async #ask(order: Order): Promise<Answer> {
    const answer = this.#nextAnswer();
    this.#child.send(order);
    return answer;
  }

  async #nextAnswer(): Promise<Answer> {
    const answer = once(this.#child, 'message').then(([message]) => message as Answer);
    const death = once(this.#child, 'exit').then(([code]) => ({ error: `it ended with ${String(code)}` }));
    const said: Answer = await Promise.race([answer, death]);
    if (said.error !== undefined) throw new Error(`The process failed: ${said.error}`);
    return said;
  }
}
