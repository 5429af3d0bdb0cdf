import assert from 'node:assert/strict';
import type { ActionInput } from '../../lib/index.js';
import { WorkflowError } from '../../lib/index.js';
import { describeOnSqlite } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { BY_SYSTEM, byRole, createHost, publishStages, TABLES } from '../support/host.js';

declare module '../../lib/index.js' {
  interface ActionHandlers {
    'finance/notify': {
      readonly channel: string;
      readonly tone?: 'calm' | 'urgent';
      readonly links?: readonly { readonly url: string; readonly weight: number }[];
    };
    'finance/file': { readonly copies?: number };
  }
}

describeOnSqlite('Actions that code writes', (database) => {
  let host: Host;

  before(async () => {
    const parameters = {
      type: 'object',
      properties: {
        channel: { type: 'string' },
        tone: { enum: ['calm', 'urgent'] },
        links: { type: 'array' },
      },
      required: ['channel'],
      additionalProperties: false,
    };
    host = await createHost(database.sequelize, {
      autoPublish: true,
      actions: {
        'finance/notify': { run: () => undefined, parameters },
        'finance/file': () => undefined,
        'host/any': () => undefined,
      },
    });
  });

  afterEach(async () => {
    await database.emptyTables(TABLES);
  });

  const notify = { event: 'after_approve', handler: 'finance/notify' } as const;
  const file = { event: 'after_approve', handler: 'finance/file' } as const;

  it('have the parameters of the handlers that TypeScript knows, where a secret may stand for text', async () => {
    const { definitions } = host.engine;
    const parameters = {
      channel: { secret: 'channel' },
      tone: 'calm',
      links: [{ url: 'a', weight: 1 }],
    } as const;
    const action = await definitions.createAction({ ...notify, parameters }, BY_SYSTEM);
    assert.deepEqual(action.parameters, parameters);
    await definitions.createAction(file, BY_SYSTEM);
    await definitions.createAction({ ...file, parameters: { copies: 2 } }, BY_SYSTEM);
    const values = { amount: 5 };
    await definitions.createAction(
      { event: 'on_workflow_complete', handler: 'update_object', parameters: { values } },
      BY_SYSTEM,
    );
    const change = { handler: 'finance/notify', parameters: { channel: 'b' } } as const;
    assert.deepEqual(
      (await definitions.updateAction(action.id, change, BY_SYSTEM)).parameters,
      change.parameters,
    );
    assert.equal((await definitions.updateAction(action.id, { order: 7 }, BY_SYSTEM)).order, 7);
  });

  it('may name any other handler, with any parameters', async () => {
    const { definitions } = host.engine;
    const handler = ['host', 'any'].join('/');
    for (const more of [{}, { parameters: { anything: [1] } }]) {
      const action = await definitions.createAction({ event: 'after_reject', handler, ...more }, BY_SYSTEM);
      await definitions.updateAction(action.id, { parameters: { other: true } }, BY_SYSTEM);
    }
    const kept: ActionInput<'host/any'> = {
      event: 'after_reject',
      handler: 'host/any',
      parameters: { a: 1 },
    };
    await definitions.createAction(kept, BY_SYSTEM);
  });

  it('do not compile with parameters that do not suit, nor are they saved', async () => {
    const { definitions } = host.engine;
    const wrong = [
      // @ts-expect-error - the handler cannot do without them
      () => definitions.createAction(notify, BY_SYSTEM),
      // @ts-expect-error - one is missing
      () => definitions.createAction({ ...notify, parameters: { tone: 'calm' } }, BY_SYSTEM),
      // @ts-expect-error - it must be text, or a secret
      () => definitions.createAction({ ...notify, parameters: { channel: 5 } }, BY_SYSTEM),
      // @ts-expect-error - a secret has a name
      () => definitions.createAction({ ...notify, parameters: { channel: { secret: 5 } } }, BY_SYSTEM),
      // @ts-expect-error - there is no such tone
      () => definitions.createAction({ ...notify, parameters: { channel: 'a', tone: 'rude' } }, BY_SYSTEM),
      // @ts-expect-error - there is no such parameter
      () => definitions.createAction({ ...notify, parameters: { channel: 'a', chanel: 'a' } }, BY_SYSTEM),
      // @ts-expect-error - there is no such event
      () => definitions.createAction({ ...file, event: 'after_lunch' }, BY_SYSTEM),
      // @ts-expect-error - one place is enough
      () => definitions.createAction({ ...file, workflowId: 1, stageId: 1 }, BY_SYSTEM),
      // @ts-expect-error - the handler that it changes to takes others
      () => definitions.updateAction(1, { handler: 'finance/notify', parameters: { copies: 1 } }, BY_SYSTEM),
      // @ts-expect-error - an action stays where it is bound
      () => definitions.updateAction(1, { stageId: 1 }, BY_SYSTEM),
    ];
    await definitions.createAction({ ...file, order: 4 }, BY_SYSTEM);
    for (const attempt of wrong) await assert.rejects(attempt, WorkflowError);
    const page = await definitions.listActions({}, { limit: 10, after: null }, BY_SYSTEM);
    assert.equal(page.items.length, 1);
  });

  it('publish their workflows at once where every complete edit does, defaults those of the company', async () => {
    const { definitions } = host.engine;
    const { id } = await publishStages(host.engine, [[byRole(1)]]);
    const versionOf = async (): Promise<number | undefined> =>
      (await definitions.getWorkflow(id, BY_SYSTEM)).publishedVersion?.number;
    assert.equal(await versionOf(), 1);
    const bound = await definitions.createAction({ ...file, workflowId: id }, BY_SYSTEM);
    assert.equal(await versionOf(), 2);
    await definitions.createAction(file, BY_SYSTEM);
    assert.equal(await versionOf(), 3);
    await definitions.createAction(file, { actor: null, company: 'acme' });
    assert.equal(await versionOf(), 3);
    await definitions.deleteAction(bound.id, BY_SYSTEM);
    assert.equal(await versionOf(), 4);
  });

  it('are rolled back with the transaction that made them', async () => {
    const { engine } = host;
    const { id } = await publishStages(engine, [[byRole(1)]]);
    const before = await engine.definitions.getWorkflow(id, BY_SYSTEM);
    const rolledBack = engine.transaction(async (transaction) => {
      const call = { actor: null, transaction };
      const action = await engine.definitions.createAction({ ...file, workflowId: id }, call);
      assert.deepEqual(await engine.definitions.getAction(action.id, call), action);
      throw new Error('not today');
    });
    await assert.rejects(rolledBack, /not today/);
    assert.deepEqual(await engine.definitions.getWorkflow(id, BY_SYSTEM), before);
    await assert.rejects(engine.definitions.getAction(1, BY_SYSTEM), { code: 'ACTION_NOT_FOUND' });
  });
});
