import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Sequelize } from 'sequelize';
import { QueryTypes } from 'sequelize';
import { connectTo } from '../test/support/connect.js';
import { HostProcess } from './host-process.js';

/** One way to approve. */
export interface Contender {
  readonly name: string;
  readonly host: HostProcess;
  /** Which product attaches what this one approves, and verifies its histories: its own, or the one in its database. */
  readonly product: HostProcess;
  /** The database that both use. */
  readonly sequelize: Sequelize;
}

const PROJECT = fileURLToPath(new URL('..', import.meta.url));

/** Starts the product, the floor, idiomatic Sequelize, and another build of the product where one is named. */
export async function startContenders(server: Sequelize, against?: string): Promise<readonly Contender[]> {
  const [url, sequelize] = await createDatabase(server);
  const product = await HostProcess.start({ variant: 'product', url, folder: PROJECT });
  const contenders: Contender[] = [{ name: 'product', host: product, product, sequelize }];
  for (const variant of ['floor', 'idiomatic'] as const) {
    const host = await HostProcess.start({ variant, url, folder: PROJECT });
    contenders.push({ name: variant, host, product, sequelize });
  }
  if (against !== undefined) contenders.push(await startOther(server, resolve(against)));
  return contenders;
}

/** Another build has a database of its own, with its own tables. */
async function startOther(server: Sequelize, folder: string): Promise<Contender> {
  const [url, sequelize] = await createDatabase(server);
  const host = await HostProcess.start({ variant: 'product', url, folder });
  return { name: 'other', host, product: host, sequelize };
}

async function createDatabase(server: Sequelize): Promise<readonly [url: string, Sequelize]> {
  const name = `bench_${randomBytes(4).toString('hex')}`;
  await server.query(`CREATE DATABASE ${name}`);
  const { host = '', port = '' } = server.config;
  const url = `mysql://root@${host}:${port}/${name}`;
  return [url, await connectTo(url)];
}

/** How many statements an approval takes: the server counts them, prepared ones as they are executed. */
export async function countStatements({ host, product, sequelize }: Contender): Promise<number> {
  const asked = "SHOW GLOBAL STATUS LIKE 'Questions'";
  const questions = async (): Promise<number> => {
    const [row] = await sequelize.query<{ Value: string }>(asked, { type: QueryTypes.SELECT });
    return Number(row?.Value);
  };
  // The first few prepare statements, open connections and read what is kept.
  await host.approveAll(await product.attach(5), 1);
  const ids = await product.attach(20);
  const before = await questions();
  await host.approveAll(ids, 1);
  return ((await questions()) - before - 1) / ids.length;
}
