import assert from 'node:assert/strict';
import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import { DataTypes, Model } from 'sequelize';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { ADMIN, createApp, createHost, TABLES } from '../support/host.js';
import type { Api, Body } from './support/api.js';
import { at, ok } from './support/api.js';
import { role } from './support/seed.js';
import type { Site } from './support/site.js';
import { openSite } from './support/site.js';
import { refuses } from './support/unchanged.js';

/** What companies sign. */
class Contract extends Model<InferAttributes<Contract>, InferCreationAttributes<Contract>> {
  declare id: CreationOptional<number>;
  declare company: string;
  declare requesterId: number;
}

function defineContract(sequelize: Sequelize): ModelStatic<Contract> {
  return class extends Contract {}.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      company: { type: DataTypes.STRING, allowNull: false },
      requesterId: { type: DataTypes.INTEGER, allowNull: false },
    },
    { sequelize, modelName: 'Contract', tableName: 'contracts', timestamps: false },
  );
}

/** Of the company `acme`; role 5 also has a member of another company, the reviewer. */
const [ACME_REQUESTER, ACME_APPROVER, ACME_OTHER] = [10, 11, 12];
const MIXED_ROLE = 5;

describeEachDialect('Companies', (database) => {
  let host: Host;
  let site: Site;
  let Contracts: ModelStatic<Contract>;
  let acme: Api;
  let other: Api;
  const askedAbout: number[] = [];

  before(async () => {
    host = await createHost(database.sequelize);
    Contracts = defineContract(database.sequelize);
    await Contracts.sync();
    host.engine.registerModel(Contracts, {
      companyField: 'company',
      requesterField: 'requesterId',
      canAttach: (_user, { id }) => {
        askedAbout.push(id);
        return true;
      },
    });
    host.directory.addUsers('acme requester', 'acme approver', 'acme other');
    for (const id of [ACME_REQUESTER, ACME_APPROVER, ACME_OTHER]) host.directory.companies.set(id, 'acme');
    host.directory.roles.set(MIXED_ROLE, [2, ACME_APPROVER]);
    const app = createApp(host);
    site = openSite(host, { app, router: '/api/workflow', objects: '/api/purchase-requests' });
    acme = site.api.as(ADMIN, 'acme');
    other = site.api.as(ADMIN, 'other');
  });

  afterEach(async () => {
    await database.emptyTables([...TABLES, 'contracts']);
    askedAbout.splice(0);
  });

  async function publish(api: Api, key = 'contract'): Promise<Body> {
    const pipelines = [{ name_en: 'Review', number_of_stages: 1 }];
    const created = ok(await api.post('/workflows', { key, name_en: 'Contract', pipelines }), 201);
    const { id: stage } = at(at(created.pipelines, 0).stages, 0);
    ok(await api.patch(`/stages/${stage}`, { stage_info: { approvals: [role(MIXED_ROLE)] } }));
    return created;
  }

  async function attachIn(company: string, workflow: number): Promise<Body> {
    const { id } = await Contracts.create({ company, requesterId: ACME_REQUESTER });
    const body = { model: 'Contract', object_id: id, workflow_id: workflow };
    return ok(await site.api.as(ADMIN, company).post('/attachments', body), 201);
  }

  it('have definitions of their own, under the same keys', async () => {
    const own = await publish(acme);
    const theirs = await publish(other);
    const none = await publish(site.admin);
    for (const [api, { id }] of [
      [acme, own],
      [other, theirs],
      [site.admin, none],
    ] as const) {
      const { items } = ok(await api.get('/workflows'));
      assert.deepEqual(
        items.map((item) => item.id),
        [id],
      );
    }
  });

  it('are those of the instance for code that names none', async () => {
    const { id: workflow } = await publish(acme);
    const { engine } = host;
    const system = { actor: null };
    const contract = await Contracts.create({ company: 'acme', requesterId: ACME_REQUESTER });
    const attached = await engine.attach(
      { object: contract, workflow: 'contract', autoStart: false },
      system,
    );
    assert.equal(attached.workflowId, workflow);
    await engine.start({ object: contract }, { actor: { id: ACME_REQUESTER } });
    assert.equal((await engine.getAttachment(contract))?.id, attached.id);
    assert(await engine.requiresAction(contract, { id: ACME_APPROVER }));
    const { status } = await engine.approve({ object: contract }, { actor: { id: ACME_APPROVER } });
    assert.equal(status, 'completed');
    await engine.attach({ object: contract, workflow: 'contract' }, system);
    assert.equal((await engine.cancel({ object: contract }, system)).status, 'cancelled');
    const another = { code: 'OBJECT_NOT_FOUND' };
    for (const call of [{ actor: null, company: 'other' }, { actor: { id: ADMIN, company: 'other' } }]) {
      await publish(other, `contract-${call.actor === null ? 'system' : 'admin'}`);
      const wanted = { object: contract, workflow: `contract-${call.actor === null ? 'system' : 'admin'}` };
      await assert.rejects(engine.attach(wanted, call), another);
    }
    const byKey = { model: 'Contract', id: contract.id };
    assert.equal(await engine.getAttachment(byKey), null);
    await assert.rejects(engine.attach({ object: byKey, workflow }, system), another);
  });

  it('cannot see, change or use the definitions of another', async () => {
    const { id, pipelines } = await publish(acme);
    const form = ok(await acme.post('/forms', { key: 'terms', name_en: 'Terms', schema: {} }), 201);
    const pipeline = at(pipelines, 0);
    const stage = at(pipeline.stages, 0).id;
    const requests = [
      ['get', `/workflows/${id}`, 'WORKFLOW_NOT_FOUND'],
      ['patch', `/workflows/${id}`, 'WORKFLOW_NOT_FOUND'],
      ['delete', `/workflows/${id}`, 'WORKFLOW_NOT_FOUND'],
      ['post', `/workflows/${id}/publish`, 'WORKFLOW_NOT_FOUND'],
      ['get', `/workflows/${id}/validate`, 'WORKFLOW_NOT_FOUND'],
      ['get', `/workflows/${id}/versions`, 'WORKFLOW_NOT_FOUND'],
      ['post', `/workflows/${id}/pipelines`, 'WORKFLOW_NOT_FOUND'],
      ['patch', `/pipelines/${pipeline.id}`, 'PIPELINE_NOT_FOUND'],
      ['delete', `/pipelines/${pipeline.id}`, 'PIPELINE_NOT_FOUND'],
      ['post', `/pipelines/${pipeline.id}/stages`, 'PIPELINE_NOT_FOUND'],
      ['get', `/stages/${stage}`, 'STAGE_NOT_FOUND'],
      ['patch', `/stages/${stage}`, 'STAGE_NOT_FOUND'],
      ['delete', `/stages/${stage}`, 'STAGE_NOT_FOUND'],
      ['get', `/forms/${form.id}`, 'FORM_NOT_FOUND'],
      ['patch', `/forms/${form.id}`, 'FORM_NOT_FOUND'],
      ['delete', `/forms/${form.id}`, 'FORM_NOT_FOUND'],
    ] as const;
    for (const api of [other, site.admin, site.api.as(ADMIN, 'ACME')]) {
      for (const [method, path, code] of requests) {
        const takesBody = method === 'patch' || /(pipelines|stages)$/.test(path);
        const body = takesBody ? { name_en: 'Taken over' } : undefined;
        await refuses(site, [`404 ${code}`], () => api.send(method, path, body));
      }
      assert.deepEqual(ok(await api.get('/forms')).items, []);
    }
    const theirs = await publish(other);
    const submit = role(MIXED_ROLE, { step_approval_type: 'submit', required_form: form.id });
    const body = { stage_info: { approvals: [submit] } };
    await refuses(site, ['422 UNKNOWN_FORM', 'stage_info.approvals.0.required_form'], () =>
      other.patch(`/stages/${at(at(theirs.pipelines, 0).stages, 0).id}`, body),
    );
  });

  it('take their name from the user, never from the body of another company', async () => {
    const body = { key: 'contract', name_en: 'Contract' };
    await refuses(site, ['403 FORBIDDEN', 'company'], () =>
      acme.post('/workflows', { ...body, company: 'other' }),
    );
    await refuses(site, ['403 FORBIDDEN', 'company'], () =>
      acme.post('/workflows', { ...body, company: '' }),
    );
    ok(await acme.post('/workflows', { ...body, company: 'acme' }), 201);
    ok(await site.admin.post('/workflows', { ...body, company: 'other' }), 201);
    assert.equal(ok(await other.get('/workflows')).items.length, 1);
    const stage = { name_en: 'Stage', company: 'acme' };
    await refuses(site, ['400 UNKNOWN_FIELD', 'company'], () => acme.post('/pipelines/1/stages', stage));
  });

  it('cannot attach to the object of another, nor the workflow of another', async () => {
    const own = await publish(acme);
    const theirs = await publish(other);
    const { id } = await Contracts.create({ company: 'acme', requesterId: ACME_REQUESTER });
    const body = { model: 'Contract', object_id: id };
    await refuses(site, ['404 WORKFLOW_NOT_FOUND'], () =>
      acme.post('/attachments', { ...body, workflow_id: theirs.id }),
    );
    await refuses(site, ['404 OBJECT_NOT_FOUND'], () =>
      other.post('/attachments', { ...body, workflow_id: theirs.id }),
    );
    await refuses(site, ['403 FORBIDDEN'], () =>
      site.api.as(2, 'other').post('/attachments', { ...body, workflow_id: theirs.id }),
    );
    assert.deepEqual(askedAbout, []);
    ok(await site.api.as(ACME_OTHER, 'acme').post('/attachments', { ...body, workflow_id: own.id }), 201);
    assert.deepEqual(askedAbout, [id]);
  });

  it('cannot see, decide or cancel what runs in another, not even as the same user', async () => {
    const { id: workflow } = await publish(acme);
    const { attachment_id: id, object_id: object } = await attachIn('acme', workflow);
    const approve = { action: 'approved' };
    const requests = [
      ['get', `/attachments/${id}`],
      ['get', `/attachments/${id}/progress`],
      ['get', `/attachments/${id}/history`],
      ['get', `/attachments/${id}/steps`],
      ['get', `/objects/Contract/${object}/workflow_status`],
      ['post', `/attachments/${id}/action`, approve],
      ['post', `/objects/Contract/${object}/workflow_action`, approve],
      ['post', `/attachments/${id}/start`],
      ['post', `/attachments/${id}/cancel`],
    ] as const;
    for (const user of [ACME_REQUESTER, ACME_APPROVER, ADMIN]) {
      for (const company of ['other', '', 'ACME']) {
        const stranger = site.api.with({ 'x-user': String(user), 'x-company': company });
        for (const [method, path, body] of requests) {
          await refuses(site, ['404 ATTACHMENT_NOT_FOUND'], () => stranger.send(method, path, body));
        }
        for (const list of ['/attachments', '/inbox'])
          assert.deepEqual(ok(await stranger.get(list)).items, []);
        assert.equal(ok(await stranger.get('/inbox/summary')).total, 0);
      }
    }
    const approver = site.api.as(ACME_APPROVER, 'acme');
    assert.equal(ok(await approver.get('/inbox')).items.length, 1);
    assert.equal(ok(await approver.post(`/attachments/${id}/action`, approve)).status, 'completed');
  });

  it('seat nobody of another, by role or by delegation', async () => {
    const { id: workflow } = await publish(acme);
    const { attachment_id: id, steps } = await attachIn('acme', workflow);
    const holders = at(steps, 0).assignments.map((assignment) => assignment.user_id);
    assert.deepEqual(holders, [ACME_APPROVER]);
    const delegate = (user: number) => ({ action: 'delegated', user_id: user });
    const approver = site.api.as(ACME_APPROVER, 'acme');
    await refuses(site, ['422 USER_NOT_FOUND', 'user_id'], () =>
      approver.post(`/attachments/${id}/action`, delegate(3)),
    );
    ok(await approver.post(`/attachments/${id}/action`, delegate(ACME_OTHER)));
  });
});
