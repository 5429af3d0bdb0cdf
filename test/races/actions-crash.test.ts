import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Sequelize } from 'sequelize';
import type { ActionRunRow } from '../../models/index.js';
import { outboxModel, readRuns } from '../actions/support/filled-outbox.js';
import { Dice } from '../flow/support/dice.js';
import { describeEachDialect } from '../support/databases.js';
import { byRole, publishStages } from '../support/host.js';
import { runs } from '../support/lane.js';
import { checkConsistency } from './support/check-consistency.js';
import type { CrashHost, Effect, Noted } from './support/crash-host.js';
import { createCrashHost, EVENT_OF } from './support/crash-host.js';
import { groupBy } from './support/group-by.js';
import { readStored } from './support/stored-rows.js';

/** `TEST_RUNS=100` kills more. */
const LIVES = runs(50);
const SCRIPT = fileURLToPath(new URL('./support/crash-child.ts', import.meta.url));

/** How many processes are started ahead. */
const PREPARED = 3;

/** A process is killed when it has said something so many times at most. */
const LONGEST_LIFE = 40;

describeEachDialect('A process that is killed at any moment', (database) => {
  // What is proven is about processes, not about a database: one is enough.
  if (database.dialect !== 'mysql') return;

  const alive = new Set<ChildProcess>();
  const noted = new Map<Noted, number>();
  let host: CrashHost;

  before(async () => {
    host = createCrashHost(database.sequelize);
    await host.engine.migrate();
    await host.PurchaseRequest.sync();
    await host.Effect.sync();
    const now = new Date();
    const shared = { company: '', handler: 'tell', parameters: '{}', order: 1, isActive: true };
    await database.sequelize.model('WorkflowAction').bulkCreate(
      Object.values(EVENT_OF).map((event) => ({
        ...shared,
        event,
        execution: 'after_commit',
        createdAt: now,
        updatedAt: now,
      })),
    );
    await publishStages(host.engine, [[byRole(1)], [byRole(2)], [byRole(3)]]);
  });

  after('end what is left', () => {
    for (const child of alive) child.kill('SIGKILL');
  });

  /** Starts a process that is ready to work, and waits to be told. */
  async function bear(life: number): Promise<ChildProcess> {
    const env = { ...process.env, NODE_V8_COVERAGE: undefined };
    const child = fork(SCRIPT, [database.url, String(life)], { execArgv: ['--import', 'tsx'], env });
    alive.add(child);
    child.once('exit', () => alive.delete(child));
    const [said] = (await once(child, 'message')) as unknown[];
    assert.equal(said, 'ready');
    return child;
  }

  /** Lets a process work until it has said something so many times, and kills it. */
  async function live(child: ChildProcess, messages: number): Promise<void> {
    const exit = once(child, 'exit');
    let left = messages;
    child.on('message', (what: Noted) => {
      noted.set(what, (noted.get(what) ?? 0) + 1);
      left -= 1;
      if (left === 0) child.kill('SIGKILL');
    });
    child.send('go');
    assert.deepEqual(await exit, [null, 'SIGKILL'], 'it ended by itself');
  }

  /** As if their minute were over: whoever had them is dead, but the database may not have noticed yet. */
  async function expireClaims(): Promise<void> {
    await host.engine.transaction(async (transaction) => {
      const where = { status: 'pending' as const };
      await outboxModel(database.sequelize).update({ claimedUntil: new Date(0) }, { where, transaction });
    });
  }

  it(`loses, invents and doubles nothing, ${LIVES} times`, async function () {
    this.timeout(600_000);
    const dice = new Dice(20_260_415);
    const next: Promise<ChildProcess>[] = [];
    for (let life = 1; life <= LIVES; life += 1) {
      // Starting takes longer than a life, so that the next ones start meanwhile.
      while (next.length < PREPARED && life + next.length <= LIVES) next.push(bear(life + next.length));
      const child = await next.shift();
      assert.ok(child);
      // Else what was claimed holds back its queue for a life longer, and nothing in it overtakes.
      if (dice.oneIn(2)) await expireClaims();
      await live(child, 1 + dice.below(LONGEST_LIFE));
    }
    await expireClaims();
    const { retried, dead } = await host.engine.jobs.dispatch();
    assert.deepEqual({ retried, dead }, { retried: 0, dead: 0 });
    for (const what of ['delivering', 'delivered', 'committed', 'rolled back'] as const) {
      assert.ok((noted.get(what) ?? 0) > LIVES / 2, `${what}: ${noted.get(what)}`);
    }
    await checkConsistency(database.sequelize);
    const runs = await readRuns(database.sequelize);
    assert.deepEqual(new Set(runs.map(({ status }) => status)), new Set(['delivered']));
    const effects = await host.Effect.findAll({ order: [['id', 'ASC']], raw: true });
    checkEffects(await committedEvents(database.sequelize), runs, effects);
  });
});

/** What has committed, by attachment and in order: history is written in the same transaction, by other code. */
async function committedEvents(sequelize: Sequelize): Promise<ReadonlyMap<number, readonly string[]>> {
  const { history, steps } = await readStored(sequelize);
  const numbers = new Map(steps.map(({ id, stepNumber }) => [id, stepNumber]));
  const events = history.flatMap(({ attachmentId, event, stepId }) => {
    const told = EVENT_OF[event];
    const stepNumber = stepId === null ? null : (numbers.get(stepId) ?? null);
    return told === undefined ? [] : [{ attachmentId, event: told, stepNumber }];
  });
  return inOrder(events);
}

/** What happened to each attachment, as `event step`. */
function inOrder(
  events: readonly Pick<Effect, 'attachmentId' | 'event' | 'stepNumber'>[],
): ReadonlyMap<number, readonly string[]> {
  const groups = groupBy(events, ({ attachmentId }) => attachmentId);
  const described = [...groups].map(([id, group]): [number, readonly string[]] => [
    id,
    group.map(({ event, stepNumber }) => `${event} ${stepNumber ?? ''}`),
  ]);
  return new Map(described.sort(([one], [another]) => one - another));
}

/** Every event has one key, and every key its effect, first in the order of the events; nothing else has any. */
function checkEffects(
  committed: ReadonlyMap<number, readonly string[]>,
  runs: readonly ActionRunRow[],
  effects: readonly Effect[],
): void {
  const first = [...groupBy(effects, ({ idempotencyKey }) => idempotencyKey).values()].flatMap(
    ([effect]) => effect ?? [],
  );
  const keys = (rows: readonly { readonly idempotencyKey: string }[]): readonly string[] =>
    rows.map(({ idempotencyKey }) => idempotencyKey).sort();
  assert.deepEqual(keys(first), keys(runs), 'each run has had its effect');
  assert.deepEqual(inOrder(first), committed, 'each event its run, in order');
  assert.ok(effects.length > first.length, 'somebody was killed between an effect and its receipt');
}
