import assert from 'node:assert/strict';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { byRole, createHost, publishStages, TABLES } from '../support/host.js';

describeEachDialect('An object on its way from attach to completed', (database) => {
  let host: Host;

  before(async () => {
    host = await createHost(database.sequelize, {
      registration: { workflow: 'purchase-request', autoStart: true },
    });
  });

  afterEach(async () => {
    await database.emptyTables(TABLES);
  });

  it('passes every stage in order, and writes each one to the host', async () => {
    const { engine, PurchaseRequest } = host;
    await publishStages(engine, [[byRole(1)], [byRole(2)], [{ approvalType: 'user', approvalUser: 4 }]]);
    const object = await PurchaseRequest.create({ title: 'Laptops', requesterId: 1 });
    assert.equal(object.workflowStatus, 'in_progress');
    assert.equal(object.workflowStage, 'Stage 1');
    for (const [actor, progress] of [
      [2, 33],
      [3, 66],
      [4, 100],
    ] as const) {
      const summary = await engine.approve({ object, actor: { id: actor } });
      assert.equal(summary.progressPercentage, progress);
    }
    await object.reload();
    assert.equal(object.workflowStatus, 'completed');
    assert.equal(object.workflowStage, null);
  });
});
