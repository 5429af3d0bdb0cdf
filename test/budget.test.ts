import assert from 'node:assert/strict';
import type { ActionEvent, ActionExecution } from '../lib/definition/types.js';
import { ACTION_EVENTS } from '../lib/definition/types.js';
import type { ApprovalInput } from '../lib/index.js';
import { describeEachDialect } from './support/databases.js';
import { countAtDriver } from './support/driver-statements.js';
import type { Host, PurchaseRequest } from './support/host.js';
import { BY_SYSTEM, byRole, createHost, publishStages, TABLES } from './support/host.js';
import { recordStatements } from './support/statements.js';

/** What an operation costs in statements of ours and in statements on the host's own table. */
interface Cost {
  readonly ours: number;
  readonly hosts: number;
}

/** MySQL begins with a statement that says how isolated the transaction is; the others say it as they begin. */
const BEGIN = { sqlite: 1, mysql: 2, postgres: 1 } as const;

/** By any commands on any number of seats, on one connection. */
const MOST_PREPARED = 120;

interface MysqlConnection {
  promise(): { query(sql: string): Promise<unknown> };
}

async function beginReadCommitted(connection: MysqlConnection): Promise<void> {
  await connection.promise().query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
}

describeEachDialect('The statement budget', (database) => {
  let host: Host;

  before(async () => {
    host = await createHost(database.sequelize, { actions: { tell: () => undefined } });
    // What is delivered afterwards is not part of what an operation costs.
    await host.engine.stopScheduler();
  });

  afterEach(async () => {
    await database.emptyTables(TABLES);
  });

  async function costOf(work: () => Promise<unknown>): Promise<Cost> {
    const { result, count } = await countAtDriver(host.sequelize, () =>
      recordStatements(host.sequelize, work),
    );
    const { statements } = result;
    assert.equal(count, statements.length, 'The driver was asked for more than the log tells.');
    const hosts = statements.filter(({ sql }) => sql.includes('purchase_requests')).length;
    return { ours: statements.length - hosts, hosts };
  }

  async function start(stages: readonly (readonly ApprovalInput[])[]): Promise<PurchaseRequest> {
    await publishStages(host.engine, stages);
    // The first attachment reads the version, which is kept from then on.
    await attachNew();
    return attachNew();
  }

  async function attachNew(): Promise<PurchaseRequest> {
    const object = await host.PurchaseRequest.create({ title: 'Pens', requesterId: 1 });
    await host.engine.attach({ object, workflow: 'purchase-request', actor: { id: 1 } });
    return object;
  }

  const fixed = (): number => BEGIN[database.dialect] + 1;

  /** MySQL takes updates of several tables as one where it can, PostgreSQL all of them; only the latter reads steps by themselves. */
  function moreThanFixed(costs: {
    readonly sqlite: number;
    readonly mysql: number;
    readonly postgres: number;
  }): number {
    return fixed() + costs[database.dialect];
  }

  it('lets an approval that moves to the next stage take 10 statements at most, by object and by id', async () => {
    host.directory.roles.set(5, [2, 3, 4]);
    const object = await start([[byRole(5)], [byRole(5)], [byRole(5)]]);
    const { id: attachmentId = 0 } = (await host.engine.getAttachment(object)) ?? {};
    const byObject = await costOf(() => host.engine.approve({ object, actor: { id: 2 } }));
    const byId = await costOf(() => host.engine.approve({ attachmentId, actor: { id: 3 } }));
    // The host's row is locked with ours: new step, new seats, history, all seats, step and attachment.
    assert.deepEqual(byObject, { ours: moreThanFixed({ sqlite: 6, mysql: 5, postgres: 5 }), hosts: 2 });
    assert.deepEqual(byId, byObject);
    assert(byObject.ours + byObject.hosts <= 10);
  });

  if (database.dialect === 'mysql') {
    it('does not say again how isolated a transaction is where the server begins it so', async () => {
      const sequelize = await database.connect({
        hooks: { afterConnect: (connection) => beginReadCommitted(connection as MysqlConnection) },
      });
      const { engine, PurchaseRequest: Requests } = await createHost(sequelize);
      await publishStages(engine, [[byRole(1)], [byRole(2)]]);
      const object = await Requests.create({ title: 'Pens', requesterId: 1 });
      await engine.attach({ object, workflow: 'purchase-request', actor: { id: 1 } });
      const { statements } = await recordStatements(sequelize, () =>
        engine.approve({ object, actor: { id: 2 } }),
      );
      assert.equal(statements.length, 8);
      assert(!statements.some(({ sql }) => sql.includes('ISOLATION LEVEL')));
    });
  }

  /** Binds the handler to an event of every workflow that is published from then on. */
  async function bind(event: ActionEvent, execution: ActionExecution = 'after_commit'): Promise<void> {
    const now = new Date();
    const what = { company: '', event, handler: 'tell', parameters: '{}', order: 1, isActive: true };
    const how = { execution, failurePolicy: execution === 'inline' ? 'continue' : null };
    await host.sequelize.model('WorkflowAction').create({ ...what, ...how, createdAt: now, updatedAt: now });
  }

  async function costOfMovingOn(): Promise<Cost> {
    const object = await start([[byRole(1)], [byRole(2)]]);
    const cost = await costOf(() => host.engine.approve({ object, actor: { id: 2 } }));
    await database.emptyTables(TABLES);
    return cost;
  }

  it('lets actions to be delivered add a statement and a read of the object to an approval, however many they are', async () => {
    const without = await costOfMovingOn();
    await bind('after_approve');
    const withOne = { ours: without.ours + 1, hosts: without.hosts + 1 };
    assert.deepEqual(await costOfMovingOn(), withOne);
    for (const event of ACTION_EVENTS) await bind(event);
    assert.deepEqual(await costOfMovingOn(), withOne);
  });

  it('lets an action for another event cost an approval nothing', async () => {
    const without = await costOfMovingOn();
    await bind('after_reject');
    await bind('on_workflow_complete', 'inline');
    assert.deepEqual(await costOfMovingOn(), without);
  });

  it('lets an inline action add its savepoint and a read of the object, and nothing else', async () => {
    const { ours, hosts } = await costOfMovingOn();
    await bind('after_approve', 'inline');
    assert.deepEqual(await costOfMovingOn(), { ours: ours + 1, hosts: hosts + 1 });
  });

  it('lets an approval that leaves its step open take 7 at most', async () => {
    const object = await start([[byRole(4, { roleSelectionStrategy: 'consensus' })]]);
    const cost = await costOf(() => host.engine.approve({ object, actor: { id: 7 } }));
    assert.deepEqual(cost, { ours: moreThanFixed({ sqlite: 4, mysql: 2, postgres: 3 }), hosts: 1 });
  });

  it('lets attaching cost the same for 4 stages and for 400', async () => {
    const costs: Cost[] = [];
    for (const stages of [4, 400]) {
      const key = `stages-${stages}`;
      const workflow = await host.engine.definitions.createWorkflow(
        {
          key,
          names: { en: key },
          hierarchyStrategy: 2,
          pipelines: Array.from({ length: stages }, (_, index) => ({
            names: { en: `Place ${index + 1}` },
            approvals: [byRole(1)],
          })),
        },
        BY_SYSTEM,
      );
      const attach = async (): Promise<void> => {
        const object = await host.PurchaseRequest.create({ title: 'Pens', requesterId: 1 });
        const { ours, hosts } = await costOf(() =>
          host.engine.attach({ object, workflow: workflow.id, actor: { id: 1 } }),
        );
        costs.push({ ours, hosts });
      };
      await attach();
      costs.pop();
      await attach();
    }
    const [few, many] = costs;
    // the workflow, the attachment, the new step, its seat, history, the attachment again
    assert.deepEqual(few, { ours: fixed() + 6, hosts: 2 });
    assert.deepEqual(many, few);
  });

  /** What a job costs for each row that it handles: finding, claiming and naming is for a whole batch. */
  async function costOfEach(run: () => Promise<number>): Promise<number> {
    host.clock.set(new Date('2026-01-05T09:00:00.000Z'));
    const quiet = await costOf(run);
    host.clock.advance({ hours: 1 });
    let handled = 0;
    const busy = await costOf(async () => {
      handled = await run();
    });
    host.clock.set(new Date('2026-01-05T09:00:00.000Z'));
    assert.ok(handled > 1);
    const claiming = 3;
    return (busy.ours - quiet.ours - claiming) / handled;
  }

  it('lets a reassignment take 8 statements at most', async () => {
    host.directory.roles.set(5, [2, 3, 4]);
    await start([[byRole(5, { roleSelectionStrategy: 'round_robin', reassignAfterHours: 1 })]]);
    const cost = await costOfEach(async () => (await host.engine.jobs.reassignRoundRobin()).moved);
    // the attachment, the rotation; the new seat, history, the old seat with the attachment and the rotation
    assert.equal(cost, moreThanFixed({ sqlite: 6, mysql: 4, postgres: 5 }));
  });

  it('lets a reminder take 5 at most', async () => {
    await start([[byRole(1, { dueHours: 2, reminderHoursBefore: [1] })]]);
    const cost = await costOfEach(async () => (await host.engine.jobs.deadlines()).reminded);
    // the attachment; history, the step, the attachment
    assert.equal(cost, moreThanFixed({ sqlite: 3, mysql: 2, postgres: 3 }));
  });

  it('lets an escalation by deadline take 7 at most', async () => {
    host.directory.managers.set(2, 3);
    await start([[byRole(1, { dueHours: 1, timeoutAction: 'escalate' })]]);
    const cost = await costOfEach(async () => (await host.engine.jobs.deadlines()).escalated);
    // as a reminder, and the old seat and the new one
    assert.equal(cost, moreThanFixed({ sqlite: 5, mysql: 3, postgres: 4 }));
  });

  // The other drivers keep none from one statement to the next, and have nothing to count.
  if (database.dialect === 'mysql') {
    it('prepares no statement for each row', async () => {
      const alone = await createHost(await database.connect({ pool: { max: 1 } }));
      alone.directory.roles.set(5, [2, 3, 4]);
      const rotating = byRole(5, { roleSelectionStrategy: 'round_robin', reassignAfterHours: 1 });
      const decideAndPassOn = async (): Promise<void> => {
        const object = await alone.PurchaseRequest.create({ title: 'Pens', requesterId: 1 });
        const actor = { id: 1 };
        const { id: attachmentId } = await alone.engine.attach({
          object,
          workflow: 'purchase-request',
          actor,
        });
        await alone.engine.approve({ attachmentId, actor: { id: 2 } });
        alone.clock.advance({ hours: 1 });
        assert.ok((await alone.engine.jobs.reassignRoundRobin()).moved > 0);
      };
      await publishStages(alone.engine, [[byRole(1)], [rotating]]);
      for (let count = 0; count < 2; count += 1) await decideAndPassOn();
      const before = await preparedStatements(alone);
      for (let count = 0; count < 5; count += 1) await decideAndPassOn();
      assert.equal(await preparedStatements(alone), before);
    });

    it('prepares a number of texts that has a bound, whatever the number of seats', async () => {
      const alone = await createHost(await database.connect({ pool: { max: 1 } }));
      const { engine, directory, clock } = alone;
      const rotating = byRole(1, { roleSelectionStrategy: 'round_robin', reassignAfterHours: 1 });
      const decideAndPassOn = async (seats: number): Promise<void> => {
        const members = Array.from({ length: seats }, (_, index) => (index % 5) + 2);
        directory.roles.set(5, [...new Set(members)]);
        const approvals = members.map(() =>
          byRole(5, { parallelGroup: 'all', roleSelectionStrategy: 'consensus' }),
        );
        await publishStages(engine, [approvals.slice(0, 50), [rotating]]);
        const rows = Array.from({ length: seats }, (_, index) => ({
          title: `Pens ${index}`,
          requesterId: 1,
        }));
        const objects = await alone.PurchaseRequest.bulkCreate(rows);
        for (const object of objects.slice(0, 3)) {
          await engine.attach({ object, workflow: 'purchase-request', actor: { id: 1 } });
          await engine.cancel({ object, actor: null });
        }
        clock.advance({ hours: 1 });
        await engine.jobs.reassignRoundRobin();
        await database.emptyTables(TABLES);
      };
      // mysql2 keeps 16,000 for each connection, and a server allows 16,382 for all of them.
      for (let seats = 1; seats <= 40; seats += 1) await decideAndPassOn(seats);
      assert.ok((await preparedStatements(alone)) <= MOST_PREPARED);
    });
  }

  /** How many statements have been prepared on the one connection of a host. */
  async function preparedStatements({ sequelize }: Host): Promise<number> {
    const [rows] = await sequelize.query("SHOW SESSION STATUS LIKE 'Com_stmt_prepare'");
    const [row] = rows as readonly { readonly Value: string }[];
    return Number(row?.Value);
  }

  it('reads a status in 5 statements and a page of the inbox in 2, whatever its length, and whoever decides', async () => {
    const { engine } = host;
    const object = await start([[byRole(1)]]);
    for (let count = 0; count < 10; count += 1) await attachNew();
    await engine.delegations.create({ userId: 4 }, { actor: { id: 2 } });
    const target = { object: { model: 'PurchaseRequest', objectId: String(object.id) } };
    for (const [reader, asked] of [
      [{ id: 2 }, 0],
      // Whether the substitute is active is asked of the directory, which is always asked inside a transaction.
      [{ id: 4 }, fixed()],
    ] as const) {
      const status = await costOf(async () => {
        const attachment = await engine.reader.find(target, reader);
        assert((await engine.reader.status(attachment, reader)).canApprove);
      });
      // the attachment, its steps, their holders; for whom the reader decides, and whether that is here
      assert.deepEqual(status, { ours: 5 + asked, hosts: 0 });
      for (const limit of [1, 10]) {
        const inbox = await costOf(async () => {
          assert.equal((await engine.reader.inbox({ limit, after: null }, reader)).items.length, limit);
        });
        assert.deepEqual(inbox, { ours: 2 + asked, hosts: 0 });
      }
    }
  });
});
