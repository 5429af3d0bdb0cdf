import assert from 'node:assert/strict';
import { describeEachDialect } from '../support/databases.js';
import { createApp, createHost, publishStages, byRole } from '../support/host.js';
import { ok } from './support/api.js';
import { readPages } from './support/pages.js';
import { openSite, REQUESTER, REVIEWER } from './support/site.js';

const WAITING = 300;

describeEachDialect('An inbox of 300 seats', (database) => {
  it('pages through them, longest waiting first, each once, and counts them', async () => {
    const host = await createHost(database.sequelize);
    const { engine, PurchaseRequest } = host;
    const { id: workflow } = await publishStages(engine, [[byRole(1)], [byRole(2)]]);
    await PurchaseRequest.bulkCreate(
      Array.from({ length: WAITING }, (_, index) => ({ title: `Laptop ${index}`, requesterId: REQUESTER })),
    );
    const objects = await PurchaseRequest.findAll({ order: [['id', 'ASC']] });
    await engine.transaction(async (transaction) => {
      const actor = { id: REQUESTER };
      for (const object of objects) await engine.attach({ object, workflow, actor, transaction });
    });
    const app = createApp(host);
    const site = openSite(host, { app, router: '/api/workflow', objects: '/api/purchase-requests' });
    const reader = site.api.as(REVIEWER);

    const pages = await readPages(reader, '/inbox?limit=100');

    assert.deepEqual(
      pages.map(({ items }) => items.length),
      [100, 100, 100],
    );
    const items = pages.flatMap((page) => page.items);
    assert.deepEqual(
      items.map((item) => item.object_id),
      objects.map(({ id }) => id),
    );
    assert.equal(new Set(items.map((item) => item.assignment_id)).size, WAITING);
    assert.equal(ok(await reader.get('/inbox')).items.length, 50);
    assert.deepEqual(ok(await reader.get('/inbox/summary')), {
      total: WAITING,
      workflows: [{ workflow_id: workflow, workflow_name: 'Purchase Request', count: WAITING }],
    });
  });
});
