import assert from 'node:assert/strict';
import type { Transaction } from 'sequelize';
import type { ActionFacts, WorkflowEngine } from '../../lib/index.js';
import { ACTION_EVENTS } from '../../lib/definition/types.js';
import { createWorkflowEngine } from '../../lib/index.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host, PurchaseRequest } from '../support/host.js';
import { byRole, createHost, publishStages, quietLogger, TABLES } from '../support/host.js';
import { recordStatements } from '../support/statements.js';

const [REQUESTER, REVIEWER, BUDGET] = [{ id: 1 }, { id: 2 }, { id: 3 }];

describeEachDialect('What listeners are told', (database) => {
  let host: Host;
  const told: string[] = [];
  const delivered: string[] = [];
  const listen = ({ event, attachment }: ActionFacts): void => void told.push(`${attachment.id} ${event}`);

  before(async () => {
    host = await createHost(database.sequelize, {
      actions: { note: ({ event }) => void delivered.push(event) },
      defaultActions: [{ event: 'after_approve', handler: 'note' }],
    });
  });

  beforeEach(async () => {
    await publishStages(host.engine, [[byRole(1)], [byRole(2)]]);
  });

  afterEach(async () => {
    ignore(host.engine);
    await host.engine.flush();
    told.length = 0;
    delivered.length = 0;
    await database.emptyTables(TABLES);
  });

  function observe(engine: WorkflowEngine): void {
    for (const event of ACTION_EVENTS) engine.events.on(event, listen);
  }

  function ignore(engine: WorkflowEngine): void {
    for (const event of ACTION_EVENTS) engine.events.off(event, listen);
  }

  async function attach(title = 'Pens'): Promise<{ object: PurchaseRequest; id: number }> {
    const object = await host.PurchaseRequest.create({ title, requesterId: REQUESTER.id });
    const { id } = await host.engine.attach({ object, workflow: 'purchase-request', actor: REQUESTER });
    return { object, id };
  }

  async function begin(outer?: Transaction): Promise<Transaction> {
    return database.sequelize.transaction(outer === undefined ? {} : { transaction: outer });
  }

  const reject = (object: PurchaseRequest, transaction: Transaction): Promise<unknown> =>
    host.engine.reject({ object, actor: REVIEWER, reason: 'No.', transaction });
  const approve = (object: PurchaseRequest, transaction: Transaction): Promise<unknown> =>
    host.engine.approve({ object, actor: REVIEWER, transaction });

  it('leaves out what was rolled back to a savepoint', async () => {
    const { object, id } = await attach();
    observe(host.engine);
    const root = await begin();
    const savepoint = await begin(root);
    await reject(object, savepoint);
    await savepoint.rollback();
    await approve(object, root);
    await host.engine.flush();
    assert.deepEqual(told, []);
    await root.commit();
    await host.engine.flush();
    assert.deepEqual(told, [`${id} after_approve`, `${id} after_move_stage`, `${id} on_step_open`]);
    assert.deepEqual(delivered, ['after_approve']);
  });

  it('leaves out what a savepoint that was released in one that was rolled back has done', async () => {
    const { object } = await attach();
    observe(host.engine);
    const root = await begin();
    const outer = await begin(root);
    const inner = await begin(outer);
    await approve(object, inner);
    await inner.commit();
    await outer.rollback();
    await root.commit();
    await host.engine.flush();
    assert.deepEqual([told, delivered], [[], []]);
  });

  it('names once what was rolled back and done again at the same time', async () => {
    const { object, id } = await attach();
    const other = await attach('Paper');
    observe(host.engine);
    const root = await begin();
    const savepoint = await begin(root);
    await reject(object, savepoint);
    await savepoint.rollback();
    await reject(other.object, root);
    await reject(object, root);
    await root.commit();
    await host.engine.flush();
    assert.deepEqual(told, [`${other.id} after_reject`, `${id} after_reject`]);
  });

  it('is in order, over several attachments and commands of one transaction', async () => {
    const [one, other] = [await attach(), await attach('Paper')];
    observe(host.engine);
    await host.engine.transaction(async (transaction) => {
      await approve(one.object, transaction);
      await approve(other.object, transaction);
      await host.engine.approve({ object: one.object, actor: BUDGET, transaction });
    });
    await host.engine.approve({ object: other.object, actor: BUDGET });
    await host.engine.flush();
    const moved = ['after_approve', 'after_move_stage', 'on_step_open'];
    const completed = ['after_approve', 'on_workflow_complete'];
    assert.deepEqual(told, [
      ...moved.map((event) => `${one.id} ${event}`),
      ...moved.map((event) => `${other.id} ${event}`),
      ...completed.map((event) => `${one.id} ${event}`),
      ...completed.map((event) => `${other.id} ${event}`),
    ]);
  });

  it('is nothing where the host rolls back', async () => {
    const { object } = await attach();
    observe(host.engine);
    const root = await begin();
    await approve(object, root);
    await root.rollback();
    await host.engine.flush();
    assert.deepEqual([told, delivered], [[], []]);
  });

  it('does not depend on a callback of the host that throws first', async () => {
    const { object } = await attach();
    observe(host.engine);
    const root = await begin();
    root.afterCommit(() => {
      throw new Error('The cache of the host is gone.');
    });
    await approve(object, root);
    await assert.rejects(root.commit(), /The cache of the host is gone/);
    await host.engine.flush();
    assert.equal(told.length, 3);
    assert.deepEqual(delivered, ['after_approve']);
  });

  it('does not wait for a callback of the host that came first', async () => {
    const { object } = await attach();
    observe(host.engine);
    const root = await begin();
    let goOn = (): void => undefined;
    const isHeld = new Promise<void>((reached) => {
      root.afterCommit(() => {
        reached();
        return new Promise<void>((resolve) => {
          goOn = resolve;
        });
      });
    });
    await approve(object, root);
    const committed = root.commit();
    await isHeld;
    await host.engine.flush();
    assert.equal(told.length, 3);
    goOn();
    await committed;
  });

  it('comes from each engine that took part in the transaction', async () => {
    const options = { sequelize: database.sequelize, directory: host.directory, tablePrefix: 'second_' };
    const second = createWorkflowEngine({ ...options, clock: host.clock, logger: quietLogger });
    await second.migrate();
    second.registerModel(host.PurchaseRequest, { requesterField: 'requesterId' });
    await publishStages(second, [[byRole(1)], [byRole(2)]]);
    const { object, id } = await attach();
    const attached = await second.attach({ object, workflow: 'purchase-request', actor: REQUESTER });
    observe(host.engine);
    second.events.on('after_reject', ({ attachment }) => void told.push(`second ${attachment.id}`));
    const root = await begin();
    const savepoint = await begin(root);
    await second.reject({ object, actor: REVIEWER, reason: 'No.', transaction: savepoint });
    await reject(object, savepoint);
    await savepoint.rollback();
    await second.reject({ object, actor: REVIEWER, reason: 'No.', transaction: root });
    await root.commit();
    await host.engine.flush();
    await second.flush();
    assert.deepEqual(told, [`second ${attached.id}`]);
    assert.equal((await host.engine.getAttachment(object))?.id, id);
  });

  it('costs no statement where nobody listens', async () => {
    const [one, other] = [await attach(), await attach('Paper')];
    await host.engine.flush();
    const decide = async ({ object }: { object: PurchaseRequest }): Promise<number> => {
      const { statements } = await recordStatements(database.sequelize, async () => {
        await host.engine.reject({ object, actor: REVIEWER, reason: 'No.' });
        await host.engine.flush();
      });
      return statements.length;
    };
    const unheard = await decide(one);
    observe(host.engine);
    // The object is read for them, and afterwards what is stored.
    assert.equal(await decide(other), unheard + 2);
  });

  if (database.dialect === 'postgres') {
    it('is nothing where COMMIT is refused', async () => {
      const { object } = await attach();
      const run = (sql: string, transaction: Transaction | null = null): Promise<unknown> =>
        database.sequelize.query(sql, { transaction });
      await run('CREATE TABLE budgets (id INTEGER PRIMARY KEY)');
      await run('CREATE TABLE costs (budget INTEGER REFERENCES budgets DEFERRABLE INITIALLY DEFERRED)');
      observe(host.engine);
      const root = await begin();
      await approve(object, root);
      await run('INSERT INTO costs VALUES (1)', root);
      await assert.rejects(root.commit(), { name: 'SequelizeForeignKeyConstraintError' });
      await host.engine.flush();
      assert.deepEqual([told, delivered], [[], []]);
    });
  }
});
