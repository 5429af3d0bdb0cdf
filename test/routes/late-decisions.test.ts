import assert from 'node:assert/strict';
import type { TestDatabase } from '../support/databases.js';
import { describeEachDialect } from '../support/databases.js';
import { createApp, createHost, TABLES } from '../support/host.js';
import type { Answer, Body } from './support/api.js';
import { at, ok } from './support/api.js';
import { role, seedRunning, user } from './support/seed.js';
import type { Site } from './support/site.js';
import {
  AUDITOR_1,
  AUDITOR_2,
  AUDITOR_3,
  BUDGET,
  CFO,
  EXECUTIVE,
  openSite,
  REQUESTER,
  REVIEWER,
} from './support/site.js';
import { refuses } from './support/unchanged.js';

const NOW = '2026-01-05T09:00:00.000Z';

describeEachDialect('A decision that finds things changed', (database: TestDatabase) => {
  const approved = { action: 'approved' };
  let site: Site;

  before(async () => {
    const host = await createHost(database.sequelize);
    const app = createApp(host);
    site = openSite(host, { app, router: '/api/workflow', objects: '/api/purchase-requests' });
  });

  afterEach(() => database.emptyTables(TABLES));

  const act = (by: number, { attachment_id: id }: Body, body: object): Promise<Answer> =>
    site.api.as(by).post(`/attachments/${id}/action`, body);

  it('is refused the second time, when someone clicks twice', async () => {
    const running = await seedRunning(site);
    ok(await act(REVIEWER, running, approved));
    const { body } = await refuses(site, ['409 ALREADY_DECIDED'], () => act(REVIEWER, running, approved));
    assert.deepEqual(body.details, {
      decided_by: REVIEWER,
      decided_by_name: 'reviewer',
      decided_at: NOW,
      decision: 'approved',
      step_id: at(running.steps, 0).id,
    });
    assert.match(body.detail, /^reviewer has already decided here: approved at 2026-01-05T09:00:00\.000Z\./);
  });

  it('is made once, when someone clicks twice at the same moment', async () => {
    const running = await seedRunning(site, [[role(1)], [role(1)]]);
    const { id: step } = at(running.steps, 0);
    const named = { ...approved, step_id: step };
    const answers = await Promise.all([1, 2, 3].map(() => act(REVIEWER, running, named)));
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409, 409]);
    const status = ok(await site.admin.get(`/attachments/${running.attachment_id}`));
    assert.deepEqual([status.current_stage, status.progress_percentage], ['Stage 2', 50]);
  });

  it('never approves the next stage unseen: a step that has closed stays closed', async () => {
    const running = await seedRunning(site, [[role(1)], [role(1)]]);
    const { id: step, assignments } = at(running.steps, 0);
    ok(await act(REVIEWER, running, { ...approved, step_id: step }));
    for (const named of [{ step_id: step }, { assignment_id: at(assignments, 0).id }]) {
      const { body } = await refuses(site, ['409 ALREADY_DECIDED'], () =>
        act(REVIEWER, running, { ...approved, ...named }),
      );
      assert.deepEqual([body.details.decided_by, body.details.decided_at], [REVIEWER, NOW]);
    }
  });

  it('tells who of several was faster, and when', async () => {
    const running = await seedRunning(site, [[role(4)], [role(2)]]);
    ok(await act(AUDITOR_2, running, approved));
    for (const late of [AUDITOR_1, AUDITOR_3]) {
      const { body } = await refuses(site, ['409 ALREADY_DECIDED'], () => act(late, running, approved));
      const { decided_by: by, decided_by_name: name, decided_at: when, decision } = body.details;
      assert.deepEqual([by, name, when, decision], [AUDITOR_2, 'auditor2', NOW, 'approved']);
    }
  });

  it('is refused to who gave the seat away', async () => {
    const running = await seedRunning(site);
    ok(await act(REVIEWER, running, { action: 'delegated', user_id: CFO }));
    const { body } = await refuses(site, ['409 ALREADY_DECIDED'], () => act(REVIEWER, running, approved));
    assert.deepEqual([body.details.decided_by, body.details.decision], [REVIEWER, 'delegated']);
  });

  it('does not give a seat back to who held it before', async () => {
    const running = await seedRunning(site);
    ok(await act(REVIEWER, running, { action: 'delegated', user_id: CFO }));
    const loop = { action: 'delegated', user_id: REVIEWER };
    await refuses(site, ['409 HOLDER_LOOP'], () => act(CFO, running, loop));
    ok(await act(CFO, running, { action: 'delegated', user_id: EXECUTIVE }));
    await refuses(site, ['409 HOLDER_LOOP'], () => act(EXECUTIVE, running, loop));
  });

  it('must name the seat, where the actor holds several', async () => {
    const both = user(AUDITOR_2, { parallel_group: 'both' });
    const running = await seedRunning(site, [[both, both], [role(2)]]);
    const { steps } = ok(await site.admin.get(`/attachments/${running.attachment_id}`));
    const { body } = await refuses(site, ['409 AMBIGUOUS_SEAT'], () => act(AUDITOR_2, running, approved));
    assert.deepEqual(
      body.details.seats,
      steps.map(({ id, assignments }) => ({
        step_id: id,
        assignment_id: at(assignments, 0).id,
        seat_no: 1,
        stage: 'Stage 1',
        on_behalf_of: null,
      })),
    );
    const [first, second] = steps;
    ok(await act(AUDITOR_2, running, { ...approved, step_id: first?.id }));
    const seat = { ...approved, assignment_id: second?.assignments[0]?.id };
    assert.equal(ok(await act(AUDITOR_2, running, seat)).current_stage, 'Stage 2');
  });

  it('gives nobody two voices on a step', async () => {
    const running = await seedRunning(site, [[role(4, { role_selection_strategy: 'consensus' })]]);
    await refuses(site, ['409 ALREADY_SEATED'], () =>
      act(AUDITOR_1, running, { action: 'delegated', user_id: AUDITOR_2 }),
    );
  });

  it('is refused when everything is over, naming who decided where the actor had a seat', async () => {
    const running = await seedRunning(site, [[role(4)]]);
    ok(await act(AUDITOR_1, running, { action: 'rejected', reason: 'Too dear.' }));
    const { body } = await refuses(site, ['409 ALREADY_DECIDED'], () => act(AUDITOR_2, running, approved));
    assert.deepEqual([body.details.decided_by, body.details.decision], [AUDITOR_1, 'rejected']);
    const late = await refuses(site, ['409 ATTACHMENT_CLOSED'], () => act(REQUESTER, running, approved));
    assert.deepEqual(late.body.details, { status: 'rejected' });
    const path = `/${Number(running.object_id)}/workflow_action`;
    await refuses(site, ['409 ATTACHMENT_CLOSED'], () => site.objects.as(REQUESTER).post(path, approved));
  });

  it('is refused as a whole where the next stage would have nobody', async () => {
    const { directory } = site.host;
    const running = await seedRunning(site);
    directory.roles.set(2, []);
    try {
      const { body } = await refuses(site, ['422 NO_APPROVER'], () => act(REVIEWER, running, approved));
      assert.match(body.detail, /^Nobody may approve "Stage 2"/);
    } finally {
      directory.roles.set(2, [BUDGET]);
    }
    const { requires_user_action: waits, steps } = ok(
      await site.api.as(REVIEWER).get(`/attachments/${running.attachment_id}`),
    );
    assert.deepEqual([waits, steps.map(({ status }) => status)], [true, ['current']]);
    assert.equal(ok(await act(REVIEWER, running, approved)).current_stage, 'Stage 2');
  });
});
