import assert from 'node:assert/strict';
import { describeEachDialect } from '../support/databases.js';
import { ADMIN, createApp, createHost, TABLES } from '../support/host.js';
import type { Answer, Body } from './support/api.js';
import { at, ok } from './support/api.js';
import { readPages } from './support/pages.js';
import { role, seedRunning } from './support/seed.js';
import type { Site } from './support/site.js';
import { BUDGET, CFO, EXECUTIVE, openSite, REQUESTER, REVIEWER, STRANGER } from './support/site.js';
import { refuses } from './support/unchanged.js';

const NOW = '2026-01-05T09:00:00.000Z';

describeEachDialect('/delegations', (database) => {
  let site: Site;

  before(async () => {
    const host = await createHost(database.sequelize);
    const app = createApp(host);
    site = openSite(host, { app, router: '/api/workflow', objects: '/api/purchase-requests' });
  });

  afterEach(async () => {
    await database.emptyTables(TABLES);
    site.host.directory.companies.clear();
  });

  const give = async (by: number, body: object): Promise<Body> =>
    ok(await site.api.as(by).post('/delegations', body), 201);

  const idsOf = ({ items }: Body): readonly number[] => items.map(({ id }) => id);

  describe('makes and shows a delegation', () => {
    it('of the user, from now until it is revoked, for every workflow, where nothing else is said', async () => {
      const { id, ...rest } = await give(REVIEWER, { user_id: CFO });
      assert.equal(typeof id, 'number');
      const expected = {
        from_user_id: REVIEWER,
        from_user_name: 'reviewer',
        user_id: CFO,
        user_name: 'cfo',
        workflow_id: null,
        starts_at: NOW,
        ends_at: null,
        reason: null,
        status: 'active',
        created_by: REVIEWER,
        created_at: NOW,
        updated_at: NOW,
        revoked_at: null,
        revoked_by: null,
      };
      assert.deepEqual(rest, { ...expected, direction: 'given' });
      const path = `/delegations/${id}`;
      assert.deepEqual(ok(await site.api.as(CFO).get(path)), { id, ...expected, direction: 'received' });
      assert.deepEqual(ok(await site.admin.get(path)), { id, ...expected, direction: null });
    });

    it('with a time, a workflow and a reason, and takes times of any offset', async () => {
      const { workflow_id: workflow } = await seedRunning(site);
      const given = await give(REVIEWER, {
        user_id: CFO,
        starts_at: '2026-01-06T09:00+02:00',
        ends_at: '2026-01-07T00:00:00.500Z',
        workflow_id: workflow,
        reason: 'إجازة',
      });
      const { starts_at: start, ends_at: end, workflow_id: one, reason, status } = given as unknown as Given;
      assert.deepEqual(
        [start, end, one, reason, status],
        ['2026-01-06T07:00:00.000Z', '2026-01-07T00:00:00.500Z', workflow, 'إجازة', 'scheduled'],
      );
    });

    it('of somebody else, for who may manage', async () => {
      const body = { from_user_id: REVIEWER, user_id: CFO };
      const given = (await give(ADMIN, body)) as unknown as Given;
      assert.deepEqual([given.from_user_id, given.created_by, given.direction], [REVIEWER, ADMIN, null]);
      await give(REVIEWER, { from_user_id: String(REVIEWER), user_id: BUDGET });
    });
  });

  describe('changes and revokes it', () => {
    it('as who is out of office says, who may end it early', async () => {
      const { id } = await give(REVIEWER, { user_id: CFO, reason: 'Holiday' });
      const own = site.api.as(REVIEWER);
      const body = { ends_at: '2026-01-05T12:00:00Z', user_id: BUDGET, reason: null };
      const changed = ok(await own.patch(`/delegations/${id}`, body)) as unknown as Given;
      assert.deepEqual(
        [changed.user_id, changed.user_name, changed.ends_at, changed.reason, changed.starts_at],
        [BUDGET, 'budget', '2026-01-05T12:00:00.000Z', null, NOW],
      );
      assert.equal((await own.delete(`/delegations/${id}`)).status, 204);
      const revoked = ok(await own.get(`/delegations/${id}`)) as unknown as Given;
      assert.deepEqual([revoked.status, revoked.revoked_at, revoked.revoked_by], ['revoked', NOW, REVIEWER]);
    });

    it('once, and tells who was first', async () => {
      const { id } = await give(REVIEWER, { user_id: CFO });
      assert.equal((await site.admin.delete(`/delegations/${id}`)).status, 204);
      const own = site.api.as(REVIEWER);
      for (const again of [
        () => own.delete(`/delegations/${id}`),
        () => own.patch(`/delegations/${id}`, { ends_at: null }),
      ]) {
        const { body } = await refuses(site, ['409 DELEGATION_REVOKED'], again);
        assert.deepEqual(body.details, { revoked_at: NOW, revoked_by: ADMIN });
      }
    });

    it('once for each Idempotency-Key, as it makes one', async () => {
      const own = site.api.as(REVIEWER).with({ 'Idempotency-Key': 'away' });
      const first = ok(await own.post('/delegations', { user_id: CFO }), 201);
      assert.deepEqual(ok(await own.post('/delegations', { user_id: CFO }), 201), first);
      const gone = site.api.as(REVIEWER).with({ 'Idempotency-Key': 'back' });
      for (let times = 0; times < 2; times += 1) {
        assert.equal((await gone.delete(`/delegations/${first.id}`)).status, 204);
      }
      assert.deepEqual(idsOf(ok(await site.admin.get('/delegations?include_revoked=true'))), [first.id]);
    });
  });

  it('lists what one gave and received, and everything of the company to who manages', async () => {
    const given = await give(REVIEWER, { user_id: CFO });
    const received = await give(BUDGET, { user_id: REVIEWER });
    const others = await give(EXECUTIVE, { user_id: CFO });
    const gone = await give(REVIEWER, { user_id: EXECUTIVE });
    ok(await site.api.as(REVIEWER).delete(`/delegations/${gone.id}`), 204);
    const expected: readonly (readonly [number, string, readonly Body[]])[] = [
      [REVIEWER, '', [received, given]],
      [REVIEWER, '?direction=given', [given]],
      [REVIEWER, '?direction=Received', [received]],
      [REVIEWER, '?include_revoked=true', [gone, received, given]],
      [CFO, '', [others, given]],
      [REQUESTER, '', []],
      [STRANGER, '', []],
      [ADMIN, '', [others, received, given]],
      [ADMIN, '?direction=given', []],
    ];
    for (const [reader, query, delegations] of expected) {
      const listed = ok(await site.api.as(reader).get(`/delegations${query}`));
      assert.deepEqual(
        idsOf(listed),
        delegations.map(({ id }) => id),
        `${reader} ${query}`,
      );
    }
    const pages = await readPages(site.admin, '/delegations?limit=2');
    assert.deepEqual(pages.map(idsOf), [[others.id, received.id], [given.id]]);
  });

  it('shows the substitute what waits, and lets them decide, for as long as it lasts', async () => {
    const { attachment_id: id, object_id: object } = await seedRunning(site, [[role(1)], [role(2)]]);
    const substitute = site.api.as(CFO);
    await refuses(site, ['404 ATTACHMENT_NOT_FOUND'], () => substitute.get(`/attachments/${id}`));
    const { id: delegation } = await give(REVIEWER, { user_id: CFO });
    const item = at(ok(await substitute.get('/inbox')).items, 0) as unknown as Covered;
    assert.deepEqual(
      [item.attachment_id, item.covering_for, item.covering_for_name],
      [id, REVIEWER, 'reviewer'],
    );
    assert.equal(ok(await substitute.get('/inbox/summary')).total, 1);
    assert.deepEqual(
      ok(await substitute.get('/attachments')).items.map((each) => each.attachment_id),
      [id],
    );
    const status = ok(await substitute.get(`/objects/PurchaseRequest/${object}/workflow_status`));
    assert.deepEqual([status.requires_user_action, status.can_approve], [true, true]);
    const decided = ok(await substitute.post(`/attachments/${id}/action`, { action: 'approved' }));
    assert.equal(decided.current_stage, 'Stage 2');
    ok(await site.api.as(REVIEWER).delete(`/delegations/${delegation}`), 204);
    const { items } = ok(await substitute.get(`/attachments/${id}/history`));
    const entry = items.find(({ event }) => event === 'approved');
    assert.deepEqual([entry?.actor, entry?.on_behalf_of], [CFO, REVIEWER]);
    assert.deepEqual((entry as unknown as { data: object }).data, {
      covering_for: REVIEWER,
      covering_for_name: 'reviewer',
    });
  });

  it('answers 409 to a substitute who comes too late, and 404 once it is over', async () => {
    const { attachment_id: id } = await seedRunning(site, [[role(1)]]);
    const { id: delegation } = await give(REVIEWER, { user_id: CFO });
    const approve = (by: number): Promise<Answer> =>
      site.api.as(by).post(`/attachments/${id}/action`, { action: 'approved' });
    ok(await approve(REVIEWER));
    const { body } = await refuses(site, ['409 ALREADY_DECIDED'], () => approve(CFO));
    assert.deepEqual([body.details.decided_by, body.details.decided_at], [REVIEWER, NOW]);
    ok(await site.api.as(REVIEWER).delete(`/delegations/${delegation}`), 204);
    await refuses(site, ['404 ATTACHMENT_NOT_FOUND'], () => approve(CFO));
  });

  describe('refuses', () => {
    const post = (by: number, body: object) => () => site.api.as(by).post('/delegations', body);

    it('an absence of somebody else, unless one may manage', async () => {
      await refuses(site, ['403 FORBIDDEN'], post(CFO, { from_user_id: REVIEWER, user_id: CFO }));
      const { id } = await give(REVIEWER, { user_id: CFO });
      for (const method of ['patch', 'delete'] as const) {
        const path = `/delegations/${id}`;
        await refuses(site, ['403 FORBIDDEN'], () => site.api.as(CFO).send(method, path));
        for (const other of [BUDGET, STRANGER]) {
          await refuses(site, ['404 DELEGATION_NOT_FOUND'], () => site.api.as(other).send(method, path));
        }
      }
      await refuses(site, ['404 DELEGATION_NOT_FOUND'], () => site.api.as(BUDGET).get(`/delegations/${id}`));
      await refuses(site, ['404 DELEGATION_NOT_FOUND'], () => site.admin.get('/delegations/999999'));
    });

    it('who is out of office to be changed, and an actor to be named', async () => {
      const { id } = await give(REVIEWER, { user_id: CFO });
      const own = site.api.as(REVIEWER);
      for (const field of ['from_user_id', 'created_by', 'company', 'revoked_at']) {
        await refuses(site, ['400 UNKNOWN_FIELD', field], () =>
          own.patch(`/delegations/${id}`, { [field]: BUDGET }),
        );
      }
      await refuses(
        site,
        ['400 UNKNOWN_FIELD', 'created_by'],
        post(REVIEWER, { user_id: CFO, created_by: 1 }),
      );
    });

    it('users that there are not, times that there are not, and circles', async () => {
      await refuses(site, ['400 INVALID_REQUEST', 'user_id'], post(REVIEWER, {}));
      await refuses(site, ['422 USER_NOT_FOUND', 'user_id'], post(REVIEWER, { user_id: STRANGER }));
      await refuses(site, ['422 DELEGATION_TO_SELF', 'user_id'], post(REVIEWER, { user_id: REVIEWER }));
      const unknown = { user_id: CFO, workflow_id: 999_999 };
      await refuses(site, ['404 WORKFLOW_NOT_FOUND'], post(REVIEWER, unknown));
      const backwards = { user_id: CFO, ends_at: '2026-01-05T09:00:00Z' };
      await refuses(site, ['422 DELEGATION_PERIOD_INVALID', 'ends_at'], post(REVIEWER, backwards));
      const odd = [
        '2026-02-30T09:00:00Z',
        '2026-01-06',
        '2026-01-06T09:00:00',
        '1969-01-01T00:00Z',
        'soon',
        5,
      ];
      for (const time of [
        ...odd,
        '2026-13-01T00:00:00Z',
        '9999-12-31T23:59:00-12:00',
        '2026-01-06T25:00:00Z',
      ]) {
        await refuses(
          site,
          ['400 INVALID_REQUEST', 'ends_at'],
          post(REVIEWER, { user_id: CFO, ends_at: time }),
        );
      }
      await give(REVIEWER, { user_id: CFO });
      await give(CFO, { user_id: BUDGET });
      const { body } = await refuses(
        site,
        ['422 DELEGATION_CYCLE', 'user_id'],
        post(BUDGET, { user_id: REVIEWER }),
      );
      assert.deepEqual(body.details, { user_ids: [BUDGET, REVIEWER, CFO, BUDGET] });
    });

    it('everything of another company, also to the same user and to who manages there', async () => {
      const { id } = await give(REVIEWER, { user_id: CFO });
      const stranger = site.api.as(REVIEWER, 'acme');
      for (const other of [stranger, site.api.as(ADMIN, 'acme')]) {
        assert.deepEqual(ok(await other.get('/delegations?include_revoked=true')).items, []);
        for (const method of ['get', 'patch', 'delete'] as const) {
          const path = `/delegations/${id}`;
          await refuses(site, ['404 DELEGATION_NOT_FOUND'], () => other.send(method, path));
        }
      }
      site.host.directory.companies.set(REVIEWER, 'acme');
      await refuses(site, ['422 USER_NOT_FOUND', 'user_id'], () =>
        stranger.post('/delegations', { user_id: CFO }),
      );
    });
  });
});

interface Given {
  readonly from_user_id: number;
  readonly user_id: number;
  readonly user_name: string;
  readonly direction: string | null;
  readonly workflow_id: number | null;
  readonly starts_at: string;
  readonly ends_at: string | null;
  readonly reason: string | null;
  readonly status: string;
  readonly created_by: number | null;
  readonly revoked_at: string | null;
  readonly revoked_by: number | null;
}

interface Covered {
  readonly attachment_id: number;
  readonly covering_for: number | null;
  readonly covering_for_name: string | null;
}
