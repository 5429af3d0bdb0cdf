import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { DeadlineCounts, DispatchCounts, ReassignmentCounts } from '../../../lib/index.js';

/** Approves one step as several people at once. */
export interface ApproveOrder {
  readonly kind: 'approve';
  readonly target: { readonly attachmentId: number } | { readonly object: { model: string; id: number } };
  readonly stepId: number;
  readonly actors: readonly number[];
}

/** Attaches invoices, so many at a time. */
export interface AttachOrder {
  readonly kind: 'attach';
  readonly invoices: readonly number[];
  readonly atATime: number;
}

/** Runs the job that passes seats on, once. */
export interface ReassignOrder {
  readonly kind: 'reassign';
  /** ISO text. */
  readonly now: string;
  readonly batchSize: number;
  /** In the middle of which seat the process shall stand still, holding what it holds. */
  readonly hangAt?: number;
}

/** Runs every job at the same time, once each. */
export type WorkOrder = Omit<ReassignOrder, 'kind'> & { readonly kind: 'work' };

export type Order = ApproveOrder | AttachOrder | ReassignOrder | WorkOrder;

/** What the jobs of one process have done together. */
export interface WorkCounts {
  readonly reassignRoundRobin: ReassignmentCounts;
  readonly deadlines: DeadlineCounts;
  readonly dispatch: DispatchCounts;
}

/** What became of one approval: where it left the object, or why it was refused. */
export type Outcome =
  | { readonly stage: string | null; readonly status: string }
  | { readonly code: string; readonly httpStatus: number; readonly details: unknown };

/** What a process says; `id` is that of the order it answers. */
export interface Answer {
  readonly id: number;
  readonly outcomes?: readonly Outcome[];
  readonly counts?: ReassignmentCounts;
  readonly work?: WorkCounts;
  readonly hanging?: true;
  readonly error?: string;
}

const SCRIPT = fileURLToPath(new URL('./engine-child.ts', import.meta.url));

/** The id of what a process says when it is connected. */
export const READY = 0;

/** A process of its own with an engine on the same database, that does what it is told to. */
export class EngineProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #orders = READY;

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (answer: Answer) => this.#waiting.get(answer.id)?.(answer));
    child.on('exit', (code) => {
      for (const [id, tell] of this.#waiting) tell({ id, error: `it ended with ${String(code)}` });
    });
  }

  /** Starts a process whose role of the many has so many members; it is connected when it comes back. */
  static async start(url: string, members: number): Promise<EngineProcess> {
    // What these processes run is covered elsewhere, and noting it again takes half of their time.
    const env = { ...process.env, NODE_V8_COVERAGE: undefined };
    const child = fork(SCRIPT, [url, String(members)], { execArgv: ['--import', 'tsx'], env });
    const started = new EngineProcess(child);
    await started.#answer(READY);
    return started;
  }

  async approve(order: Omit<ApproveOrder, 'kind'>): Promise<readonly Outcome[]> {
    const { outcomes = [] } = await this.#ask({ kind: 'approve', ...order });
    return outcomes;
  }

  async attach(order: Omit<AttachOrder, 'kind'>): Promise<void> {
    await this.#ask({ kind: 'attach', ...order });
  }

  async reassign(order: Omit<ReassignOrder, 'kind'>): Promise<ReassignmentCounts> {
    const { counts } = await this.#ask({ kind: 'reassign', ...order });
    if (counts === undefined) throw new Error('The process did not finish the job.');
    return counts;
  }

  async work(order: Omit<WorkOrder, 'kind'>): Promise<WorkCounts> {
    const { work } = await this.#ask({ kind: 'work', ...order });
    if (work === undefined) throw new Error('The process did not finish its jobs.');
    return work;
  }

  /** Does so until it stands still in the middle of a seat, and kills the process there. */
  async untilKilled(order: (ReassignOrder | WorkOrder) & { readonly hangAt: number }): Promise<void> {
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
    this.#orders += 1;
    const id = this.#orders;
    const answer = this.#answer(id);
    this.#child.send({ id, order });
    return answer;
  }

  async #answer(id: number): Promise<Answer> {
    const answer = await new Promise<Answer>((resolve) => {
      this.#waiting.set(id, resolve);
    });
    this.#waiting.delete(id);
    if (answer.error !== undefined) throw new Error(`A process failed: ${answer.error}`);
    return answer;
  }
}
