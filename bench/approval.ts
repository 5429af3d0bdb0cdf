/**
 * How fast approvals are, against a floor: the same writes as hand-written statements in one transaction.
 *
 *     npm run bench                                       an embedded SQLite file
 *     npm run bench -- mysql://root@127.0.0.1:3306/bench   a database that you may lose
 *
 * Machines differ and share their load with others: only the ratios of one run mean anything.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sequelize, Transaction } from 'sequelize';
import { connectTo } from '../test/support/connect.js';
import { byRole, createHost, publishStages } from '../test/support/host.js';
import type { Host } from '../test/support/host.js';

const ROUNDS = 3;
const APPROVALS = 100;

const folder = await mkdtemp(join(tmpdir(), 'workflow-bench-'));
const url = process.argv[2] ?? `sqlite:${join(folder, 'bench.sqlite')}`;
const sequelize = await connectTo(url);
try {
  const host = await createHost(sequelize);
  host.directory.roles.set(5, [2, 3]);
  await publishStages(host.engine, [[byRole(5)], [byRole(5)]]);
  await sequelize.query('DROP TABLE IF EXISTS bench_floor');
  await sequelize.query('CREATE TABLE bench_floor (id INTEGER, status VARCHAR(24), position INTEGER)');
  console.log(`Approvals that move to the next stage, on ${sequelize.getDialect()}:`);
  for (const width of [1, 16]) await compare(host, width);
} finally {
  await sequelize.close();
  await rm(folder, { recursive: true, force: true });
}

/** Runs both ways in turn, so that both meet the same load, and prints the median of the rounds' ratios. */
async function compare(host: Host, width: number): Promise<void> {
  const ratios: number[] = [];
  let perSecond = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const ids = await attachMany(host);
    const ours = await timed(ids, width, (attachmentId) =>
      host.engine.approve({ attachmentId, actor: { id: 2 } }),
    );
    const floor = await timed(ids, width, (id) =>
      host.engine.transaction((inside) => floorOf(sequelize, id, inside)),
    );
    ratios.push(floor / ours);
    perSecond = Math.max(perSecond, APPROVALS / (ours / 1000));
  }
  const median = ratios.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
  console.log(
    `  ${width} at a time: ${median.toFixed(2)} of the floor, ${perSecond.toFixed(0)} a second at best`,
  );
}

async function attachMany({ engine, PurchaseRequest }: Host): Promise<readonly number[]> {
  const ids: number[] = [];
  for (let count = 0; count < APPROVALS; count += 1) {
    const object = await PurchaseRequest.create({ title: 'Bench', requesterId: 1 });
    ids.push((await engine.attach({ object, workflow: 'purchase-request', actor: { id: 1 } })).id);
  }
  return ids;
}

/** Milliseconds for all, with so many at a time. */
async function timed(
  ids: readonly number[],
  width: number,
  work: (id: number) => Promise<unknown>,
): Promise<number> {
  const waiting = [...ids];
  const startedAt = performance.now();
  const worker = async (): Promise<void> => {
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) await work(id);
  };
  await Promise.all(Array.from({ length: width }, worker));
  return performance.now() - startedAt;
}

/** As many statements as an approval writes and reads: two reads, and seven rows written. */
async function floorOf(on: Sequelize, id: number, transaction: Transaction): Promise<void> {
  for (let read = 0; read < 2; read += 1) {
    await on.query('SELECT id FROM bench_floor WHERE id = -1', { transaction });
  }
  for (let write = 0; write < 7; write += 1) {
    await on.query(`INSERT INTO bench_floor VALUES (${id}, 'approved', ${write})`, { transaction });
  }
}
