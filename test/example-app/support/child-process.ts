import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The folder of the project. */
export const PROJECT = fileURLToPath(new URL('../../../', import.meta.url));

/** How a process ended, and what it said until then. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Nothing that was started here outlives the tests, in whatever way they end. */
const running = new Set<Child>();
process.once('exit', () => {
  for (const child of running) child.kill();
});

/** A process of its own, with everything it says. It leads a process group, which is signalled as Ctrl+C does. */
export class Child {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #ended: Promise<Ended>;
  #stdout = '';
  #stderr = '';

  constructor({ command, args, cwd = PROJECT, env = {} }: Command) {
    this.#process = spawn(command, args, { cwd, env: { ...process.env, ...env }, detached: true });
    this.#process.stdout.setEncoding('utf8').on('data', (text: string) => (this.#stdout += text));
    this.#process.stderr.setEncoding('utf8').on('data', (text: string) => (this.#stderr += text));
    this.#ended = once(this.#process, 'close').then(([code]) => ({
      code: code as number | null,
      stdout: this.#stdout,
      stderr: this.#stderr,
    }));
    running.add(this);
    // Whoever asks for the end is told of a failure; until then nobody need be.
    this.#ended.finally(() => running.delete(this)).catch(() => undefined);
  }

  get ended(): Promise<Ended> {
    return this.#ended;
  }

  /** Waits until the process has said something that matches; gives the match. @throws Error if it ends before */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.#stdout);
      if (found !== null) return found;
      const ended = await Promise.race([once(this.#process.stdout, 'data').then(() => null), this.#ended]);
      if (ended === null || pattern.test(this.#stdout)) continue;
      throw new Error(
        `The process ended with ${String(ended.code)} before it said ${String(pattern)}:\n${ended.stderr}`,
      );
    }
  }

  /** Sends a signal to the process alone, and waits for its end. */
  async stop(signal: NodeJS.Signals): Promise<Ended> {
    this.#process.kill(signal);
    return this.#ended;
  }

  /** Sends a signal to the process and all it has started, as the terminal does, and waits for the end of all. */
  async stopGroup(signal: NodeJS.Signals): Promise<Ended> {
    if (this.#process.pid !== undefined && this.#process.exitCode === null)
      process.kill(-this.#process.pid, signal);
    return this.#ended;
  }

  /** Ends the process and all it has started, if it is still there. */
  kill(): void {
    try {
      if (this.#process.pid !== undefined) process.kill(-this.#process.pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  }
}
