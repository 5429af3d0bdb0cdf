import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:http';
import { Latch } from '../actions/support/latch.js';
import { describeEachDialect } from '../support/databases.js';
import { startExample } from './support/example-process.js';

/** How many clients ask at a time, each on a connection that it keeps. */
const CLIENTS = 16;
/** How many answers each client has had before the process is told to stop. */
const ANSWERS_BEFORE = 3;
/** After so long an orchestrator would lose its patience. */
const PATIENCE_MS = 5000;

const BODY = JSON.stringify({ title: 'Laptops', amount: 1200 });

/** A client that asks for one thing after another until nobody answers any more. */
class Client {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #url: string;
  /** Open once it has been answered a few times. */
  readonly warm = new Latch();
  /** How often it has asked. */
  asked = 0;
  readonly answers: number[] = [];

  constructor(url: string) {
    this.#url = url;
  }

  async run(): Promise<void> {
    try {
      for (;;) {
        this.asked += 1;
        this.answers.push(await this.#ask());
        if (this.answers.length === ANSWERS_BEFORE) this.warm.open();
      }
    } catch {
      this.#agent.destroy();
    }
  }

  async #ask(): Promise<number> {
    const authorization = `Basic ${Buffer.from('requester:requester').toString('base64')}`;
    const headers = { authorization, 'content-type': 'application/json' };
    const url = `${this.#url}/api/purchase-requests`;
    const outgoing = request(url, { method: 'POST', agent: this.#agent, headers }).end(BODY);
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
    await once(response.resume(), 'end');
    return response.statusCode ?? 0;
  }
}

describeEachDialect('The example application under keep-alive load', (database) => {
  for (const times of [1, 2]) {
    it(`ends in time and with 0 when it is told ${times === 1 ? 'once' : 'twice'}, and answers what was asked before`, async () => {
      const { url, child } = await startExample(database.url);
      const clients = Array.from({ length: CLIENTS }, () => new Client(url));
      const running = Promise.all(clients.map((client) => client.run()));
      try {
        await Promise.race([running, Promise.all(clients.map(({ warm }) => warm.opened))]);
        const asked = clients.map((client) => client.asked);
        const killing = setTimeout(() => {
          child.kill();
        }, PATIENCE_MS);
        const ended = child.stop('SIGTERM');
        if (times === 2) void child.stop('SIGTERM');
        const { code, stderr } = await ended;
        clearTimeout(killing);
        await running;
        assert.deepEqual([code, stderr], [0, '']);
        for (const [index, { answers }] of clients.entries()) {
          assert.ok(answers.length >= (asked[index] ?? 0), `client ${index} was not answered`);
          assert.deepEqual(new Set(answers), new Set([201]));
        }
      } finally {
        child.kill();
      }
    });
  }
});
