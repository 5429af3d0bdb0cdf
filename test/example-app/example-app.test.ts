import assert from 'node:assert/strict';
import { createDirectory } from '../../example-app/directory.js';
import type { Answer } from '../../example-app/demo/client.js';
import { send } from '../../example-app/demo/client.js';
import { defineModels } from '../../example-app/models/index.js';
import { startApp } from '../../example-app/start.js';
import type { RunningApp } from '../../example-app/start.js';
import type { DirectoryUser } from '../../lib/index.js';
import { describeEachDialect } from '../support/databases.js';
import { forbidEscapes, recordStatements } from '../support/statements.js';
import { snapshotTables } from '../support/tables.js';
import { tellDemo } from './support/example-process.js';

const PURCHASE_REQUESTS = '/api/purchase-requests';
const LAPTOPS = { title: 'Laptops', amount: 1234.5, description: 'For the team' };

describeEachDialect('The example application', (database) => {
  let app: RunningApp;

  before(async () => {
    app = await startApp({ databaseUrl: database.url, port: 0 });
  });

  after(() => app.stop());

  const ask = (as: string, body: object) =>
    send(app.url, { as, method: 'POST', path: PURCHASE_REQUESTS, body });

  describe('signing in', () => {
    const attempts = {
      'without credentials': undefined,
      'with a wrong password': basic('requester:reviewer'),
      'with an unknown name': basic('nobody:nobody'),
      'with a name in another case': basic('Requester:Requester'),
      'with an empty name': basic(':'),
      'with what no database stores': basic('a\0b:a\0b'),
      'with what is not Base64': 'Basic %%%',
      'in another scheme': 'Bearer requester',
    };
    for (const [how, authorization] of Object.entries(attempts)) {
      it(`is refused ${how}, and says how it is done`, async () => {
        const headers = authorization === undefined ? {} : { authorization };
        for (const path of [PURCHASE_REQUESTS, '/api/workflow/inbox']) {
          const response = await fetch(new URL(path, app.url), { headers });
          assert.match(response.headers.get('www-authenticate') ?? '', /^Basic realm=/);
          assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
          assert.deepEqual(await refusalOf(response), [401, 'NOT_AUTHENTICATED']);
        }
      });
    }
  });

  describe('a purchase request', () => {
    it('is created with its workflow, and can be looked at by everyone', async () => {
      const created = await ask('requester', { title: ' Laptops ', amount: 1234.5 });
      const { id, created_at: createdAt, ...rest } = created.body as Record<string, unknown>;
      assert.equal(created.status, 201);
      assert.deepEqual(rest, {
        title: 'Laptops',
        amount: 1234.5,
        description: '',
        requester_id: 1,
        workflow_status: 'in_progress',
        workflow_stage: 'Initial Review',
      });
      const path = `${PURCHASE_REQUESTS}/${String(id)}`;
      const seen = await send(app.url, { as: 'auditor1', method: 'GET', path });
      assert.deepEqual(seen, { status: 200, body: { id, created_at: createdAt, ...rest } });
    });

    const mistakes: Readonly<Record<string, { body: object; paths: readonly string[] }>> = {
      nothing: { body: {}, paths: ['title', 'amount'] },
      'a list': { body: [], paths: [''] },
      'a blank title': { body: { ...LAPTOPS, title: '  ' }, paths: ['title'] },
      'a title that is too long': { body: { ...LAPTOPS, title: 'x'.repeat(201) }, paths: ['title'] },
      'a title that no database stores': { body: { ...LAPTOPS, title: 'a\0b' }, paths: ['title'] },
      'an amount of nothing': { body: { ...LAPTOPS, amount: 0 }, paths: ['amount'] },
      'an amount as text': { body: { ...LAPTOPS, amount: '12' }, paths: ['amount'] },
      'half a cent': { body: { ...LAPTOPS, amount: 1.005 }, paths: ['amount'] },
      'a field that is not known': { body: { ...LAPTOPS, approved: true }, paths: ['approved'] },
    };
    for (const [what, { body, paths }] of Object.entries(mistakes)) {
      it(`is refused for ${what}, which is named`, async () => {
        const { status, body: problem } = await ask('requester', body);
        const { code, errors } = problem as { code: string; errors: readonly { path: string }[] };
        assert.deepEqual(
          { status, code, paths: errors.map(({ path }) => path) },
          { status: 400, code: 'INVALID_REQUEST', paths },
        );
      });
    }

    it('is not stored where its workflow cannot start', async () => {
      const { User } = defineModels(await database.connect());
      const before = await snapshotTables(database.sequelize, ['purchase_requests', 'workflow_attachments']);
      await User.update({ active: false }, { where: { name: 'reviewer' } });
      const answer = await ask('requester', LAPTOPS);
      await User.update({ active: true }, { where: { name: 'reviewer' } });
      assert.deepEqual(await refusalOf(answer), [422, 'NO_APPROVER']);
      const after = await snapshotTables(database.sequelize, ['purchase_requests', 'workflow_attachments']);
      assert.deepEqual(after, before);
    });

    for (const id of ['0', '999', 'abc', '99999999999999999999']) {
      it(`that does not exist is not found: ${id}`, async () => {
        const path = `${PURCHASE_REQUESTS}/${id}`;
        const answer = await send(app.url, { as: 'requester', method: 'GET', path });
        assert.deepEqual(await refusalOf(answer), [404, 'NOT_FOUND']);
      });
    }
  });

  it('answers a body that is no JSON, or too much of it, and a path that is not there, as problems', async () => {
    const post = (body: string, type = 'application/json') => {
      const headers = { authorization: basic('requester:requester'), 'content-type': type };
      return fetch(new URL(PURCHASE_REQUESTS, app.url), { method: 'POST', headers, body });
    };
    assert.deepEqual(await refusalOf(await post('{')), [400, 'MALFORMED_JSON']);
    assert.deepEqual(await refusalOf(await post('{}', 'text/plain')), [415, 'UNSUPPORTED_MEDIA_TYPE']);
    const large = JSON.stringify({ title: 'x'.repeat(200_000) });
    assert.deepEqual(await refusalOf(await post(large)), [413, 'BODY_TOO_LARGE']);
    assert.deepEqual(await refusalOf(await fetch(new URL('/nowhere', app.url))), [404, 'ROUTE_NOT_FOUND']);
  });

  it('lets only the admin define workflows', async () => {
    const path = '/api/workflow/workflows';
    for (const as of ['requester', 'reviewer', 'executive', 'auditor1']) {
      assert.equal((await send(app.url, { as, method: 'GET', path })).status, 403);
    }
    const { status, body } = await send(app.url, { as: 'admin', method: 'GET', path });
    const { items } = body as { items: readonly { name: string; name_ar: string; is_active: boolean }[] };
    assert.equal(status, 200);
    assert.deepEqual(
      items.map(({ name, name_ar: arabic, is_active: isActive }) => [name, arabic, isActive]),
      [['Purchase Request', 'طلب شراء', true]],
    );
  });

  it('asks its directory one query for each question, in the transaction it is given', async () => {
    const sequelize = await database.connect();
    const directory = createDirectory(defineModels(sequelize));
    const transaction = await sequelize.transaction();
    const lookup = { company: '', transaction };
    const questions: Readonly<Record<string, () => Promise<readonly (DirectoryUser | null)[]>>> = {
      findUsers: async () => directory.findUsers([1, 99, 4], lookup),
      findRoleMembers: async () => directory.findRoleMembers(4, lookup),
      nobody: async () => directory.findRoleMembers(99, lookup),
      roleAsText: async () => directory.findRoleMembers('2', lookup),
      findManager: async () => [await directory.findManager(1, lookup)],
      noManager: async () => [await directory.findManager(5, lookup)],
    };
    const answers: Record<string, unknown> = {};
    for (const [name, question] of Object.entries(questions)) {
      const { result, statements } = await recordStatements(sequelize, () =>
        forbidEscapes(sequelize, question, transaction),
      );
      assert.equal(statements.length, 1, name);
      answers[name] = result.map((user) => user?.name).sort();
    }
    await transaction.rollback();
    assert.deepEqual(answers, {
      findUsers: ['cfo', 'requester'],
      findRoleMembers: ['auditor1', 'auditor2', 'auditor3'],
      nobody: [],
      roleAsText: ['budget'],
      findManager: ['executive'],
      noManager: [undefined],
    });
  });

  it('knows nobody by an id that is no number', async () => {
    const { id } = (await ask('requester', LAPTOPS)).body as { id: number };
    const path = `${PURCHASE_REQUESTS}/${id}/workflow_action`;
    for (const userId of ['abc', '2x', '3.5']) {
      const body = { action: 'delegated', user_id: userId };
      const answer = await send(app.url, { as: 'reviewer', method: 'POST', path, body });
      assert.deepEqual(await refusalOf(answer), [422, 'USER_NOT_FOUND']);
    }
    const transaction = await database.sequelize.transaction();
    const directory = createDirectory(defineModels(await database.connect()));
    assert.deepEqual(await directory.findRoleMembers('abc', { company: '', transaction }), []);
    await transaction.rollback();
  });

  it('is told apart by the demo once its workflow has changed', async () => {
    const as = 'admin';
    const change = { name_en: 'Second look' };
    const renamed = await send(app.url, {
      as,
      method: 'PATCH',
      path: '/api/workflow/stages/2',
      body: change,
    });
    assert.equal(renamed.status, 200);
    await send(app.url, { as, method: 'POST', path: '/api/workflow/workflows/1/publish' });
    const { code, stderr } = await tellDemo(app.url);
    assert.equal(code, 1);
    assert.match(stderr, /the answer\.next_stage is "Second look", expected "Budget Approval"/);
  });
});

/** The status and the code of a refusal. */
async function refusalOf(answer: Response | Answer): Promise<readonly [number, unknown]> {
  const body: unknown = answer instanceof Response ? await answer.json() : answer.body;
  return [answer.status, (body as { code?: unknown }).code];
}

function basic(credentials: string): string {
  return `Basic ${Buffer.from(credentials).toString('base64')}`;
}
