import assert from 'node:assert/strict';
import { describeEachDialect } from '../support/databases.js';
import { ADMIN, createApp, createHost, TABLES } from '../support/host.js';
import type { Api } from './support/api.js';
import { ok } from './support/api.js';
import { seedAttachment, seedWorkflow } from './support/seed.js';
import type { Site } from './support/site.js';
import { openSite, REVIEWER } from './support/site.js';
import { refuses } from './support/unchanged.js';

const PATH = '/history_verification';
const NOTHING_ERASED = { erased_entries: 0, erased: [] };

describeEachDialect('/history_verification', (database) => {
  let site: Site;
  let acme: Api;
  /** Of nobody's company, and of `acme`. */
  let own: number;
  let theirs: number;

  before(async () => {
    const host = await createHost(database.sequelize);
    const app = createApp(host);
    site = openSite(host, { app, router: '/api/workflow', objects: '/api/purchase-requests' });
    acme = site.api.as(ADMIN, 'acme');
  });

  beforeEach(async () => {
    own = await attachAs(site);
    theirs = await attachAs({ ...site, admin: acme }, { auto_start: false });
  });

  afterEach(() => database.emptyTables(TABLES));

  async function attachAs(as: Site, more: object = {}): Promise<number> {
    const { id } = await seedWorkflow(as);
    return (await seedAttachment(as, id, more)).attachment_id;
  }

  async function tamper(attachmentId: number, sequence: number): Promise<void> {
    await database.sequelize.query(
      `UPDATE workflow_history SET comment = 'x' WHERE attachment_id = ${attachmentId} AND sequence = ${sequence}`,
    );
  }

  it('says how much it has looked at, and that it is whole', async () => {
    assert.deepEqual(ok(await site.admin.get(PATH)), {
      attachments: 1,
      entries: 3,
      broken: null,
      ...NOTHING_ERASED,
    });
    ok(await site.api.as(REVIEWER).post(`/attachments/${own}/action`, { action: 'approved' }));
    const decided = { attachments: 1, entries: 6, broken: null, ...NOTHING_ERASED };
    assert.deepEqual(ok(await site.admin.get(PATH)), decided);
    assert.deepEqual(ok(await site.admin.get(`${PATH}?attachment_id=${own}`)), decided);
  });

  it('names the first entry that is broken', async () => {
    await tamper(own, 3);
    await tamper(own, 2);
    for (const query of ['', `?attachment_id=${own}`]) {
      assert.deepEqual(ok(await site.admin.get(PATH + query)), {
        attachments: 1,
        entries: 2,
        broken: { attachment_id: own, sequence: 2, reason: 'edited' },
        ...NOTHING_ERASED,
      });
    }
  });

  it("is about the company of who asks, and says nothing of another's", async () => {
    await tamper(own, 1);
    const whole = { attachments: 1, entries: 1, broken: null, ...NOTHING_ERASED };
    assert.deepEqual(ok(await acme.get(PATH)), whole);
    assert.deepEqual(ok(await acme.get(`${PATH}?attachment_id=${theirs}`)), whole);
    const nothing = { attachments: 0, entries: 0, broken: null, ...NOTHING_ERASED };
    for (const company of ['other', 'ACME'])
      assert.deepEqual(ok(await site.api.as(ADMIN, company).get(PATH)), nothing);
    for (const [api, id] of [
      [acme, own],
      [site.admin, theirs],
      [site.admin, theirs + 1],
    ] as const) {
      await refuses(site, ['404 ATTACHMENT_NOT_FOUND'], () => api.get(`${PATH}?attachment_id=${id}`));
    }
  });

  it('refuses an id that is none', async () => {
    for (const id of ['0', '-1', '1.5', 'x', '', '9007199254740993', '1&attachment_id=2']) {
      await refuses(site, ['400 INVALID_REQUEST', 'attachment_id'], () =>
        site.admin.get(`${PATH}?attachment_id=${id}`),
      );
    }
  });

  it('is for those who manage', async () => {
    await refuses(site, ['403 FORBIDDEN'], () => site.api.as(REVIEWER).get(`${PATH}?attachment_id=${own}`));
  });
});
