import assert from 'node:assert/strict';
import type { ActionEvent } from '../../lib/index.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host, PurchaseRequest } from '../support/host.js';
import { BY_SYSTEM, byRole, createHost, publishStages, TABLES } from '../support/host.js';
import type { RecordedStatement } from '../support/statements.js';
import { recordStatements } from '../support/statements.js';

/** A transaction begins with one statement; MySQL says in another how isolated it is. One more ends it. */
const AROUND = { sqlite: 2, mysql: 3, postgres: 2 } as const;

/** What an approval that moves on takes between its ends where nothing is bound: see test/budget.test.ts. */
const APPROVAL = { sqlite: 8, mysql: 7, postgres: 7 } as const;

const TEN: readonly ActionEvent[] = [
  ...Array<ActionEvent>(4).fill('after_approve'),
  ...Array<ActionEvent>(3).fill('after_move_stage'),
  ...Array<ActionEvent>(3).fill('on_step_open'),
];

describeEachDialect('The statement budget of actions', (database) => {
  let host: Host;
  let delivered = 0;

  before(async () => {
    host = await createHost(database.sequelize, { actions: { count: () => void (delivered += 1) } });
    host.directory.roles.set(5, [2, 3, 4]);
  });

  beforeEach(() => {
    delivered = 0;
  });

  afterEach(async () => {
    await host.engine.flush();
    await database.emptyTables(TABLES);
  });

  /** Approves a request whose workflow has these actions, and waits until they are delivered. */
  async function approve(events: readonly ActionEvent[]): Promise<Spending> {
    const { engine } = host;
    const { id: workflowId } = await publishStages(engine, [[byRole(5)], [byRole(5)]]);
    for (const event of events) {
      await engine.definitions.createAction({ workflowId, event, handler: 'count' }, BY_SYSTEM);
    }
    if (events.length > 0) await engine.definitions.publishWorkflow(workflowId, BY_SYSTEM);
    // The first attachment reads the version, which is kept from then on.
    await attach();
    const object = await attach();
    await engine.flush();
    delivered = 0;
    const { statements } = await recordStatements(host.sequelize, async () => {
      await engine.approve({ object, actor: { id: 2 } });
      await engine.flush();
    });
    return apart(statements);
  }

  async function attach(): Promise<PurchaseRequest> {
    const object = await host.PurchaseRequest.create({ title: 'Pens', requesterId: 1 });
    await host.engine.attach({ object, workflow: 'purchase-request', actor: { id: 1 } });
    return object;
  }

  const approving = (): number => AROUND[database.dialect] + APPROVAL[database.dialect];

  /**
   * A run is claimed by a look and an update, and what became of it is another; a last look finds nothing. Only SQLite
   * needs transactions for these.
   */
  const delivering = (runs: number): number => {
    const around = database.dialect === 'sqlite' ? AROUND.sqlite : 0;
    return runs * (2 * around + 3) + around + 1;
  };

  it('lets an approval without actions cost nothing more, before its commit or after', async () => {
    assert.deepEqual(await approve([]), { inside: approving(), afterwards: 0 });
  });

  it('lets an approval cost nothing more where what is bound is for other events', async () => {
    const others: readonly ActionEvent[] = ['after_reject', 'on_workflow_complete'];
    assert.deepEqual(await approve(others), { inside: approving(), afterwards: 0 });
  });

  it('lets one action add a statement and a read of the object to an approval, and a claim and a result to what follows', async () => {
    const one = await approve(['after_approve']);
    assert.equal(delivered, 1);
    assert.deepEqual(one, { inside: approving() + 2, afterwards: delivering(1) });
  });

  it('lets ten actions add no more to an approval than one does', async () => {
    const ten = await approve(TEN);
    assert.equal(delivered, 10);
    assert.deepEqual(ten, { inside: approving() + 2, afterwards: delivering(10) });
  });

  it('lets the dispatcher look once where nothing is due, whatever was ever delivered', async () => {
    await approve(TEN);
    const { statements } = await recordStatements(host.sequelize, () => host.engine.jobs.dispatch());
    assert.equal(statements.length, 1);
  });
});

/** What an approval takes until it has committed, and what is done because of it from then on; in statements. */
interface Spending {
  readonly inside: number;
  readonly afterwards: number;
}

/** Deliveries are never part of the transaction that they are for. */
function apart(statements: readonly RecordedStatement[]): Spending {
  const approval = statements[0]?.transactionId;
  const inside = statements.filter(({ transactionId }) => transactionId === approval).length;
  return { inside, afterwards: statements.length - inside };
}
