import assert from 'node:assert/strict';
import type { HookContext } from '../../lib/index.js';
import { describeOnSqlite } from '../support/databases.js';
import { createApp, createHost, TABLES } from '../support/host.js';
import type { Answer } from './support/api.js';
import { at, ok } from './support/api.js';
import { seedAttachment, seedObject, seedRunning, seedWorkflow } from './support/seed.js';
import type { Site } from './support/site.js';
import { CFO, openSite } from './support/site.js';

const OPERATIONS = ['attach', 'start', 'cancel', 'replace', 'force'] as const;

describeOnSqlite('An attachment that is deleted before its change is answered', (database) => {
  let site: Site;
  let deletingAfter: (typeof OPERATIONS)[number] | null = null;

  before(async () => {
    const host = await createHost(database.sequelize);
    for (const operation of OPERATIONS) {
      const run = ({ transaction }: HookContext): void => {
        if (operation !== deletingAfter) return;
        // As the host's own cleaning up may: what it deletes is locked no longer.
        transaction.afterCommit(() => database.emptyTables(TABLES));
      };
      host.engine.hooks.after(operation, { id: 'delete', run });
    }
    site = openSite(host, { app: createApp(host), router: '/api/workflow', objects: '/none' });
  });

  afterEach(async () => {
    deletingAfter = null;
    await database.emptyTables(TABLES);
  });

  /** Makes ready, and gives the request: its answer is compared with the document, as every answer is. */
  const requests: Readonly<
    Record<string, readonly [(typeof OPERATIONS)[number], () => Promise<() => Promise<Answer>>]>
  > = {
    'POST /attachments': [
      'attach',
      async () => {
        const { id } = await seedWorkflow(site);
        const object = await seedObject(site);
        const body = { model: 'PurchaseRequest', object_id: object, workflow_id: id };
        return () => site.admin.post('/attachments', body);
      },
    ],
    'POST /objects/:model/:object_id/attach_workflow': [
      'attach',
      async () => {
        const { id } = await seedWorkflow(site);
        const object = await seedObject(site);
        const path = `/objects/PurchaseRequest/${object}/attach_workflow`;
        return () => site.admin.post(path, { workflow_id: id });
      },
    ],
    'POST /attachments/:id/start': [
      'start',
      async () => {
        const { id } = await seedWorkflow(site);
        const { attachment_id: attachment } = await seedAttachment(site, id, { auto_start: false });
        return () => site.admin.post(`/attachments/${attachment}/start`);
      },
    ],
    'POST /attachments/:id/cancel': [
      'cancel',
      async () => {
        const { attachment_id: attachment } = await seedRunning(site);
        return () => site.admin.post(`/attachments/${attachment}/cancel`, {});
      },
    ],
    'POST /assignments/:id/replace': [
      'replace',
      async () => {
        const { steps } = await seedRunning(site);
        const { id } = at(at(steps, 0).assignments, 0);
        return () => site.admin.post(`/assignments/${id}/replace`, { user_id: CFO });
      },
    ],
    'POST /steps/:id/force': [
      'force',
      async () => {
        const { id } = at((await seedRunning(site)).steps, 0);
        return () =>
          site.admin.post(`/steps/${id}/force`, { outcome: 'approved', reason: 'Nobody is here.' });
      },
    ],
  };

  for (const [name, [operation, prepare]] of Object.entries(requests)) {
    it(`is not found: ${name}`, async () => {
      const request = await prepare();
      deletingAfter = operation;
      assert.equal(ok(await request(), 404).code, 'ATTACHMENT_NOT_FOUND');
    });
  }
});
