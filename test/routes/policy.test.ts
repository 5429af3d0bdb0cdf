import assert from 'node:assert/strict';
import type { Express, Request } from 'express';
import express from 'express';
import type { AccessOptions, Actor, Logger } from '../../lib/index.js';
import { createWorkflowEngine, workflowObjectRouter, workflowRouter } from '../../lib/index.js';
import { describeOnSqlite } from '../support/databases.js';
import type { Host, PurchaseRequest } from '../support/host.js';
import { ADMIN, createHost, getUser, quietLogger, TABLES } from '../support/host.js';
import { financeDepartment } from '../support/memory-directory.js';
import type { Answer } from './support/api.js';
import { ok } from './support/api.js';
import { seedObject, seedRunning, seedWorkflow } from './support/seed.js';
import type { Site } from './support/site.js';
import { openSite, REQUESTER, REVIEWER, STRANGER } from './support/site.js';
import { refuses } from './support/unchanged.js';

type CanAttach = (user: Actor, object: PurchaseRequest, workflow: { id: number; key: string }) => boolean;

describeOnSqlite('The policy', (database) => {
  const errors: { readonly message: string; readonly details: object | undefined }[] = [];
  const logger: Logger = {
    ...quietLogger,
    error: (message, details) => errors.push({ message, details }),
  };
  let host: Host;
  let canAttach: CanAttach;
  let site: Site;

  before(async () => {
    const registration = { canAttach: (...asked: Parameters<CanAttach>) => canAttach(...asked) };
    host = await createHost(database.sequelize, { logger, registration });
  });

  beforeEach(() => {
    canAttach = () => false;
    site = mount({ getUser, authorize: (user, permission) => permission === 'manage' && user.id === ADMIN });
  });

  afterEach(async () => {
    await database.emptyTables(TABLES);
    errors.splice(0);
  });

  function mount(access: AccessOptions, prepare: (app: Express) => void = () => undefined): Site {
    const app = express();
    prepare(app);
    app.use('/w', workflowRouter({ engine: host.engine, ...access }));
    app.use('/o', workflowObjectRouter(host.engine, host.PurchaseRequest, access));
    app.use((_request, response) => {
      response.status(404).type('html').send('The host knows no such page.');
    });
    return openSite(host, { app, router: '/w', objects: '/o' });
  }

  describe('of reading', () => {
    const AUDITOR = 50;
    let watched: Site;

    beforeEach(() => {
      watched = mount({
        getUser,
        authorize: (user, permission) =>
          Promise.resolve(user.id === ADMIN || (user.id === AUDITOR && permission === 'view')),
      });
    });

    it('lets who may view see everything of their company, and do nothing', async () => {
      const { attachment_id: id, object_id: object, workflow_id: workflow } = await seedRunning(watched);
      const auditor = watched.api.as(AUDITOR);
      const status = ok(await auditor.get(`/attachments/${id}`));
      assert.deepEqual([status.requires_user_action, status.can_approve], [false, false]);
      for (const path of ['/progress', '/history', '/steps'])
        ok(await auditor.get(`/attachments/${id}${path}`));
      ok(await auditor.get(`/objects/PurchaseRequest/${object}/workflow_status`));
      ok(await watched.objects.as(AUDITOR).get(`/${object}/workflow_status`));
      assert.equal(ok(await auditor.get('/attachments')).items.length, 1);
      assert.deepEqual(ok(await auditor.get('/inbox')).items, []);
      const free = { model: 'PurchaseRequest', object_id: await seedObject(watched), workflow_id: workflow };
      const path = `/attachments/${id}`;
      const attempts: readonly (readonly [string, () => Promise<Answer>])[] = [
        ['403 NOT_SEATED', () => auditor.post(`${path}/action`, { action: 'approved' })],
        ['403 FORBIDDEN', () => auditor.post(`${path}/start`)],
        ['403 FORBIDDEN', () => auditor.post(`${path}/cancel`)],
        ['403 FORBIDDEN', () => auditor.post('/attachments', free)],
        ['403 FORBIDDEN', () => auditor.post('/delegations', { from_user_id: REVIEWER, user_id: AUDITOR })],
        ['403 FORBIDDEN', () => auditor.get('/workflows')],
        ['403 FORBIDDEN', () => auditor.get('/actions')],
        ['403 FORBIDDEN', () => auditor.get('/action_handlers')],
        ['403 FORBIDDEN', () => auditor.get('/action_runs')],
        ['403 FORBIDDEN', () => auditor.get('/history_verification')],
        ['403 FORBIDDEN', () => auditor.delete(`/workflows/${workflow}`)],
      ];
      for (const [outcome, attempt] of attempts) await refuses(watched, [outcome], attempt);
    });

    it('forbids every cache to keep what one user was shown', async () => {
      const { headers } = await site.api.as(REQUESTER).get('/inbox');
      assert.equal(headers['cache-control'], 'no-store');
      assert.match(headers.vary ?? '', /Accept-Language/);
      const refused = await site.api.get('/inbox');
      assert.equal(refused.headers['cache-control'], 'no-store');
    });
  });

  describe('of permissions', () => {
    it('asks the host with its own user and the request', async () => {
      const signedIn = { id: 1, company: null, roles: ['boss'] };
      const asked: unknown[] = [];
      const bossy = mount({
        getUser: () => signedIn,
        authorize: (user, permission, { path }) => {
          asked.push([user === signedIn, permission, path]);
          return (user as typeof signedIn).roles.includes('boss');
        },
      });
      ok(await bossy.api.get('/workflows'));
      assert.deepEqual(asked, [[true, 'manage', '/workflows']]);
    });

    it('is granted by true alone', async () => {
      for (const granted of [1, 'yes', {}, undefined]) {
        const odd = mount({ getUser, authorize: () => granted as unknown as boolean });
        await refuses(odd, ['403 FORBIDDEN'], () => odd.admin.get('/workflows'));
      }
    });

    it('takes req.user where there is no getUser, and denies manage where there is no authorize', async () => {
      const plain = mount({}, (app) => {
        app.use((request, _response, next) => {
          const { 'x-user': id } = request.headers;
          Object.assign(request, { user: id === undefined ? null : { id: Number(id), name: 'Ada' } });
          next();
        });
      });
      await refuses(plain, ['401 NOT_AUTHENTICATED'], () => plain.api.get('/inbox'));
      await refuses(plain, ['403 FORBIDDEN'], () => plain.admin.get('/workflows'));
      assert.deepEqual(ok(await plain.api.as(REVIEWER).get('/inbox')).items, []);
    });

    it('knows a company by its number, too', async () => {
      const numbered = mount({
        getUser: () => ({ id: ADMIN, company: 7 as unknown as string }),
        authorize: () => true,
      });
      const { id } = await seedWorkflow(numbered);
      assert.equal(ok(await numbered.api.get(`/workflows/${id}`)).key, 'purchase-request');
      const seven = site.admin.with({ 'x-company': '7' });
      assert.equal(ok(await seven.get('/workflows')).items.length, 1);
      assert.deepEqual(ok(await site.admin.get('/workflows')).items, []);
    });
  });

  describe('of attaching', () => {
    it('lets whom the model lets, and asks it about the user, the object and the workflow', async () => {
      const { id: workflow } = await seedWorkflow(site);
      const object = await seedObject(site);
      const asked: unknown[] = [];
      canAttach = (user, { id, requesterId }, named) => {
        asked.push([user.id, id, named]);
        return requesterId === user.id;
      };
      const body = { workflow_id: workflow };
      const attached = ok(await site.objects.as(REQUESTER).post(`/${object}/attach_workflow`, body), 201);
      assert.deepEqual([attached.requester_id, attached.started_by], [REQUESTER, REQUESTER]);
      assert.deepEqual(asked, [[REQUESTER, object, { id: workflow, key: 'purchase-request' }]]);
      const other = await seedObject(site, REVIEWER);
      await refuses(site, ['403 FORBIDDEN'], () =>
        site.objects.as(REQUESTER).post(`/${other}/attach_workflow`, body),
      );
    });

    it('does not tell who may not whether an object exists', async () => {
      const { id: workflow } = await seedWorkflow(site);
      canAttach = () => true;
      const attach = (): Promise<Answer> =>
        site.objects.as(REQUESTER).post('/999999/attach_workflow', { workflow_id: workflow });
      await refuses(site, ['403 FORBIDDEN'], attach);
      canAttach = () => false;
      await refuses(site, ['403 FORBIDDEN'], attach);
    });

    it('tells who may that there is no such workflow', async () => {
      canAttach = () => true;
      const object = await seedObject(site);
      await refuses(site, ['404 WORKFLOW_NOT_FOUND'], () =>
        site.objects.as(REQUESTER).post(`/${object}/attach_workflow`, { workflow_id: 999_999 }),
      );
    });
  });

  describe('of failures', () => {
    const secret = 'password=hunter2 at SELECT * FROM users';
    const fail = (): never => {
      throw new Error(secret);
    };

    const hosts: readonly (readonly [string, AccessOptions])[] = [
      ['getUser throws', { getUser: fail }],
      ['getUser rejects', { getUser: () => Promise.reject(new Error(secret)) }],
      ['authorize throws', { getUser, authorize: fail }],
      ['authorize rejects', { getUser, authorize: () => Promise.reject(new Error(secret)) }],
      ['getUser gives a user without an id', { getUser: () => ({ name: secret }) as unknown as Actor }],
      ['getUser gives an id that is an object', { getUser: () => ({ id: {} }) as unknown as Actor }],
      ['getUser gives an empty id', { getUser: () => ({ id: '' }) }],
      [
        'getUser gives a company that is an object',
        { getUser: () => ({ id: 1, company: {} }) as unknown as Actor },
      ],
    ];
    for (const [title, access] of hosts) {
      it(`says nothing of what is inside when ${title}, and logs it once`, async () => {
        const failing = mount(access);
        const { text } = await refuses(failing, ['500 INTERNAL_ERROR'], () =>
          failing.admin.get('/workflows'),
        );
        assert.doesNotMatch(text, /hunter2|getUser|stack/);
        assert.deepEqual(
          errors.map(({ message }) => message),
          ['GET /workflows failed.'],
        );
        const { error } = errors[0]?.details as { error: Error };
        assert.match(error.message, /hunter2|getUser/);
      });
    }

    it('says nothing of what is inside when canAttach throws, and logs it once', async () => {
      const { id: workflow } = await seedWorkflow(site);
      const object = await seedObject(site);
      canAttach = fail;
      const { text } = await refuses(site, ['500 INTERNAL_ERROR'], () =>
        site.objects.as(REQUESTER).post(`/${object}/attach_workflow`, { workflow_id: workflow }),
      );
      assert.doesNotMatch(text, /hunter2/);
      assert.equal(errors.length, 1);
    });

    it('says nothing of what is inside when the database does not answer as it should, and logs it once', async () => {
      const sequelize = await database.connect();
      const engine = createWorkflowEngine({
        sequelize,
        directory: financeDepartment(),
        logger,
        tablePrefix: 'missing_',
      });
      const app = express().use('/w', workflowRouter({ engine, getUser }));
      const broken = openSite(host, { app, router: '/w', objects: '/o' });
      const { text } = await refuses(broken, ['500 INTERNAL_ERROR'], () => broken.admin.get('/inbox'));
      assert.doesNotMatch(text, /missing_|SQLITE/);
      assert.equal(errors.length, 1);
    });

    it('asks the client to come again when the database is busy', async () => {
      const busy = mount({
        getUser: () => Promise.reject(Object.assign(new Error('busy'), { code: 'SQLITE_BUSY' })),
      });
      const { headers } = await refuses(busy, ['503 TRY_AGAIN'], () => busy.api.get('/inbox'));
      assert.equal(headers['retry-after'], '1');
    });

    it('breaks off an answer that cannot be finished', async () => {
      const unfinished = mount({ getUser }, (app) => {
        app.use((_request, response, next) => {
          response.json = () => {
            response.write('{"items":');
            throw new Error('The host cannot write this.');
          };
          next();
        });
      });
      await assert.rejects(unfinished.api.as(REVIEWER).get('/inbox'), /aborted|hang up/);
      assert.equal(errors.length, 1);
    });

    it('leaves alone what is none of its own: the error of a host handler behind the same path', async () => {
      const app = express();
      app.use('/w', workflowRouter({ engine: host.engine, getUser }));
      app.get('/w/own', () => fail());
      app.use(((_error, _request, response, next) => {
        if (response.headersSent) next();
        else response.status(418).type('html').send('The host answers.');
      }) as express.ErrorRequestHandler);
      const own = openSite(host, { app, router: '/w', objects: '/o' });
      assert.equal((await own.api.get('/own')).status, 418);
      assert.deepEqual(errors, []);
    });
  });

  describe('of what it does not know', () => {
    it('leaves other paths and methods to the host, signed in or not', async () => {
      const { attachment_id: id } = await seedRunning(site);
      const paths = [
        '/',
        '/nothing',
        '/workflows/1/nothing',
        `/attachments/${id}/approve`,
        '/inbox/1',
        '/objects/a/b',
      ];
      for (const path of paths) {
        for (const reader of [site.api, site.admin]) {
          const { status, text } = await reader.get(path);
          assert.deepEqual([status, text], [404, 'The host knows no such page.']);
        }
      }
      for (const path of ['/inbox', `/attachments/${id}`]) {
        assert.equal((await site.api.delete(path)).text, 'The host knows no such page.');
      }
      assert.equal((await site.objects.get('/1')).text, 'The host knows no such page.');
    });

    it('refuses a model that is not registered, when the object router is made', () => {
      class Unknown extends host.PurchaseRequest {}
      assert.throws(() => workflowObjectRouter(host.engine, Unknown), {
        code: 'INVALID_CONFIGURATION',
        message: /^Model Unknown is not registered/,
      });
    });
  });

  describe('of who acts', () => {
    it('never takes the actor from what a client writes', async () => {
      const { attachment_id: id } = await seedRunning(site);
      const path = `/attachments/${id}/action`;
      const fields = { actor: REVIEWER, user: REVIEWER, actor_id: REVIEWER, decided_by: REVIEWER };
      for (const [field, value] of Object.entries(fields)) {
        const body = { action: 'approved', [field]: value };
        await refuses(site, ['400 UNKNOWN_FIELD', field], () => site.api.as(REQUESTER).post(path, body));
        await refuses(site, ['400 UNKNOWN_FIELD', field], () =>
          site.api.as(REQUESTER).post(`${path}?${field}=${value}`, { action: 'approved' }),
        );
      }
      await refuses(site, ['404 ATTACHMENT_NOT_FOUND'], () =>
        site.api.as(STRANGER).with({ 'x-actor': '2' }).post(path, { action: 'approved' }),
      );
    });

    it('asks getUser once for each request', async () => {
      const asked: string[] = [];
      const counting = mount({
        getUser: (request: Request) => {
          asked.push(request.path);
          return getUser(request);
        },
      });
      ok(await counting.api.as(REVIEWER).get('/inbox'));
      assert.deepEqual(asked, ['/inbox']);
    });
  });
});
