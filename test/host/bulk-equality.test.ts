import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Transaction } from 'sequelize';
import type { ApprovalInput } from '../../lib/index.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host, PurchaseRequest } from '../support/host.js';
import { byRole, createHost, publishStages, TABLES } from '../support/host.js';
import type { RunTime } from './support/run-time-rows.js';
import { readRunTime, RUN_TIME_TABLES } from './support/run-time-rows.js';

type Values = Pick<PurchaseRequest, 'title' | 'requesterId' | 'amount' | 'ownerId'>;

const roles = fc.constantFrom(1, 4, 5);
const members = fc.record({ userRole: roles, strategy: fc.constantFrom('anyone', 'consensus', 'majority') });
const rest = fc.record({
  condition: fc.option(fc.constantFrom('object.amount >= 500', 'requester.id != 3', 'attachment.round == 1')),
  onNoApprover: fc.constantFrom<('fail' | 'skip')[]>('fail', 'skip'),
  dueHours: fc.option(fc.constantFrom(4, 8)),
});
const kind: fc.Arbitrary<ApprovalInput> = fc.oneof(
  members.map(({ userRole, strategy }) => byRole(userRole, { roleSelectionStrategy: strategy })),
  roles.map((role) => byRole(role, { roleSelectionStrategy: 'round_robin', reassignAfterHours: 8 })),
  fc.constant(byRole(5, { roleSelectionStrategy: 'quorum', quorumCount: 2 })),
  fc.constantFrom<ApprovalInput[]>(
    { approvalType: 'user', approvalUser: 6 },
    { approvalType: 'assigned', assignedField: 'ownerId' },
    { approvalType: 'self' },
    { approvalType: 'role', roleSelectionStrategy: 'supervisor' },
  ),
);
const approval = fc.tuple(kind, rest).map(([one, { condition, dueHours, onNoApprover }]): ApprovalInput => ({
  ...one,
  onNoApprover,
  ...(condition === null ? {} : { condition }),
  ...(dueHours === null ? {} : { dueHours }),
}));
const stages = fc.array(fc.array(approval, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });
const user = fc.constantFrom(1, 2, 3, 7);
const object: fc.Arbitrary<Values> = fc.record({
  title: fc.constantFrom('Pens', 'Paper'),
  requesterId: fc.option(user),
  amount: fc.option(fc.constantFrom(100, 1000)),
  ownerId: fc.option(user),
});
const objects = fc.array(object, { minLength: 2, maxLength: 9 });

/** What happened, and which rows are there now. */
interface Outcome {
  readonly failure: string | null;
  readonly rows: RunTime;
}

describeEachDialect('Objects that are created or destroyed in bulk', (database) => {
  let host: Host;

  before(async () => {
    host = await createHost(database.sequelize, {
      registration: { workflow: 'purchase-request', autoStart: "object.title == 'Pens'" },
      actions: { tell: () => undefined },
      defaultActions: [
        { event: 'on_step_open', handler: 'tell', condition: 'object.amount != 100' },
        { event: 'on_workflow_cancel', handler: 'tell' },
      ],
    });
    host.directory.roles.set(5, [2, 3, 7, 8]);
    await host.engine.stopScheduler();
  });

  afterEach(() => database.emptyTables(TABLES));

  async function outcomeOf(work: (transaction: Transaction) => Promise<unknown>): Promise<Outcome> {
    let failure: string | null = null;
    try {
      await host.engine.transaction(work);
    } catch (error) {
      failure = (error as { code?: string }).code ?? String(error);
    }
    const outcome = { failure, rows: await readRunTime(host.sequelize) };
    assert.equal((await host.engine.verifyHistory()).broken, null);
    return outcome;
  }

  const createTogether = (values: readonly Values[]): Promise<Outcome> =>
    outcomeOf((transaction) => host.PurchaseRequest.bulkCreate([...values], { transaction }));

  const createEach = (values: readonly Values[]): Promise<Outcome> =>
    outcomeOf(async (transaction) => {
      for (const value of values) await host.PurchaseRequest.create(value, { transaction });
    });

  const destroyTogether = (): Promise<Outcome> =>
    outcomeOf((transaction) => host.PurchaseRequest.destroy({ where: {}, transaction }));

  const destroyEach = (): Promise<Outcome> =>
    outcomeOf(async (transaction) => {
      const created = await host.PurchaseRequest.findAll({ order: ['id'], transaction });
      for (const one of created) await one.destroy({ transaction });
    });

  it('leave what they leave one after another', async () => {
    const failures = new Set<string | null>();
    await fc.assert(
      fc.asyncProperty(stages, objects, async (definition, values) => {
        await database.emptyTables(TABLES);
        await publishStages(host.engine, definition);
        const alone = [await createEach(values), await destroyEach()];
        await database.emptyTables(RUN_TIME_TABLES);
        const together = [await createTogether(values), await destroyTogether()];
        assert.deepEqual(together, alone);
        failures.add(alone[0]?.failure ?? null);
      }),
      { numRuns: 30 },
    );
    assert(failures.has(null) && failures.has('NO_APPROVER'), [...failures].join());
  });
});
