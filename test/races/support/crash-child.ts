/** A process of its own that works until it is killed. Its arguments name the database, and how its life is shuffled. */
import type { Transaction } from 'sequelize';
import { Dice } from '../../flow/support/dice.js';
import { connectTo } from '../../support/connect.js';
import type { Noted } from './crash-host.js';
import { createCrashHost } from './crash-host.js';

/** How many requests are on their way at a time. */
const LANES = 3;

/** By whom the stages are approved, one after another. */
const APPROVERS = [2, 3, 5];

const [url = '', seed = ''] = process.argv.slice(2);
const dice = new Dice(Number(seed));
const note = (noted: Noted): void => void process.send?.(noted);
const { engine, PurchaseRequest } = createCrashHost(await connectTo(url), note);

class ChangedMind extends Error {}

/** Does something in a transaction; now and then, that is rolled back at the last moment before it is done for good. */
async function carryOut(work: (transaction: Transaction) => Promise<unknown>): Promise<void> {
  if (dice.oneIn(2)) {
    const changed = engine.transaction(async (transaction) => {
      await work(transaction);
      throw new ChangedMind();
    });
    await changed.catch((error: unknown) => {
      if (!(error instanceof ChangedMind)) throw error;
    });
    note('rolled back');
  }
  await engine.transaction(work);
  note('committed');
}

/** Lets requests come, and be approved, one after another and without an end. */
async function work(): Promise<never> {
  for (;;) {
    const object = await PurchaseRequest.create({ title: 'Pens', requesterId: 1 });
    const common = { object, workflow: 'purchase-request', actor: { id: 1 } };
    await carryOut((transaction) => engine.attach({ ...common, transaction }));
    for (const id of APPROVERS) {
      await carryOut((transaction) => engine.approve({ object, actor: { id }, transaction }));
    }
  }
}

process.once('message', () => {
  // What those left who were killed.
  void engine.jobs.dispatch();
  for (let lane = 1; lane <= LANES; lane += 1) void work();
});
process.send?.('ready');
