import assert from 'node:assert/strict';
import express from 'express';
import type { Model, ModelStatic } from 'sequelize';
import { DataTypes } from 'sequelize';
import supertest from 'supertest';
import { workflowRouter, WorkflowError } from '../../lib/index.js';
import type { Actor, ErrorCode, WorkflowEngine } from '../../lib/index.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { ADMIN, authorize, byRole, createHost, getUser, publishStages, TABLES } from '../support/host.js';

const LONG = 'x'.repeat(192);

/** What can be neither a user's id nor a company, as a host in JavaScript may give it. */
const IMPOSSIBLE = [
  {},
  [],
  NaN,
  1.5,
  2 ** 53,
  true,
  LONG,
  'a\0b',
  '\ud800',
  Symbol('a'),
] as unknown as string[];

/** What can be no user's id besides. */
const NO_ID = [...IMPOSSIBLE, null, undefined, ''] as unknown as string[];

function isRefusal(code: ErrorCode, path?: string): (error: unknown) => boolean {
  return (error) => {
    assert(error instanceof WorkflowError, String(error));
    assert.equal(error.code, code);
    if (path !== undefined) assert.equal(error.errors[0]?.path, path);
    return true;
  };
}

describeEachDialect('What comes in', (database) => {
  let host: Host;
  let engine: WorkflowEngine;
  let Doc: ModelStatic<Model>;
  const logged: { readonly message: string; readonly details: { readonly error?: unknown } }[] = [];

  before(async () => {
    const logger = {
      info: () => undefined,
      warn: () => undefined,
      error: (message: string, details: object = {}) => void logged.push({ message, details }),
    };
    host = await createHost(database.sequelize, { logger });
    ({ engine } = host);
    const columns = { owner: DataTypes.TEXT, tenant: DataTypes.TEXT, ratio: DataTypes.DOUBLE };
    Doc = database.sequelize.define('Doc', columns, { tableName: 'docs', timestamps: false });
    await Doc.sync();
    engine.registerModel(Doc, { requesterField: 'owner', companyField: 'tenant' });
  });

  afterEach(async () => {
    await database.emptyTables([...TABLES, 'docs']);
    logged.splice(0);
  });

  async function attached(): Promise<number> {
    await publishStages(engine, [[byRole(1)]]);
    const request = await host.PurchaseRequest.create({ title: 'Chairs', amount: 1, requesterId: 1 });
    return (await engine.attach({ object: request, workflow: 'purchase-request', actor: { id: 1 } })).id;
  }

  it('is no actor, user or company that there can be: every call refuses it', async () => {
    const attachmentId = await attached();
    const actor = { id: 2 };
    for (const id of NO_ID) {
      const wrong = { id };
      for (const call of [
        () => engine.approve({ attachmentId, actor: wrong }),
        () => engine.cancel({ attachmentId, actor: wrong }),
        () => engine.delegate({ attachmentId, actor, userId: id }),
        () => engine.delegations.create({ userId: id, fromUserId: 1 }, { actor: null }),
        () =>
          engine.idempotently({ actor: wrong, key: 'k', fingerprint: 'f' }, () =>
            Promise.reject(new Error()),
          ),
      ]) {
        await assert.rejects(call, isRefusal('INVALID_REQUEST'));
      }
    }
    for (const company of IMPOSSIBLE) {
      for (const call of [
        () => engine.approve({ attachmentId, actor: { ...actor, company } }),
        () => engine.cancel({ attachmentId, actor: null, company }),
        () => engine.definitions.getWorkflow('purchase-request', { actor: null, company }),
        () => engine.definitions.createWorkflow({ names: { en: 'W' }, company }, { actor: null }),
        () => engine.metrics({ company }),
        () => engine.verifyHistory({ company }),
      ]) {
        await assert.rejects(call, isRefusal('INVALID_REQUEST', 'company'));
      }
    }
  });

  it('is no requester or company of an object that there can be', async () => {
    await publishStages(engine, [[byRole(1)]]);
    const attach = (object: Model) =>
      engine.attach({ object, workflow: 'purchase-request', actor: { id: 1, company: '' } });
    const owned = await Doc.create({ owner: LONG, tenant: '' });
    await assert.rejects(attach(owned), isRefusal('INVALID_REQUEST', 'Doc.owner'));
    const rented = await Doc.create({ owner: '1', tenant: LONG });
    await assert.rejects(attach(rented), isRefusal('INVALID_REQUEST', 'Doc.tenant'));
    const nobodys = await Doc.create({ owner: '', tenant: null });
    assert.equal((await attach(nobodys)).requesterId, null);
  });

  it('is no user of the router that there can be', async () => {
    for (const user of [
      ...NO_ID.map((id) => ({ id })),
      ...IMPOSSIBLE.map((company) => ({ id: 1, company })),
    ]) {
      const app = express().use(workflowRouter({ engine, getUser: () => user }));
      const answer = await supertest(app).get('/inbox');
      const { code } = answer.body as { code: string };
      assert.deepEqual([answer.status, code], [500, 'INTERNAL_ERROR']);
      assert.match(
        (logged.at(-1)?.details.error as Error).message,
        /^getUser: the (id|company) of a user must/,
      );
    }
  });

  it('is an answer of the directory: only the log hears of a wrong one, by the name of its method', async () => {
    const attachmentId = await attached();
    const app = express().use(workflowRouter({ engine, getUser, authorize }));
    for (const answer of [null, [null], [{ id: ADMIN, name: 'x', active: 'false' }]]) {
      host.directory.findUsers = () => Promise.resolve(answer as never);
      const path = `/attachments/${attachmentId}/cancel`;
      const { status, text } = await supertest(app).post(path).set('x-user', String(ADMIN)).send({});
      assert.equal(status, 500);
      assert.doesNotMatch(text, /findUsers|directory/);
      const error = logged.at(-1)?.details.error;
      assert(isRefusal('INVALID_DIRECTORY_ANSWER')(error));
      assert.match((error as Error).message, /findUsers/);
      Reflect.deleteProperty(host.directory, 'findUsers');
    }
    assert.equal((await engine.reader.find({ attachmentId }, { id: 1 })).status, 'in_progress');
  });

  it('is a name of any length: what is stored of it fits', async () => {
    host.directory.change(2, { name: '\u{1f600}'.repeat(300) });
    host.directory.change(1, { name: `\0${'n'.repeat(300)}` });
    const attachmentId = await attached();
    await engine.delegations.create({ fromUserId: 2, userId: 1 }, { actor: null });
    const done = await engine.approve({ attachmentId, actor: { id: 2 } });
    assert.equal(done.status, 'completed');
    assert.equal((await engine.verifyHistory()).broken, null);
  });

  it('is a yes of the host only where it is true', async () => {
    const { id: workflow_id } = await publishStages(engine, [[byRole(1)]]);
    for (const answer of ['false', 1, {}, [], 'true', null, undefined, NaN, false]) {
      const key = `Doc ${typeof answer} ${JSON.stringify(answer)}`;
      engine.registerModel(Doc, { key, canAttach: () => answer as never });
      const allow = (): never => answer as never;
      const app = express().use(workflowRouter({ engine, getUser, authorize: allow }));
      const created = await Doc.create({});
      const body = { model: key, object_id: created.get('id'), workflow_id };
      const { status } = await supertest(app).post('/attachments').set('x-user', '1').send(body);
      assert.equal(status, 403, key);
    }
    assert.equal(await host.sequelize.models.Doc?.count(), 9);
  });

  it('is true or false of autoStart: anything else is refused, and nothing is created', async () => {
    await publishStages(engine, [[byRole(1)]]);
    let answer: unknown = false;
    const Order = database.sequelize.define('Order', {}, { tableName: 'docs', timestamps: false });
    const autoStart = (): never => answer as never;
    engine.registerModel(Order, { workflow: 'purchase-request', autoStart });
    const create = (): Promise<Model> =>
      database.sequelize.transaction((transaction) => Order.create({}, { transaction }));
    assert.equal(await engine.getAttachment(await create()), null);
    for (answer of ['false', 1, {}, null, undefined]) {
      await assert.rejects(create, isRefusal('INVALID_CONFIGURATION'));
    }
    assert.equal(await Order.count(), 1);
  });

  it('is a transaction of Sequelize, or none', async () => {
    const attachmentId = await attached();
    const actor: Actor = { id: 2 };
    for (const transaction of [{}, 7, 'yes', Promise.resolve(null)] as never[]) {
      await assert.rejects(
        engine.approve({ attachmentId, actor, transaction }),
        isRefusal('INVALID_CONFIGURATION'),
      );
    }
  });
});
