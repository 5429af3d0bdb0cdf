import assert from 'node:assert/strict';
import type { ActionContext } from '../../lib/index.js';
import { describeEachDialect } from '../support/databases.js';
import { ADMIN, createApp, createHost, TABLES } from '../support/host.js';
import type { Answer, Body } from './support/api.js';
import { at, ok } from './support/api.js';
import { readPages } from './support/pages.js';
import { role, seedAttachment, seedWorkflow } from './support/seed.js';
import type { Site } from './support/site.js';
import { BUDGET, openSite, REVIEWER } from './support/site.js';
import { refuses } from './support/unchanged.js';

const NOW = '2026-01-05T09:00:00.000Z';
const TELL = { event_type: 'after_approve', handler: 'tell' };

describeEachDialect('/actions', (database) => {
  const told: string[] = [];
  const tell = ({ parameters }: ActionContext): void => void told.push(String(parameters.as));
  let site: Site;

  before(async () => {
    const parameters = {
      type: 'object',
      properties: { channel: { type: 'string', minLength: 3 } },
      required: ['channel'],
      additionalProperties: false,
    };
    const post = { run: () => undefined, parameters, description: 'Posts to a channel.' };
    const mail = { run: () => undefined, onlyAfterCommit: true };
    const host = await createHost(database.sequelize, { actions: { tell, post, mail } });
    const app = createApp(host);
    site = openSite(host, { app, router: '/api/workflow', objects: '/api/purchase-requests' });
  });

  afterEach(async () => {
    await site.host.engine.flush();
    told.length = 0;
    await database.emptyTables(TABLES);
  });

  const create = async (body: object): Promise<Stored> =>
    ok(await site.admin.post('/actions', body), 201) as unknown as Stored;

  const change = async ({ id }: Body | Stored, body: object): Promise<Stored> =>
    ok(await site.admin.patch(`/actions/${id}`, body)) as unknown as Stored;

  const idsOf = ({ items }: Body): readonly number[] => items.map(({ id }) => id);

  const read = async ({ id }: Body): Promise<Body> => ok(await site.admin.get(`/workflows/${id}`));

  /** The action of each place, from the outside in. */
  async function createEverywhere(workflow: Body): Promise<readonly number[]> {
    const pipeline = at(workflow.pipelines, 0);
    const places = [
      {},
      { workflow_id: workflow.id },
      { pipeline_id: pipeline.id },
      { stage_id: at(pipeline.stages, 0).id },
    ];
    const ids: number[] = [];
    for (const place of places) ids.push((await create({ ...TELL, ...place })).id);
    return ids;
  }

  describe('makes and shows an action', () => {
    it('of a stage, with its defaults, and with the workflow that it belongs to', async () => {
      const workflow = await seedWorkflow(site);
      const stage = at(at(workflow.pipelines, 0).stages, 1).id;
      const action = await create({ ...TELL, stage_id: stage });
      const { id, ...rest } = action;
      assert.equal(typeof id, 'number');
      assert.deepEqual(rest, {
        workflow_id: workflow.id,
        pipeline_id: null,
        stage_id: stage,
        event_type: 'after_approve',
        handler: 'tell',
        parameters: {},
        order: 1,
        is_active: true,
        execution: 'after_commit',
        failure_policy: null,
        condition: null,
        created_at: NOW,
        updated_at: NOW,
      });
      assert.deepEqual(ok(await site.admin.get(`/actions/${id}`)), action);
    });

    it('with everything that it may say, its words in any case', async () => {
      const { id } = await seedWorkflow(site);
      const body = {
        event_type: 'On_Step_Open',
        handler: 'post',
        parameters: { channel: { secret: 'the channel' } },
        order: 7,
        is_active: false,
        execution: 'INLINE',
        failure_policy: 'Raise',
        condition: 'object.amount > 1000',
      };
      const action = await create({ ...body, workflow_id: id });
      const expected = { ...body, event_type: 'on_step_open', execution: 'inline', failure_policy: 'raise' };
      const { id: own, workflow_id: owner, pipeline_id: pipeline, stage_id: stage, ...rest } = action;
      assert.deepEqual(rest, { ...expected, created_at: NOW, updated_at: NOW });
      assert.deepEqual([typeof own, owner, pipeline, stage], ['number', id, null, null]);
    });

    it('after the last one of its place', async () => {
      const { id } = await seedWorkflow(site);
      const orders: number[] = [];
      for (const more of [{}, {}, { order: 9 }, {}]) {
        orders.push((await create({ ...TELL, workflow_id: id, ...more })).order);
      }
      assert.deepEqual(orders, [1, 2, 9, 10]);
      assert.equal((await create(TELL)).order, 1);
    });
  });

  describe('takes effect with the next publication', () => {
    it('of its workflow, from the nearest place that has any for the event', async () => {
      const workflow = await seedWorkflow(site, [[role(1)], [role(2)]]);
      const pipeline = at(workflow.pipelines, 0);
      const early = await seedAttachment(site, workflow.id);
      await create({ ...TELL, parameters: { as: 'default' } });
      await create({ ...TELL, parameters: { as: 'second' }, workflow_id: workflow.id, order: 2 });
      await create({ ...TELL, parameters: { as: 'first' }, workflow_id: workflow.id, order: 1 });
      await create({ ...TELL, parameters: { as: 'stage' }, stage_id: at(pipeline.stages, 1).id });
      assert.equal((await read(workflow)).has_unpublished_changes, true);
      ok(await site.admin.post(`/workflows/${workflow.id}/publish`));
      const late = await seedAttachment(site, workflow.id);
      for (const { attachment_id: id } of [early, late]) {
        for (const user of [REVIEWER, BUDGET]) {
          ok(await site.api.as(user).post(`/attachments/${id}/action`, { action: 'approved' }));
        }
      }
      await site.host.engine.flush();
      assert.deepEqual(told, ['first', 'second', 'stage']);
    });

    it('and until then is an unpublished change, like its edit and its end', async () => {
      const workflow = await seedWorkflow(site);
      const isChanged = async (): Promise<boolean> => (await read(workflow)).has_unpublished_changes;
      const publish = async (): Promise<unknown> =>
        ok(await site.admin.post(`/workflows/${workflow.id}/publish`));
      assert.equal(await isChanged(), false);
      const action = await create({ ...TELL, workflow_id: workflow.id });
      assert.equal(await isChanged(), true);
      await publish();
      assert.equal(await isChanged(), false);
      await change(action, { condition: 'object.amount > 5' });
      assert.equal(await isChanged(), true);
      await change(action, { condition: null });
      assert.equal(await isChanged(), false);
      await change(action, { is_active: false });
      assert.equal(await isChanged(), true);
      await publish();
      assert.equal((await site.admin.delete(`/actions/${action.id}`)).status, 204);
      assert.equal(await isChanged(), false);
    });

    it('of each workflow of the company, where it is a default', async () => {
      const one = await seedWorkflow(site);
      const other = await seedWorkflow(site, [[role(1)]], { key: 'other' });
      const foreign = ok(
        await site.admin.with({ 'x-company': 'acme' }).post('/workflows', { name_en: 'Foreign' }),
        201,
      );
      const areChanged = async (): Promise<readonly boolean[]> => {
        const [first, second] = [await read(one), await read(other)];
        return [first.has_unpublished_changes, second.has_unpublished_changes];
      };
      const acme = site.admin.with({ 'x-company': 'acme' });
      const untouched = ok(await acme.get(`/workflows/${foreign.id}`));
      const action = await create(TELL);
      assert.deepEqual(await areChanged(), [true, true]);
      ok(await site.admin.post(`/workflows/${one.id}/publish`));
      assert.deepEqual(await areChanged(), [false, true]);
      assert.equal((await site.admin.delete(`/actions/${action.id}`)).status, 204);
      assert.deepEqual(await areChanged(), [true, false]);
      assert.deepEqual(ok(await acme.get(`/workflows/${foreign.id}`)), untouched);
    });
  });

  describe('changes an action', () => {
    it('as far as the change says, and replaces its parameters whole', async () => {
      const { id } = await seedWorkflow(site);
      const action = await create({ ...TELL, parameters: { as: 'a', of: 'b' }, workflow_id: id });
      site.host.clock.advance({ hours: 1 });
      const changed = await change(action, { event_type: 'AFTER_REJECT', parameters: { as: 'c' } });
      assert.deepEqual(changed, {
        ...action,
        event_type: 'after_reject',
        parameters: { as: 'c' },
        updated_at: '2026-01-05T10:00:00.000Z',
      });
      assert.deepEqual(ok(await site.admin.get(`/actions/${action.id}`)), changed);
      site.host.clock.advance({ hours: -1 });
    });

    it('that becomes inline, and is so no longer', async () => {
      const action = await create(TELL);
      const policyAfter = async (body: object): Promise<string | null> =>
        (await change(action, body)).failure_policy;
      assert.equal(await policyAfter({ execution: 'inline' }), 'continue');
      assert.equal(await policyAfter({ failure_policy: 'stop' }), 'stop');
      assert.equal(await policyAfter({ order: 3 }), 'stop');
      assert.equal(await policyAfter({ execution: 'after_commit' }), null);
    });

    it('of a handler that is no longer registered, so that it can be switched off', async () => {
      const action = await create(TELL);
      await database.sequelize.model('WorkflowAction').update({ handler: 'gone' }, { where: {} });
      assert.equal((await change(action, { is_active: false })).is_active, false);
      await refuses(site, ['422 INVALID_DEFINITION', 'handler'], () =>
        site.admin.patch(`/actions/${action.id}`, { parameters: { as: 'x' } }),
      );
      assert.equal((await change(action, { handler: 'tell' })).handler, 'tell');
    });

    it('once for each Idempotency-Key, as it makes and deletes one', async () => {
      const once = (key: string) => site.admin.with({ 'Idempotency-Key': key });
      const first = ok(await once('make').post('/actions', TELL), 201);
      assert.deepEqual(ok(await once('make').post('/actions', TELL), 201), first);
      for (let times = 0; times < 2; times += 1) {
        assert.equal((await once('end').delete(`/actions/${first.id}`)).status, 204);
      }
      assert.deepEqual(ok(await site.admin.get('/actions')).items, []);
    });
  });

  it('goes with the stage, the pipeline or the workflow that it is bound to', async () => {
    const workflow = await seedWorkflow(site);
    const [byDefault, ofWorkflow, ofPipeline] = await createEverywhere(workflow);
    const pipeline = at(workflow.pipelines, 0);
    ok(await site.admin.delete(`/stages/${at(pipeline.stages, 0).id}`), 204);
    assert.deepEqual(idsOf(ok(await site.admin.get('/actions'))), [byDefault, ofWorkflow, ofPipeline]);
    ok(await site.admin.delete(`/pipelines/${pipeline.id}`), 204);
    assert.deepEqual(idsOf(ok(await site.admin.get('/actions'))), [byDefault, ofWorkflow]);
    ok(await site.admin.delete(`/workflows/${workflow.id}`), 204);
    assert.deepEqual(idsOf(ok(await site.admin.get('/actions'))), [byDefault]);
  });

  it('lists actions by their place and event, a page at a time', async () => {
    const workflow = await seedWorkflow(site);
    const other = await seedWorkflow(site, [[role(1)]], { key: 'other' });
    const pipeline = at(workflow.pipelines, 0);
    const [byDefault, ofWorkflow, ofPipeline, ofStage] = await createEverywhere(workflow);
    const { id: another } = await create({ ...TELL, event_type: 'after_reject', workflow_id: other.id });
    const expected: readonly (readonly [string, readonly unknown[]])[] = [
      ['', [byDefault, ofWorkflow, ofPipeline, ofStage, another]],
      [`workflow_id=${workflow.id}`, [ofWorkflow, ofPipeline, ofStage]],
      [`pipeline_id=${pipeline.id}`, [ofPipeline]],
      [`stage_id=${at(pipeline.stages, 0).id}`, [ofStage]],
      [`stage_id=${at(pipeline.stages, 1).id}`, []],
      ['event_type=After_Reject', [another]],
      [`event_type=after_reject&workflow_id=${workflow.id}`, []],
      ['default=true', [byDefault]],
      ['default=false', [ofWorkflow, ofPipeline, ofStage, another]],
      [`default=true&workflow_id=${workflow.id}`, []],
      ['workflow_id=999999', []],
    ];
    for (const [query, ids] of expected) {
      assert.deepEqual(idsOf(ok(await site.admin.get(`/actions?${query}`))), ids, query);
    }
    const pages = await readPages(site.admin, `/actions?limit=2&workflow_id=${workflow.id}`);
    assert.deepEqual(pages.map(idsOf), [[ofWorkflow, ofPipeline], [ofStage]]);
  });

  it('tells which handlers there are, and what parameters they take', async () => {
    const { items, next_cursor: next } = ok(await site.admin.get('/action_handlers')) as unknown as {
      items: readonly { name: string; description: string | null; parameters: object | null }[];
      next_cursor: null;
    };
    assert.equal(next, null);
    assert.deepEqual(
      items.map(({ name }) => name),
      ['mail', 'post', 'tell', 'update_object'],
    );
    assert.deepEqual(
      [items[0], items[2]],
      [
        { name: 'mail', description: null, parameters: null, only_after_commit: true },
        { name: 'tell', description: null, parameters: null, only_after_commit: false },
      ],
    );
    assert.equal(items[1]?.description, 'Posts to a channel.');
    assert.deepEqual(Object.keys(items[1].parameters ?? {}).sort(), [
      'additionalProperties',
      'properties',
      'required',
      'type',
    ]);
  });

  describe('refuses', () => {
    const post =
      (body: object): (() => Promise<Answer>) =>
      () =>
        site.admin.post('/actions', body);

    it('a handler that is not registered, and says which are', async () => {
      const { body } = await refuses(
        site,
        ['422 INVALID_DEFINITION', 'handler'],
        post({ ...TELL, handler: 'tel' }),
      );
      assert.equal(at(body.errors, 0).message, 'must be one of: mail, post, tell, update_object');
      assert.match(body.detail, /createWorkflowEngine\(\{ actions \}\)/);
    });

    it('parameters that do not suit the handler, also where only one of the two changes', async () => {
      const ofPost = { ...TELL, handler: 'post' };
      const wrong: readonly (readonly [object, string])[] = [
        [{}, 'parameters.channel'],
        [{ channel: 'ab' }, 'parameters.channel'],
        [{ channel: 5 }, 'parameters.channel'],
        [{ channel: 'abc', other: 1 }, 'parameters.other'],
        [{ channel: { secret: 'a', b: 1 } }, 'parameters.channel'],
      ];
      for (const [parameters, path] of wrong) {
        await refuses(site, ['422 INVALID_DEFINITION', path], post({ ...ofPost, parameters }));
      }
      const { id } = await create({ ...ofPost, parameters: { channel: 'abc' } });
      const { id: telling } = await create(TELL);
      for (const [action, body] of [
        [id, { parameters: {} }],
        [telling, { handler: 'post' }],
      ] as const) {
        await refuses(site, ['422 INVALID_DEFINITION', 'parameters.channel'], () =>
          site.admin.patch(`/actions/${action}`, body),
        );
      }
    });

    it('to run inline what cannot be rolled back, also where only one of the two changes', async () => {
      const inline = { execution: 'inline' };
      const problem = ['422 INVALID_DEFINITION', 'execution'] as const;
      await refuses(site, problem, post({ ...TELL, ...inline, handler: 'mail' }));
      const { id } = await create({ ...TELL, handler: 'mail' });
      const { id: telling } = await create({ ...TELL, ...inline });
      await refuses(site, problem, () => site.admin.patch(`/actions/${id}`, inline));
      await refuses(site, problem, () => site.admin.patch(`/actions/${telling}`, { handler: 'mail' }));
    });

    it('what an action may not say', async () => {
      const wrong: readonly (readonly [object, ...string[]])[] = [
        [{ handler: undefined, event_type: undefined }, 'event_type', 'handler'],
        [{ event_type: 'on_full_moon' }, 'event_type'],
        [{ failure_policy: 'stop' }, 'failure_policy'],
        [{ execution: 'inline', failure_policy: 'ignore' }, 'failure_policy'],
        [{ condition: '' }, 'condition'],
        [{ condition: '"\0" == object.title' }, 'condition'],
        [{ parameters: [] }, 'parameters'],
        [{ parameters: { as: 'x'.repeat(17_000) } }, 'parameters'],
        [{ order: 1.5 }, 'order'],
        [{ workflow_id: 1, stage_id: 2 }, 'stage_id'],
      ];
      for (const [more, ...paths] of wrong) {
        await refuses(site, ['422 INVALID_DEFINITION', ...paths], post({ ...TELL, ...more }));
      }
    });

    it('places that there are not, and to move an action', async () => {
      await refuses(site, ['404 WORKFLOW_NOT_FOUND'], post({ ...TELL, workflow_id: 999_999 }));
      await refuses(site, ['404 PIPELINE_NOT_FOUND'], post({ ...TELL, pipeline_id: 999_999 }));
      await refuses(site, ['404 STAGE_NOT_FOUND'], post({ ...TELL, stage_id: 999_999 }));
      const { id } = await create(TELL);
      const { id: workflow } = await seedWorkflow(site);
      for (const [field, value] of [
        ['workflow_id', workflow],
        ['company', 'acme'],
        ['created_at', NOW],
      ] as const) {
        await refuses(site, ['400 UNKNOWN_FIELD', field], () =>
          site.admin.patch(`/actions/${id}`, { [field]: value }),
        );
      }
      await refuses(site, ['400 INVALID_REQUEST', ''], () => site.admin.patch(`/actions/${id}`, {}));
    });

    it('a list that cannot be', async () => {
      for (const [query, path] of [
        ['workflow_id=x', 'workflow_id'],
        ['event_type=on_full_moon', 'event_type'],
        ['default=perhaps', 'default'],
      ] as const) {
        await refuses(site, ['400 INVALID_REQUEST', path], () => site.admin.get(`/actions?${query}`));
      }
    });

    it('everything of another company', async () => {
      const workflow = await seedWorkflow(site);
      const pipeline = at(workflow.pipelines, 0);
      const ids = await createEverywhere(workflow);
      const acme = site.api.as(ADMIN, 'acme');
      assert.deepEqual(ok(await acme.get('/actions')).items, []);
      assert.deepEqual(ok(await acme.get(`/actions?workflow_id=${workflow.id}`)).items, []);
      for (const id of [...ids, 999_999]) {
        for (const [method, body] of [
          ['get', undefined],
          ['patch', { is_active: false }],
          ['delete', undefined],
        ] as const) {
          await refuses(site, ['404 ACTION_NOT_FOUND'], () => acme.send(method, `/actions/${id}`, body));
        }
      }
      for (const [code, place] of [
        ['WORKFLOW', { workflow_id: workflow.id }],
        ['PIPELINE', { pipeline_id: pipeline.id }],
        ['STAGE', { stage_id: at(pipeline.stages, 0).id }],
      ] as const) {
        await refuses(site, [`404 ${code}_NOT_FOUND`], () => acme.post('/actions', { ...TELL, ...place }));
      }
    });
  });
});

interface Stored {
  readonly id: number;
  readonly workflow_id: number | null;
  readonly pipeline_id: number | null;
  readonly stage_id: number | null;
  readonly event_type: string;
  readonly handler: string;
  readonly parameters: object;
  readonly order: number;
  readonly is_active: boolean;
  readonly execution: string;
  readonly failure_policy: string | null;
  readonly condition: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}
