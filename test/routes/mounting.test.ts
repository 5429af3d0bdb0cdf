import assert from 'node:assert/strict';
import type { Express, Request } from 'express';
import express from 'express';
import express4 from 'express4';
import type { WorkflowRouterOptions } from '../../lib/index.js';
import { workflowObjectRouter, workflowRouter } from '../../lib/index.js';
import { describeOnSqlite } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { authorize, createHost, getUser, TABLES } from '../support/host.js';
import { describeContract } from './contract/index.js';
import { ok } from './support/api.js';
import { seedRunning } from './support/seed.js';
import type { Mounts } from './support/site.js';
import { openSite, REVIEWER } from './support/site.js';

const access = { getUser, authorize };

function objectRouter({ engine, PurchaseRequest }: Host): ReturnType<typeof workflowObjectRouter> {
  return workflowObjectRouter(engine, PurchaseRequest, access);
}

/** At the root, beside what the host has there itself. */
function atRoot(make: () => Express, host: Host): Mounts {
  const app = make();
  app.get('/', (_request, response) => {
    response.send('Home');
  });
  app.use('/purchase-requests', objectRouter(host));
  app.use(workflowRouter({ engine: host.engine, ...access }));
  return { app, router: '', objects: '/purchase-requests' };
}

/** In an application inside an application, from whose settings the router takes the engine. */
function inSubApplication(make: () => Express, host: Host): Mounts {
  const app = make();
  const inner = make();
  inner.use('/workflow', workflowRouter(access));
  inner.use('/purchase-requests', objectRouter(host));
  app.use('/api/v1', inner);
  host.engine.install(app);
  return { app, router: '/api/v1/workflow', objects: '/api/v1/purchase-requests' };
}

const PLACES = [
  ['at the root, on Express 5', express, atRoot],
  ['in a sub-application, on Express 5', express, inSubApplication],
  ['at the root, on Express 4', express4, atRoot],
  ['in a sub-application, on Express 4', express4, inSubApplication],
] as const;

for (const [place, make, mount] of PLACES) {
  describeOnSqlite(`The routes mounted ${place}`, (database) => {
    describeContract(database, (host) => mount(make, host));
  });
}

describeOnSqlite('The routes mounted under a path with a parameter', (database) => {
  it('keep their own parameters, even of the same name', async () => {
    const host = await createHost(database.sequelize);
    for (const make of [express, express4]) {
      const app = make();
      const outer = make.Router({ mergeParams: true });
      outer.use('/workflow', workflowRouter({ engine: host.engine, ...access }));
      outer.use('/purchase-requests', objectRouter(host));
      app.use('/tenants/:id', outer);
      const mounts = { app, router: '/tenants/7/workflow', objects: '/tenants/7/purchase-requests' };
      const site = openSite(host, mounts);
      const { attachment_id: id, object_id: object } = await seedRunning(site);
      assert.equal(ok(await site.admin.get(`/attachments/${id}`)).attachment_id, id);
      assert.equal(ok(await site.objects.as(6).get(`/${object}/workflow_status`)).attachment_id, id);
      await database.emptyTables(TABLES);
    }
  });
});

describeOnSqlite('The routes mounted under the path of a tenant', (database) => {
  it('show the parameters of that path to getUser and authorize, and take only their own', async () => {
    const host = await createHost(database.sequelize);
    const seen: unknown[] = [];
    const tenantOf = ({ params }: Request): unknown => params.tenant;
    const tenanted = {
      getUser: (request: Request) => {
        const user = getUser(request);
        return user === null ? null : { ...user, company: tenantOf(request) as string };
      },
      authorize: (_user: unknown, permission: string, request: Request) => {
        seen.push(tenantOf(request));
        return permission === 'manage';
      },
    };
    for (const make of [express, express4]) {
      seen.length = 0;
      const app = make();
      app.use('/t/:tenant/objects', workflowObjectRouter(host.engine, host.PurchaseRequest, tenanted));
      app.use('/t/:tenant', workflowRouter({ engine: host.engine, ...tenanted }));
      const site = openSite(host, { app, router: '/t/acme', objects: '/t/acme/objects' });
      const { id } = ok(await site.admin.post('/workflows', { name_en: 'Of acme' }), 201);
      assert.equal(ok(await site.admin.get(`/workflows/${id}`)).id, id);
      const other = openSite(host, { app, router: '/t/other', objects: '/t/other/objects' });
      assert.equal((await other.admin.get(`/workflows/${id}`)).status, 404);
      assert.equal((await site.objects.as(6).get('/7/workflow_status')).status, 404);
      assert.deepEqual(new Set(seen), new Set(['acme', 'other']));
      await database.emptyTables(TABLES);
    }
  });
});

describeOnSqlite('The router without arguments', (database) => {
  const withUser = (app: Express): Express =>
    app.use((request, _response, next) => {
      Object.assign(request, { user: getUser(request) });
      next();
    });

  it('finds the engine that was installed, and whoever the host has signed in', async () => {
    const host = await createHost(database.sequelize);
    const managed = express().use('/w', workflowRouter({ engine: host.engine, ...access }));
    const { attachment_id: id } = await seedRunning(
      openSite(host, { app: managed, router: '/w', objects: '/o' }),
    );
    for (const make of [express, express4]) {
      const app = withUser(make());
      app.use(workflowRouter());
      host.engine.install(app);
      const { api } = openSite(host, { app, router: '', objects: '/o' });
      assert.equal((await api.get('/inbox')).status, 401);
      assert.equal((await api.as(6).get('/workflows')).status, 403);
      assert.equal(ok(await api.as(REVIEWER).get('/inbox')).items.length, 1);
      const body = { action: 'needs_resubmission', reason: 'Again.' };
      ok(await api.as(REVIEWER).post(`/attachments/${id}/action`, body));
    }
  });

  it('takes the engine that it is given before the one that is installed', async () => {
    const sequelize = await database.connect();
    const host = await createHost(sequelize, { tablePrefix: 'given_' });
    const other = await createHost(await database.connect(), { tablePrefix: 'installed_' });
    const app = express();
    other.engine.install(app);
    const options: WorkflowRouterOptions = { engine: host.engine, ...access };
    app.use('/given', workflowRouter(options));
    app.use('/installed', workflowRouter(access));
    const given = openSite(host, { app, router: '/given', objects: '/o' });
    const installed = openSite(other, { app, router: '/installed', objects: '/o' });
    ok(await given.admin.post('/workflows', { name_en: 'Given' }), 201);
    assert.equal(ok(await given.admin.get('/workflows')).items.length, 1);
    assert.deepEqual(ok(await installed.admin.get('/workflows')).items, []);
  });
});
