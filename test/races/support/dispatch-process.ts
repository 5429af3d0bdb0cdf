import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { DispatchCounts } from '../../../lib/index.js';

/** What a process says of a delivery when its handler is called; it goes on when it is told to. */
export interface Delivery {
  readonly attachmentId: number;
  /** Its place in the outbox. */
  readonly number: number;
  readonly idempotencyKey: string;
}

/** What a process says. */
export type Report =
  | { readonly kind: 'ready' }
  | { readonly kind: 'delivering'; readonly call: number; readonly delivery: Delivery }
  | { readonly kind: 'dispatched'; readonly counts: DispatchCounts }
  | { readonly kind: 'failed'; readonly error: string };

/** What a process is told: to deliver what there is, or to let a handler go on. */
export type Order = { readonly kind: 'dispatch' } | { readonly kind: 'go on'; readonly call: number };

/** Decides when a delivery goes on. */
export type OnDelivery = (delivery: Delivery) => Promise<void>;

const SCRIPT = fileURLToPath(new URL('./dispatch-child.ts', import.meta.url));

/** A process of its own with an engine on the same database, whose handler asks here before it goes on. */
export class DispatchProcess {
  readonly #child: ChildProcess;
  #tell: (report: Report) => void = () => undefined;

  private constructor(child: ChildProcess, onDelivery: OnDelivery) {
    this.#child = child;
    child.on('message', (report: Report) => {
      if (report.kind !== 'delivering') this.#tell(report);
      else void onDelivery(report.delivery).then(() => child.send({ kind: 'go on', call: report.call }));
    });
    child.on('exit', (code) => this.#tell({ kind: 'failed', error: `it ended with ${String(code)}` }));
  }

  /** Starts a process; it is connected when it comes back. */
  static async start(url: string, onDelivery: OnDelivery): Promise<DispatchProcess> {
    const env = { ...process.env, NODE_V8_COVERAGE: undefined };
    const child = fork(SCRIPT, [url], { execArgv: ['--import', 'tsx'], env });
    const started = new DispatchProcess(child, onDelivery);
    await started.#report();
    return started;
  }

  /** Lets it deliver until nothing is left. */
  async dispatch(): Promise<DispatchCounts> {
    const report = this.#report();
    this.#child.send({ kind: 'dispatch' });
    const told = await report;
    if (told.kind !== 'dispatched') throw new Error('The process said something else.');
    return told.counts;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exit = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exit;
  }

  async #report(): Promise<Report> {
    const report = await new Promise<Report>((resolve) => {
      this.#tell = resolve;
    });
    if (report.kind === 'failed') throw new Error(`A process failed: ${report.error}`);
    return report;
  }
}
