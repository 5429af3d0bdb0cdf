import assert from 'node:assert/strict';
import type { Api } from '../support/api.js';
import { ok } from '../support/api.js';
import { seedObject, seedRunning, seedWorkflow } from '../support/seed.js';
import type { Site } from '../support/site.js';
import { BUDGET, CFO, REQUESTER, REVIEWER } from '../support/site.js';

/** The same three routes, by the router's own paths and under the host's. */
export function describeObjects(site: () => Site): void {
  const ways: readonly [string, () => Api, (id: number) => string][] = [
    ['/objects/:model/:object_id', () => site().api, (id) => `/objects/PurchaseRequest/${id}`],
    ["the host's own path", () => site().objects, (id) => `/${id}`],
  ];
  for (const [name, base, path] of ways) {
    describe(`objects by ${name}`, () => {
      it('are attached, seen and decided', async () => {
        const { id: workflow } = await seedWorkflow(site());
        const object = await seedObject(site());
        const attached = await base()
          .as(6)
          .post(`${path(object)}/attach_workflow`, { workflow_id: workflow, metadata: { a: 1 } });
        const { attachment_id: id } = ok(attached, 201);
        assert.equal(attached.body.object_id, object);
        const status = ok(
          await base()
            .as(REQUESTER)
            .get(`${path(object)}/workflow_status`),
        );
        assert.deepEqual(status, ok(await site().api.as(REQUESTER).get(`/attachments/${id}`)));
        const decided = await base()
          .as(REVIEWER)
          .post(`${path(object)}/workflow_action`, { action: 'approved' });
        assert.equal(ok(decided).current_stage, 'Stage 2');
      });

      it('answer with and without a slash at the end', async () => {
        const { object_id: object } = await seedRunning(site());
        const own = path(Number(object));
        ok(await base().as(REQUESTER).get(`${own}/workflow_status/`));
        ok(await base().as(REVIEWER).post(`${own}/workflow_action/`, { action: 'approved' }));
        ok(await base().as(BUDGET).post(`${own}/workflow_action`, { action: 'approved' }));
        const last = await base().as(CFO).post(`${own}/workflow_action/`, { action: 'approved' });
        assert.equal(ok(last).status, 'completed');
      });

      it('show the newest attachment, and 404 where there is none', async () => {
        const { object_id: object, workflow_id: workflow, attachment_id: first } = await seedRunning(site());
        ok(await site().admin.post(`/attachments/${first}/cancel`));
        const own = path(Number(object));
        const { attachment_id: second } = ok(
          await base().as(6).post(`${own}/attach_workflow`, { workflow_id: workflow }),
          201,
        );
        assert.equal(ok(await base().as(REQUESTER).get(`${own}/workflow_status`)).attachment_id, second);
        const other = await base()
          .as(REQUESTER)
          .get(`${path(await seedObject(site()))}/workflow_status`);
        assert.equal(ok(other, 404).code, 'ATTACHMENT_NOT_FOUND');
      });
    });
  }
}
