import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ActionContext, ActionFacts, AttachmentSummary } from '../../lib/index.js';
import { GiveUp, RetryLater, WorkflowError } from '../../lib/index.js';
import type { ActionRow } from '../../models/index.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { byRole, createHost, publishStages, TABLES } from '../support/host.js';

const [REQUESTER, REVIEWER, BUDGET] = [1, 2, 3];

describeEachDialect('Actions', (database) => {
  let host: Host;
  const calls: ActionContext[] = [];
  let handle: (context: ActionContext) => Promise<void> | void = () => undefined;

  before(async () => {
    host = await createHost(database.sequelize, {
      registration: { actionFields: ['amount'] },
      actions: {
        tell: (context) => {
          calls.push(context);
          return handle(context);
        },
        mail: { run: (context) => void calls.push(context), onlyAfterCommit: true },
      },
      secrets: (name) => `<${name}>`,
    });
  });

  afterEach(async () => {
    await host.engine.flush();
    calls.length = 0;
    handle = () => undefined;
    await database.emptyTables(TABLES);
  });

  async function bind(more: Partial<ActionRow>): Promise<void> {
    const { workflowId = null, ...rest } = more;
    const now = new Date();
    await database.sequelize.model('WorkflowAction').create({
      company: '',
      workflowId,
      event: 'after_approve',
      handler: 'tell',
      parameters: '{}',
      order: 1,
      isActive: true,
      execution: 'after_commit',
      failurePolicy: null,
      condition: null,
      createdAt: now,
      updatedAt: now,
      ...rest,
    });
  }

  async function attach(): Promise<AttachmentSummary> {
    await publishStages(host.engine, [[byRole(1)], [byRole(2)]]);
    const object = await host.PurchaseRequest.create({ title: 'Pens', requesterId: REQUESTER, amount: 5 });
    return host.engine.attach({ object, workflow: 'purchase-request', actor: { id: REQUESTER } });
  }

  const approve = ({ id }: AttachmentSummary, actor: number): Promise<AttachmentSummary> =>
    host.engine.approve({ attachmentId: id, actor: { id: actor }, reason: 'Fine.' });

  it('are delivered once their cause has committed', async () => {
    await bind({});
    const attachment = await attach();
    await approve(attachment, REVIEWER);
    await host.engine.flush();
    assert.equal(calls.length, 1);
    const {
      event,
      user,
      reason,
      object,
      attachment: facts,
      stage,
      transaction,
    } = calls[0] as ActionFacts & ActionContext;
    assert.deepEqual([event, user, reason], ['after_approve', { id: REVIEWER, name: 'reviewer' }, 'Fine.']);
    assert.equal(object.amount, 5);
    assert.equal(object.workflowStatus, 'in_progress');
    assert.deepEqual(
      [facts.status, facts.progressPercentage, stage?.names.en, transaction],
      ['in_progress', 0, 'Stage 1', null],
    );
  });

  it('are not delivered where their cause is rolled back', async () => {
    await bind({});
    const attachment = await attach();
    const rolledBack = host.engine.transaction(async (transaction) => {
      await host.engine.approve({ attachmentId: attachment.id, actor: { id: REVIEWER }, transaction });
      throw new Error('not today');
    });
    await assert.rejects(rolledBack, /not today/);
    await host.engine.flush();
    assert.equal(calls.length, 0);
    assert.deepEqual(await host.engine.jobs.dispatch(), { delivered: 0, retried: 0, dead: 0 });
  });

  it('are tried again later, with the same key, and in order', async () => {
    await bind({});
    await bind({ event: 'after_move_stage' });
    const attachment = await attach();
    handle = ({ attempt }) => {
      if (attempt === 1) throw new RetryLater('busy', { afterMs: 60_000 });
    };
    await approve(attachment, REVIEWER);
    await host.engine.flush();
    assert.deepEqual(
      calls.map(({ event, attempt }) => [event, attempt]),
      [['after_approve', 1]],
    );
    host.clock.advance({ minutes: 1 });
    assert.deepEqual(await host.engine.jobs.dispatch(), { delivered: 1, retried: 1, dead: 0 });
    host.clock.advance({ minutes: 1 });
    await host.engine.jobs.dispatch();
    assert.deepEqual(
      calls.map(({ event, attempt }) => [event, attempt]),
      [
        ['after_approve', 1],
        ['after_approve', 2],
        ['after_move_stage', 1],
        ['after_move_stage', 2],
      ],
    );
    assert.equal(calls[0]?.idempotencyKey, calls[1]?.idempotencyKey);
    assert.notEqual(calls[1]?.idempotencyKey, calls[2]?.idempotencyKey);
  });

  it('that are given up on are out of the way of later ones, until they are retried', async () => {
    await bind({});
    const attachment = await attach();
    handle = () => {
      throw new GiveUp('410 Gone');
    };
    await approve(attachment, REVIEWER);
    await host.engine.flush();
    handle = () => undefined;
    await approve(attachment, BUDGET);
    await host.engine.flush();
    assert.equal(calls.length, 2);
    const run = await database.sequelize.model('WorkflowActionRun').findOne({ where: { status: 'dead' } });
    assert.equal(run?.get('lastError'), '410 Gone');
    const id = Number(run.get('id'));
    await host.engine.actionRuns.retry(id, { actor: null });
    await host.engine.flush();
    assert.equal(calls[0]?.idempotencyKey, calls[2]?.idempotencyKey);
  });

  it('inline run in the transaction, and what they raise refuses it', async () => {
    await bind({ execution: 'inline', failurePolicy: 'raise' });
    const attachment = await attach();
    handle = () => {
      throw new Error('over budget');
    };
    await assert.rejects(approve(attachment, REVIEWER), { code: 'ACTION_FAILED' });
    handle = () => {
      throw new WorkflowError('NO_MANAGER', 'Only with a manager.');
    };
    await assert.rejects(approve(attachment, REVIEWER), { code: 'NO_MANAGER' });
    handle = async ({ updateObject }) => updateObject({ amount: 7 });
    await approve(attachment, REVIEWER);
    assert.equal(Number((await host.PurchaseRequest.findOne())?.amount), 7);
    handle = async ({ updateObject }) => updateObject({ title: 'Mine' });
    await assert.rejects(approve(attachment, BUDGET), { code: 'FORBIDDEN' });
  });

  it('that fail inline are recorded, and leave nothing of theirs behind', async () => {
    await bind({ execution: 'inline', failurePolicy: 'continue' });
    const attachment = await attach();
    handle = async ({ updateObject }) => {
      await updateObject({ amount: 99 });
      throw new Error('half way');
    };
    await approve(attachment, REVIEWER);
    assert.equal(Number((await host.PurchaseRequest.findOne())?.amount), 5);
    const row = await host.engine.reader.find({ attachmentId: attachment.id }, { id: REQUESTER });
    const { items } = await host.engine.reader.history(row, { limit: 50, after: null });
    const failed = items.find(({ event }) => event === 'action_failed');
    assert.equal(failed?.data.error, 'half way');
  });

  it('do not run inline what cannot be rolled back', async () => {
    await bind({ handler: 'mail', execution: 'inline', failurePolicy: 'raise' });
    const attachment = await attach();
    await assert.rejects(approve(attachment, REVIEWER), { code: 'ACTION_FAILED' });
    assert.equal(calls.length, 0);
  });

  it('are told to listeners after the commit, and to hooks inside, which may veto', async () => {
    const told: string[] = [];
    const listener = (facts: ActionFacts): void => void told.push(facts.event);
    host.engine.events.on('after_approve', listener);
    const remove = host.engine.hooks.before('approve', {
      id: 'veto',
      run: () => {
        throw new WorkflowError('FORBIDDEN', 'Not on a Monday.');
      },
    });
    const attachment = await attach();
    await assert.rejects(approve(attachment, REVIEWER), { code: 'FORBIDDEN' });
    remove();
    await approve(attachment, REVIEWER);
    for (let tries = 0; told.length === 0 && tries < 100; tries += 1) await sleep(10);
    assert.deepEqual(told, ['after_approve']);
    host.engine.events.off('after_approve', listener);
  });
});
