import assert from 'node:assert/strict';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { BY_SYSTEM, byRole, createHost, publishStages, TABLES } from '../support/host.js';
import { snapshotTables } from '../support/tables.js';

/** What no database keeps as it is, or what no column holds. */
const UNFIT: readonly (readonly [string, unknown])[] = [
  ['of 10,001 characters', 'x'.repeat(10_001)],
  ['of 70,000 characters', 'x'.repeat(70_000)],
  ['of too many bytes', '😀'.repeat(16_384)],
  ['with NUL', 'a\0b'],
  ['with half a character', 'a\ud800'],
  ['that is no text', 7],
  ['that is an object', { text: 'No.' }],
];

/** As long as it may be, in characters of the most bytes. */
const LONGEST = '語'.repeat(10_000);

describeEachDialect('A reason', (database) => {
  let host: Host;
  let ids: Ids;

  interface Ids {
    readonly attachmentId: number;
    readonly stepId: number;
    readonly assignmentId: number;
    readonly delegationId: number;
  }

  before(async () => {
    host = await createHost(database.sequelize);
  });

  beforeEach(async () => {
    const { engine } = host;
    await publishStages(engine, [[byRole(1)], [byRole(2)]]);
    const object = await host.PurchaseRequest.create({ title: 'Pens', requesterId: 1 });
    const { id } = await engine.attach({ object, workflow: 'purchase-request', actor: { id: 1 } });
    const { items } = await engine.reader.steps(await engine.reader.find({ attachmentId: id }, { id: 6 }), {
      limit: 10,
      after: null,
    });
    const [step = assert.fail('There is no step.')] = items;
    const [seat = assert.fail('There is no seat.')] = step.assignments;
    const delegation = await engine.delegations.create({ userId: 4 }, { actor: { id: 5 } });
    ids = { attachmentId: id, stepId: step.id, assignmentId: seat.id, delegationId: delegation.id };
  });

  afterEach(() => database.emptyTables(TABLES));

  /** Every door through which somebody gives one. */
  const DOORS: readonly (readonly [string, (reason: string) => Promise<unknown>])[] = [
    [
      'a decision',
      (reason) => host.engine.reject({ attachmentId: ids.attachmentId, actor: { id: 2 }, reason }),
    ],
    [
      'a recall',
      (reason) => host.engine.recall({ attachmentId: ids.attachmentId, actor: { id: 1 }, reason }),
    ],
    [
      'a cancellation',
      (reason) => host.engine.cancel({ attachmentId: ids.attachmentId, ...BY_SYSTEM, reason }),
    ],
    [
      'a replacement',
      (reason) =>
        host.engine.replace({ assignmentId: ids.assignmentId, userId: 4, actor: { id: 6 }, reason }),
    ],
    [
      'a forced end',
      (reason) => host.engine.force({ stepId: ids.stepId, outcome: 'rejected', actor: { id: 6 }, reason }),
    ],
    ['a delegation', (reason) => host.engine.delegations.create({ userId: 3, reason }, { actor: { id: 2 } })],
    [
      'a change of a delegation',
      (reason) => host.engine.delegations.update(ids.delegationId, { reason }, { actor: { id: 5 } }),
    ],
  ];

  for (const [door, give] of DOORS) {
    it(`of ${door} is kept whole, at its longest`, async () => {
      await give(LONGEST);
      const rows = await snapshotTables(host.sequelize, ['workflow_history', 'workflow_delegations']);
      const kept = Object.values(rows)
        .flat()
        .flatMap(({ comment, reason }) => [comment, reason]);
      assert.ok(kept.includes(LONGEST));
    });

    it(`of ${door} is refused where it cannot be kept, and nothing is changed`, async () => {
      const before = await snapshotTables(host.sequelize, TABLES);
      for (const [title, reason] of UNFIT) {
        await assert.rejects(give(reason as string), { code: 'INVALID_REQUEST', status: 400 }, title);
      }
      assert.deepEqual(await snapshotTables(host.sequelize, TABLES), before);
    });
  }
});
