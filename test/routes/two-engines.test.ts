import assert from 'node:assert/strict';
import express from 'express';
import { workflowObjectRouter, workflowRouter } from '../../lib/index.js';
import { describeOnSqlite } from '../support/databases.js';
import { authorize, createHost, getUser } from '../support/host.js';
import type { Body } from './support/api.js';
import { ok } from './support/api.js';
import { seedRunning } from './support/seed.js';
import type { Site } from './support/site.js';
import { BUDGET, CFO, openSite, REVIEWER } from './support/site.js';

describeOnSqlite('Two engines in one process', (one) => {
  describeOnSqlite('on two databases', (two) => {
    const access = { getUser, authorize };
    let first: Site;
    let second: Site;

    before(async () => {
      const app = express();
      const [left, right] = [await createHost(one.sequelize), await createHost(two.sequelize)];
      for (const [name, { engine, PurchaseRequest }] of Object.entries({ left, right })) {
        app.use(`/${name}/workflow`, workflowRouter({ engine, ...access }));
        app.use(`/${name}/purchase-requests`, workflowObjectRouter(engine, PurchaseRequest, access));
      }
      first = openSite(left, { app, router: '/left/workflow', objects: '/left/purchase-requests' });
      second = openSite(right, { app, router: '/right/workflow', objects: '/right/purchase-requests' });
    });

    it('know nothing of each other, though their ids are the same', async () => {
      const [left, right] = [await seedRunning(first), await seedRunning(second)];
      assert.equal(left.attachment_id, right.attachment_id);
      const decide = async (site: Site, by: number, { attachment_id: id }: Body): Promise<Body> =>
        ok(await site.api.as(by).post(`/attachments/${id}/action`, { action: 'approved' }));
      await decide(first, REVIEWER, left);
      const [moved, stayed] = await Promise.all(
        [first, second].map((site) => site.objects.as(REVIEWER).get(`/${left.object_id}/workflow_status`)),
      );
      assert.deepEqual([moved?.body.current_stage, stayed?.body.current_stage], ['Stage 2', 'Stage 1']);
      await Promise.all([decide(first, BUDGET, left), decide(second, REVIEWER, right)]);
      await decide(second, BUDGET, right);
      const ends = await Promise.all([decide(first, CFO, left), decide(second, CFO, right)]);
      assert.deepEqual(
        ends.map(({ status }) => status),
        ['completed', 'completed'],
      );
      for (const { host } of [first, second]) {
        assert.deepEqual(
          (await host.PurchaseRequest.findAll()).map(({ workflowStatus }) => workflowStatus),
          ['completed'],
        );
      }
    });
  });
});
