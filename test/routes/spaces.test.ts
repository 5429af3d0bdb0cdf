import assert from 'node:assert/strict';
import express from 'express';
import type { Express } from 'express';
import type { Model, ModelStatic } from 'sequelize';
import { DataTypes } from 'sequelize';
import supertest from 'supertest';
import { createWorkflowEngine, workflowRouter } from '../../lib/index.js';
import type { Actor, ApprovalInput, Directory, WorkflowEngine, WorkflowView } from '../../lib/index.js';
import { describeEachDialect } from '../support/databases.js';
import { quietLogger, TABLES } from '../support/host.js';

/** Every one of them exists in both companies, with and without a space behind it. */
const IDS = ['ann', 'bob', 'bob ', 'carl', 'carl '];
const COMPANIES = ['A', 'A '];

const directory: Directory = {
  userIdType: 'text',
  findUsers: (ids) => Promise.resolve(ids.filter((id) => IDS.includes(String(id))).map(toUser)),
  findRoleMembers: (role) =>
    Promise.resolve(role === 'staff' ? ['bob', 'carl'].map(toUser) : ['bob '].map(toUser)),
  findManager: () => Promise.resolve(null),
};

function toUser(id: string | number): { id: string | number; name: string; active: boolean } {
  return { id, name: `<${id}>`, active: true };
}

/** A header loses the spaces at its end: who asks is JSON. */
function getUser(request: { headers: Record<string, string | string[] | undefined> }): Actor {
  return JSON.parse(String(request.headers['x-actor'])) as Actor;
}

interface Answer {
  readonly status: number;
  readonly body: {
    readonly items: readonly { readonly id: number; readonly attachment_id: number }[];
    readonly code: string;
    readonly total: number;
    readonly can_approve: boolean;
  };
}

describeEachDialect('What differs only by a space at its end', (database) => {
  let engine: WorkflowEngine;
  let app: Express;
  let Doc: ModelStatic<Model>;

  before(async () => {
    const { sequelize } = database;
    const columns = { company: DataTypes.STRING, requester: DataTypes.STRING };
    Doc = sequelize.define('Doc', columns, { tableName: 'docs', timestamps: false });
    const Other = sequelize.define('Other', {}, { tableName: 'others', timestamps: false });
    engine = createWorkflowEngine({ sequelize, directory, logger: quietLogger });
    await Doc.sync();
    await Other.sync();
    await engine.migrate();
    engine.registerModel(Doc, { companyField: 'company', requesterField: 'requester' });
    engine.registerModel(Other, { key: 'Doc ' });
    app = express().use('/wf', workflowRouter({ engine, getUser, authorize: ({ id }) => id === 'ann' }));
  });

  afterEach(() =>
    database.emptyTables([...TABLES.filter((name) => name !== 'purchase_requests'), 'docs', 'others']),
  );

  function publish(company: string, approval: ApprovalInput, key = 'leave'): Promise<WorkflowView> {
    const input = { key, names: { en: 'Leave' }, hierarchyStrategy: 3, approvals: [approval] } as const;
    return engine.definitions.createWorkflow(input, { actor: null, company });
  }

  async function attach(company: string, requester = 'ann'): Promise<number> {
    const doc = await Doc.create({ company, requester });
    const attached = await engine.attach({ object: doc, workflow: 'leave', actor: { id: 'ann', company } });
    return attached.id;
  }

  async function send(actor: Actor, method: 'get' | 'post', path: string, body?: object): Promise<Answer> {
    const request = supertest(app)[method](`/wf${path}`).set('x-actor', JSON.stringify(actor));
    return body === undefined ? request : request.send(body);
  }

  const byBob: ApprovalInput = { approvalType: 'user', approvalUser: 'bob' };

  it('is another company: it sees, cancels, edits and decides nothing of this one', async () => {
    const { id: workflow } = await publish('A', byBob);
    const { id: own } = await publish('A ', byBob);
    const attachment = await attach('A');
    const manager = { id: 'ann', company: 'A ' };
    for (const [method, path, body] of [
      ['get', `/attachments/${attachment}`],
      ['get', `/attachments/${attachment}/history`],
      ['post', `/attachments/${attachment}/cancel`, {}],
      ['post', `/attachments/${attachment}/action`, { action: 'approved' }],
      ['get', `/workflows/${workflow}`],
      ['post', `/workflows/${workflow}/publish`],
      ['get', `/objects/Doc/1/workflow_status`],
    ] as const) {
      assert.equal((await send(manager, method, path, body)).status, 404, path);
    }
    assert.deepEqual((await send(manager, 'get', '/attachments')).body.items, []);
    const workflows = (await send(manager, 'get', '/workflows')).body.items.map(({ id }) => id);
    assert.deepEqual(workflows, [own]);
    const inbox = (await send({ id: 'bob', company: 'A ' }, 'get', '/inbox')).body.items;
    assert.deepEqual(inbox, []);
    const waiting = await Promise.all(COMPANIES.map((company) => engine.metrics({ company })));
    const open = waiting.map(({ attachments }) => attachments.in_progress);
    assert.deepEqual(open, [1, 0]);
  });

  it('is another user: no inbox, no seat and no status of this one', async () => {
    await publish('A', byBob);
    const attachment = await attach('A');
    const other = { id: 'bob ', company: 'A' };
    assert.deepEqual((await send(other, 'get', '/inbox')).body.items, []);
    assert.equal((await send(other, 'get', '/inbox/summary')).body.total, 0);
    assert.equal((await send(other, 'get', `/attachments/${attachment}`)).status, 404);
    await assert.rejects(engine.approve({ attachmentId: attachment, actor: other }), { code: 'NOT_SEATED' });
    const bob = { id: 'bob', company: 'A' };
    assert.equal((await send(bob, 'get', '/inbox')).body.items.length, 1);
    assert.equal((await engine.approve({ attachmentId: attachment, actor: bob })).status, 'completed');
  });

  it('is another requester, who may not recall', async () => {
    await publish('A', { approvalType: 'user', approvalUser: 'carl' });
    const attachment = await attach('A', 'bob');
    const other = { id: 'bob ', company: 'A' };
    await assert.rejects(engine.recall({ attachmentId: attachment, actor: other }), {
      code: 'NOT_REQUESTER',
    });
    assert.equal((await send(other, 'get', `/attachments/${attachment}`)).status, 404);
  });

  it('is another idempotency key, and another owner of one', async () => {
    const fingerprint = 'f'.repeat(64);
    const done: string[] = [];
    for (const company of COMPANIES) {
      for (const id of ['bob', 'bob ']) {
        for (const key of ['once', 'once ']) {
          const { isReplay } = await engine.idempotently({ actor: { id, company }, key, fingerprint }, () => {
            done.push(JSON.stringify([company, id, key]));
            return Promise.resolve({ status: 200 });
          });
          assert.equal(isReplay ?? false, false);
        }
      }
    }
    assert.equal(new Set(done).size, 8);
  });

  it('is another delegation: neither who is away nor who covers is this one', async () => {
    await publish('A', byBob);
    const attachment = await attach('A');
    const call = { actor: null, company: 'A' };
    await engine.delegations.create({ fromUserId: 'bob ', userId: 'carl' }, call);
    const carl = { id: 'carl', company: 'A' };
    assert.deepEqual((await send(carl, 'get', '/inbox')).body.items, []);
    await engine.delegations.create({ fromUserId: 'bob', userId: 'carl ' }, call);
    assert.deepEqual((await send(carl, 'get', '/inbox')).body.items, []);
    await assert.rejects(engine.approve({ attachmentId: attachment, actor: carl }), { code: 'NOT_SEATED' });
    assert.equal((await send({ id: 'carl', company: 'A ' }, 'get', '/delegations')).body.items.length, 0);
    assert.equal((await send({ id: 'bob', company: 'A' }, 'get', '/delegations')).body.items.length, 1);
    const substitute = { id: 'carl ', company: 'A' };
    assert.equal((await engine.approve({ attachmentId: attachment, actor: substitute })).status, 'completed');
  });

  it('is another key of a workflow and of a form', async () => {
    const both = [await publish('A', byBob), await publish('A', byBob, 'leave ')];
    const call = { actor: null, company: 'A' };
    for (const [index, key] of ['leave', 'leave '].entries()) {
      assert.equal((await engine.definitions.getWorkflow(key, call)).id, both[index]?.id);
      const form = await engine.definitions.createForm({ key, names: { en: 'Form' }, schema: {} }, call);
      assert.equal(form.key, key);
    }
  });

  it('is another role, with members and a rotation of its own', async () => {
    const inTurn = { approvalType: 'role', roleSelectionStrategy: 'round_robin' } as const;
    await publish('A', { ...inTurn, userRole: 'staff' });
    await publish('A ', { ...inTurn, userRole: 'staff ' });
    const seats = new Map<string, number>();
    for (const company of ['A', 'A ', 'A', 'A ']) {
      await attach(company);
      for (const id of IDS) {
        const { items } = (await send({ id, company }, 'get', '/inbox')).body;
        seats.set(JSON.stringify([company, id]), items.length);
      }
    }
    const seated = [...seats].filter(([, count]) => count > 0);
    assert.deepEqual(seated, [
      ['["A","bob"]', 1],
      ['["A","carl"]', 1],
      ['["A ","bob "]', 2],
    ]);
  });

  it('is another model, whose objects have workflows of their own', async () => {
    await publish('', byBob);
    const doc = await Doc.create({ company: '', requester: 'ann' });
    const object = { model: 'Doc ', id: doc.get('id') as number };
    await engine.attach({ object: doc, workflow: 'leave', actor: { id: 'ann' } });
    assert.equal(await engine.getAttachment(object), null);
    assert.notEqual(await engine.getAttachment(doc), null);
  });
});
