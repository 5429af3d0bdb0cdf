import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { APPROVER } from './hosts/people.js';

export interface HostOptions {
  readonly variant: 'product' | 'floor' | 'idiomatic';
  /** The database; the product prepares it, the others find it prepared. */
  readonly url: string;
  /** Where the product is built or installed. */
  readonly folder: string;
}

export type Order = { readonly kind: 'attach'; readonly count: number } | { readonly kind: 'verify' | 'cpu' };

/** An answer to the order of that id. */
export interface Message {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** The id of the first message, whose value is the port. */
export const READY = 0;

interface Asked {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

const BODY = JSON.stringify({ action: 'approved', reason: 'Fine.' });
const HEADERS = {
  'content-type': 'application/json',
  'content-length': Buffer.byteLength(BODY),
  'x-user': APPROVER,
};

/** A host in a process of its own, so that its CPU can be told from everything else. It ends with this process. */
export class HostProcess {
  readonly #child: ChildProcess;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #waiting = new Map<number, Asked>();
  #orders = READY;
  #port = 0;

  private constructor(options: HostOptions) {
    const file = fileURLToPath(new URL('hosts/serve.ts', import.meta.url));
    const env = { ...process.env, NODE_ENV: 'production' };
    this.#child = fork(file, [JSON.stringify(options)], { env });
    this.#child.on('message', ({ id, value, error }: Message) => {
      const asked = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) asked?.resolve(value);
      else asked?.reject(new Error(`${options.variant}: ${error}`));
    });
    this.#child.once('exit', (code) => {
      const ended = new Error(`The host of ${options.variant} has ended with ${String(code)}.`);
      for (const { reject } of this.#waiting.values()) reject(ended);
    });
  }

  /** Starts a host, and resolves once it listens. */
  static async start(options: HostOptions): Promise<HostProcess> {
    const host = new HostProcess(options);
    host.#port = (await host.#answer(READY)) as number;
    return host;
  }

  /** Attaches and starts the workflow of so many new objects; only the product does. @returns the objects' ids */
  async attach(count: number): Promise<readonly number[]> {
    return (await this.#ask({ kind: 'attach', count })) as readonly number[];
  }

  /** What is wrong in the histories; `null` where nothing is. Only the product knows. */
  async verify(): Promise<string | null> {
    return (await this.#ask({ kind: 'verify' })) as string | null;
  }

  /** Milliseconds of CPU that the process has used since it was started. */
  async cpu(): Promise<number> {
    return (await this.#ask({ kind: 'cpu' })) as number;
  }

  /** Approves these objects over HTTP, so many at a time. @throws Error for any answer but 200 */
  async approveAll(objectIds: readonly number[], width: number): Promise<void> {
    const waiting = [...objectIds];
    const worker = async (): Promise<void> => {
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) await this.approve(id);
    };
    await Promise.all(Array.from({ length: width }, worker));
  }

  /** Approves an object over HTTP, and gives the body of the answer. */
  async approve(objectId: number): Promise<string> {
    const path = `/api/purchase-requests/${objectId}/workflow_action`;
    const sent = request({ port: this.#port, path, method: 'POST', agent: this.#agent, headers: HEADERS });
    sent.end(BODY);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const body = await text(response);
    if (response.statusCode === 200) return body;
    throw new Error(`An approval was answered with ${String(response.statusCode)}: ${body}`);
  }

  async stop(): Promise<void> {
    this.#agent.destroy();
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    if (this.#child.connected) this.#child.disconnect();
    await ended;
  }

  async #ask(order: Order): Promise<unknown> {
    this.#orders += 1;
    this.#child.send({ id: this.#orders, order });
    return this.#answer(this.#orders);
  }

  #answer(id: number): Promise<unknown> {
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }
}
