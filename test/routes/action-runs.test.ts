import assert from 'node:assert/strict';
import type { ActionContext } from '../../lib/index.js';
import { GiveUp } from '../../lib/index.js';
import { describeEachDialect } from '../support/databases.js';
import { ADMIN, createApp, createHost, TABLES } from '../support/host.js';
import type { Answer, Body } from './support/api.js';
import { at, ok } from './support/api.js';
import { readPages } from './support/pages.js';
import { role, seedAttachment, seedRunning, seedWorkflow } from './support/seed.js';
import { CAUSED_AT, seedActionRun } from './support/seed-run.js';
import type { Site } from './support/site.js';
import { openSite, REQUESTER, REVIEWER } from './support/site.js';
import { refuses } from './support/unchanged.js';

describeEachDialect('/action_runs', (database) => {
  const calls: ActionContext[] = [];
  let fault: Error | null = null;
  let site: Site;

  before(async () => {
    const call = (context: ActionContext): void => {
      calls.push(context);
      if (fault !== null) throw fault;
    };
    const host = await createHost(database.sequelize, {
      actions: { call },
      secrets: (name) => `the secret of ${name}`,
    });
    const app = createApp(host);
    site = openSite(host, { app, router: '/api/workflow', objects: '/api/purchase-requests' });
  });

  afterEach(async () => {
    await site.host.engine.flush();
    calls.length = 0;
    fault = null;
    await database.emptyTables(TABLES);
  });

  const idsOf = ({ items }: Body): readonly number[] => items.map(({ id }) => id);

  const readRun = async (id: number): Promise<Run> =>
    ok(await site.admin.get(`/action_runs/${id}`)) as unknown as Run;

  /** A run that its handler has given up on, of an attachment that was approved. */
  async function giveUp(): Promise<Run> {
    const { id: workflow } = await seedWorkflow(site, [[role(1)], [role(2)]]);
    const parameters = { token: { secret: 'erp' } };
    const body = { workflow_id: workflow, event_type: 'after_approve', handler: 'call', parameters };
    ok(await site.admin.post('/actions', body), 201);
    ok(await site.admin.post(`/workflows/${workflow}/publish`));
    const { attachment_id: id } = await seedAttachment(site, workflow);
    fault = new GiveUp('410 the secret of erp is Gone');
    const approval = { action: 'approved', reason: 'Fine.' };
    ok(await site.api.as(REVIEWER).post(`/attachments/${id}/action`, approval));
    await site.host.engine.flush();
    return at(ok(await site.admin.get('/action_runs')).items, 0) as unknown as Run;
  }

  it('show what was delivered with what, and why it failed, but no secret', async () => {
    const listed = await giveUp();
    const { id, attachment_id: attachment, action_id: action, idempotency_key: key, ...rest } = listed;
    assert.deepEqual(rest, {
      event_type: 'after_approve',
      handler: 'call',
      status: 'dead',
      attempts: 1,
      due_at: CAUSED_AT,
      last_error: '410 [secret] is Gone',
      is_out_of_order: false,
      created_at: CAUSED_AT,
      finished_at: CAUSED_AT,
    });
    assert.equal(action, at(ok(await site.admin.get('/actions')).items, 0).id);
    assert.equal(key, at(calls, 0).idempotencyKey);
    const { parameters, facts, ...others } = await readRun(id);
    assert.deepEqual(others, listed);
    assert.deepEqual(parameters, { token: { secret: 'erp' } });
    assert.deepEqual(
      [facts.event, facts.occurred_at, facts.attachment.id, facts.attachment.workflow_key],
      ['after_approve', CAUSED_AT, attachment, 'purchase-request'],
    );
    assert.deepEqual([facts.user, facts.reason], [{ id: REVIEWER, name: 'reviewer' }, 'Fine.']);
    assert.deepEqual([facts.object.requesterId, facts.stage?.names.en], [REQUESTER, 'Stage 1']);
    assert.deepEqual(at(calls, 0).parameters, { token: 'the secret of erp' });
  });

  it('that were given up on are retried, out of order, with the same key, once it has committed', async () => {
    const { id } = await giveUp();
    fault = null;
    const retried = ok(await site.admin.post(`/action_runs/${id}/retry`)) as unknown as Run;
    assert.deepEqual(
      [retried.id, retried.status, retried.attempts, retried.is_out_of_order, retried.finished_at],
      [id, 'pending', 0, true, null],
    );
    assert.deepEqual(retried.parameters, { token: { secret: 'erp' } });
    await site.host.engine.flush();
    const { status, attempts, last_error: error, finished_at: at_ } = await readRun(id);
    assert.deepEqual([status, attempts, error, at_], ['delivered', 1, null, CAUSED_AT]);
    assert.deepEqual(
      calls.map(({ idempotencyKey }) => idempotencyKey),
      [retried.idempotency_key, retried.idempotency_key],
    );
  });

  it('are retried as often as they are given up on', async () => {
    const { id } = await giveUp();
    for (let times = 0; times < 2; times += 1) {
      ok(await site.admin.post(`/action_runs/${id}/retry`));
      await site.host.engine.flush();
      assert.equal((await readRun(id)).status, 'dead');
    }
    assert.equal(calls.length, 3);
  });

  it('are retried once for each Idempotency-Key', async () => {
    const { id } = await giveUp();
    const once = site.admin.with({ 'Idempotency-Key': 'again' });
    const first = ok(await once.post(`/action_runs/${id}/retry`));
    await site.host.engine.flush();
    assert.deepEqual(ok(await once.post(`/action_runs/${id}/retry`)), first);
    await site.host.engine.flush();
    assert.equal(calls.length, 2);
  });

  it('stay as they are where the transaction that retried them is rolled back', async () => {
    const { id } = await giveUp();
    const { engine } = site.host;
    const rolledBack = engine.transaction(async (transaction) => {
      await engine.actionRuns.retry(id, { actor: null, transaction });
      throw new Error('not today');
    });
    await assert.rejects(rolledBack, /not today/);
    await engine.flush();
    assert.deepEqual([(await readRun(id)).status, calls.length], ['dead', 1]);
  });

  it('are listed newest first, by status and attachment, without what they were delivered with', async () => {
    const one = (await seedRunning(site)).attachment_id;
    const { workflow_id: workflow } = ok(await site.admin.get(`/attachments/${one}`));
    const other = (await seedAttachment(site, workflow)).attachment_id;
    const dead = await seedActionRun(site, one);
    const delivered = await seedActionRun(site, one, { status: 'delivered' });
    const waiting = await seedActionRun(site, other, { status: 'pending', finishedAt: null });
    const expected: readonly (readonly [string, readonly number[]])[] = [
      ['', [waiting, delivered, dead]],
      ['status=dead', [dead]],
      ['status=Pending', [waiting]],
      [`attachment_id=${one}`, [delivered, dead]],
      [`attachment_id=${other}&status=dead`, []],
      ['attachment_id=999999', []],
    ];
    for (const [query, ids] of expected) {
      assert.deepEqual(idsOf(ok(await site.admin.get(`/action_runs?${query}`))), ids, query);
    }
    const pages = await readPages(site.admin, '/action_runs?limit=2');
    assert.deepEqual(pages.map(idsOf), [[waiting, delivered], [dead]]);
    const keys = Object.keys(at(at(pages, 0).items, 0));
    assert.deepEqual([keys.includes('parameters'), keys.includes('facts')], [false, false]);
  });

  describe('refuse', () => {
    const retry = (id: number, by = site.admin) => by.post(`/action_runs/${id}/retry`);

    it('to be retried where they were not given up on', async () => {
      const { attachment_id: attachment } = await seedRunning(site);
      for (const status of ['pending', 'delivered'] as const) {
        const id = await seedActionRun(site, attachment, { status });
        const { body } = await refuses(site, ['409 ACTION_RUN_NOT_DEAD'], () => retry(id));
        assert.deepEqual(body.details, { status });
      }
    });

    it('what there is not, and what cannot be asked', async () => {
      await refuses(site, ['404 ACTION_RUN_NOT_FOUND'], () => retry(999_999));
      await refuses(site, ['404 ACTION_RUN_NOT_FOUND'], () => site.admin.get('/action_runs/999999'));
      for (const [query, path] of [
        ['status=lost', 'status'],
        ['attachment_id=0', 'attachment_id'],
      ] as const) {
        await refuses(site, ['400 INVALID_REQUEST', path], () => site.admin.get(`/action_runs?${query}`));
      }
    });

    it('everybody who may not manage, whoever they are to the attachment', async () => {
      const { attachment_id: attachment } = await seedRunning(site);
      const id = await seedActionRun(site, attachment);
      for (const user of [REQUESTER, REVIEWER]) {
        const reader = site.api.as(user);
        const attempts: readonly (() => Promise<Answer>)[] = [
          () => reader.get('/action_runs'),
          () => reader.get(`/action_runs/${id}`),
          () => reader.post(`/action_runs/${id}/retry`),
        ];
        for (const attempt of attempts) await refuses(site, ['403 FORBIDDEN'], attempt);
      }
    });

    it('everybody of another company', async () => {
      const { attachment_id: attachment } = await seedRunning(site);
      const id = await seedActionRun(site, attachment);
      const acme = site.api.as(ADMIN, 'acme');
      assert.deepEqual(ok(await acme.get('/action_runs')).items, []);
      assert.deepEqual(ok(await acme.get(`/action_runs?attachment_id=${attachment}`)).items, []);
      await refuses(site, ['404 ACTION_RUN_NOT_FOUND'], () => acme.get(`/action_runs/${id}`));
      await refuses(site, ['404 ACTION_RUN_NOT_FOUND'], () => retry(id, acme));
    });
  });
});

interface Run {
  readonly id: number;
  readonly attachment_id: number;
  readonly action_id: number | null;
  readonly event_type: string;
  readonly handler: string;
  readonly status: string;
  readonly attempts: number;
  readonly due_at: string;
  readonly last_error: string | null;
  readonly is_out_of_order: boolean;
  readonly idempotency_key: string;
  readonly created_at: string;
  readonly finished_at: string | null;
  readonly parameters: object;
  readonly facts: Facts;
}

interface Facts {
  readonly event: string;
  readonly occurred_at: string;
  readonly attachment: { readonly id: number; readonly workflow_key: string };
  readonly user: object | null;
  readonly reason: string | null;
  readonly object: Readonly<Record<string, unknown>>;
  readonly stage: { readonly names: Readonly<Record<string, string>> } | null;
}
