import type { ChildProcess } from 'node:child_process';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { connectTo } from './connect.js';
import { mariadbRecipe } from './mariadb.js';
import { postgresqlRecipe } from './postgresql.js';
import type { ServerRecipe } from './server-process.js';
import type { ServerDialect } from './servers.js';

/** Other than those that only tests of other things need, it keeps what it has committed when it is killed. */
const DURABLE: Readonly<Record<ServerDialect, readonly string[]>> = {
  mysql: ['--innodb-flush-log-at-trx-commit=1'],
  postgres: ['-c', 'synchronous_commit=on'],
};

const START_TIMEOUT = 60_000;
const POLL = 20;

/** A database server of a test's own, that it may stop and start again on the same data. */
export class RestartableServer {
  readonly #recipe: ServerRecipe;
  #process: ChildProcess | null = null;

  private constructor(recipe: ServerRecipe) {
    this.#recipe = recipe;
  }

  /** Makes one; `null` where it is not installed. */
  static async create(dialect: ServerDialect): Promise<RestartableServer | null> {
    const recipe = await (dialect === 'mysql' ? mariadbRecipe() : postgresqlRecipe());
    if (recipe === null) return null;
    for (const [program = '', ...parameters] of recipe.prepare) {
      await promisify(execFile)(program, parameters, { cwd: recipe.folder });
    }
    const server = new RestartableServer({ ...recipe, run: [...recipe.run, ...DURABLE[dialect]] });
    await server.start();
    return server;
  }

  /** Where an administrator connects. */
  get url(): string {
    return this.#recipe.url;
  }

  /** Comes back once it answers. */
  async start(): Promise<void> {
    const [program = '', ...parameters] = this.#recipe.run;
    this.#process = spawn(program, parameters, { cwd: this.#recipe.folder, stdio: 'ignore' });
    const sequelize = await connectTo(this.url);
    try {
      const deadline = Date.now() + START_TIMEOUT;
      for (;;) {
        const problem: unknown = await sequelize.authenticate().catch((error: unknown) => error);
        if (problem === undefined) return;
        if (Date.now() > deadline) throw new Error(`${this.url} does not answer.`, { cause: problem });
        await sleep(POLL);
      }
    } finally {
      await sequelize.close();
    }
  }

  /** Comes back once it has ended: orderly, or at once as a machine that loses its power. */
  async stop(how: 'orderly' | 'at once'): Promise<void> {
    const running = this.#process;
    if (running === null) return;
    this.#process = null;
    const exit = once(running, 'exit');
    const { graceful, abrupt } = this.#recipe.signals;
    running.kill(`SIG${how === 'orderly' ? graceful : abrupt}` as NodeJS.Signals);
    await exit;
  }

  /** Stops it and deletes its data. */
  async remove(): Promise<void> {
    await this.stop('at once');
    await rm(this.#recipe.folder, { recursive: true, force: true });
  }
}
