import assert from 'node:assert/strict';
import type { ModelStatic } from 'sequelize';
import type { Logger, NameCounts } from '../../lib/index.js';
import { readStored } from '../races/support/stored-rows.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import {
  ADMIN,
  as,
  byRole,
  createApp,
  createHost,
  publishStages,
  quietLogger,
  TABLES,
} from '../support/host.js';
import type { Keyed } from './support/spelled-objects.js';
import { defineKeyed, foldedText, registerKeyed, respell } from './support/spelled-objects.js';

const NOTHING: NameCounts = { renamed: 0, blocked: 0, unblocked: 0, failedNames: 0 };
const [REQUESTER, REVIEWER, CFO] = [1, 2, 4];

describeEachDialect('The job that reconciles names', (database) => {
  let host: Host;
  let model: ModelStatic<Keyed>;
  const said: string[] = [];
  const logger: Logger = {
    ...quietLogger,
    warn: (message) => {
      said.push(message);
    },
    error: (message) => {
      said.push(message);
    },
  };

  before(async () => {
    host = await createHost(database.sequelize, { logger });
    model = await defineKeyed(database.sequelize, 'Invoice', { type: foldedText(database.sequelize) });
    registerKeyed(host.engine, model);
  });

  beforeEach(async () => {
    const more = { dueHours: 1, timeoutAction: 'approve', reassignAfterHours: 1 };
    await publishStages(host.engine, [
      [byRole(1, { ...more, roleSelectionStrategy: 'round_robin' })],
      [byRole(1)],
    ]);
    await publishStages(host.engine, [[byRole(1)]], 'weak');
    await model.create({ key: 'INV-1', requesterId: REQUESTER });
    said.length = 0;
  });

  afterEach(() => database.emptyTables([...TABLES, 'invoice']));

  async function run(batchSize = 100): Promise<NameCounts> {
    const { renamed, blocked, unblocked, failedNames } = await host.engine.jobs.reconcile({ batchSize });
    return { renamed, blocked, unblocked, failedNames };
  }

  async function attach(spelling: string, workflow = 'purchase-request'): Promise<number> {
    const object = { model: 'Invoice', id: spelling };
    return (await host.engine.attach({ object, workflow, actor: null })).id;
  }

  /** Two open attachments of one row, as an earlier version let them be. */
  async function attachTwice(): Promise<readonly [strict: number, weak: number]> {
    const weak = await attach('INV-1', 'weak');
    await respell(host.sequelize, weak, 'inv-1');
    return [await attach('INV-1'), weak];
  }

  async function stored(id: number) {
    const { attachments, history } = await readStored(host.sequelize);
    const attachment = attachments.find((row) => row.id === id);
    assert(attachment !== undefined);
    const events = history
      .filter((row) => row.attachmentId === id)
      .map(({ event, data }) => ({ event, data }));
    return { ...attachment, events };
  }

  async function verified(): Promise<void> {
    assert.equal((await host.engine.verifyHistory()).broken, null);
  }

  it('gives open attachments the names of their objects, says so in their history, and lets them go on', async () => {
    const id = await attach('INV-1');
    const { openKey } = await stored(id);
    await respell(host.sequelize, id, 'inv-1');
    assert.deepEqual(await run(), { ...NOTHING, renamed: 1 });
    const renamed = await stored(id);
    assert.deepEqual([renamed.objectId, renamed.openKey], ['INV-1', openKey]);
    assert.deepEqual(renamed.events.at(-1), {
      event: 'renamed',
      data: '{"from_object_id":"inv-1","object_id":"INV-1"}',
    });
    await verified();
    assert.deepEqual(await run(), NOTHING);
    await assert.rejects(attach('Inv-1'), { code: 'ALREADY_ATTACHED', details: { attachment_id: id } });
    const object = { model, id: 'inV-1' };
    const decided = await host.engine.approve({ object, actor: { id: REVIEWER } });
    assert.deepEqual([decided.id, decided.objectId], [id, 'INV-1']);
    assert.deepEqual(said, []);
  });

  it('gives those that are over their names too, page by page', async () => {
    const ids: number[] = [];
    for (const spelling of ['inv-1', 'Inv-1', 'iNV-1']) {
      const id = await attach('INV-1', 'weak');
      await host.engine.approve({ attachmentId: id, actor: { id: REVIEWER } });
      await respell(host.sequelize, id, spelling);
      ids.push(id);
    }
    assert.equal(await host.engine.getAttachment({ model, id: 'INV-1' }), null);
    assert.deepEqual(await run(1), { ...NOTHING, renamed: 3 });
    assert.equal((await host.engine.getAttachment({ model, id: 'inv-1' }))?.id, ids.at(-1));
    for (const id of ids) assert.deepEqual((await stored(id)).openKey, null);
    await verified();
    assert.deepEqual(await run(1), NOTHING);
  });

  it('leaves alone what means no row, what has its name, and what is of another row', async () => {
    const id = await attach('INV-1');
    await model.create({ key: 'INV-2', requesterId: REQUESTER });
    const other = await attach('INV-2');
    await respell(host.sequelize, other, 'gone');
    assert.deepEqual(await run(), NOTHING);
    assert.deepEqual([(await stored(id)).objectId, (await stored(other)).objectId], ['INV-1', 'gone']);
  });

  it('blocks both where two are open for one row, closes neither, and says how to choose', async () => {
    const [strict, weak] = await attachTwice();
    assert.deepEqual(await run(), { ...NOTHING, blocked: 2 });
    for (const id of [strict, weak]) {
      const { status, blockedReason, events, openKey } = await stored(id);
      assert.equal(status, 'in_progress');
      assert.notEqual(openKey, null);
      assert.match(blockedReason ?? '', new RegExp(`attachments ${weak}, ${strict}\\.`));
      assert.equal(events.at(-1)?.event, 'blocked');
    }
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', /^Invoice INV-1 has several open workflows.*POST \/attachments\/:id\/cancel/);
    await verified();
    assert.deepEqual(await run(), NOTHING);
    assert.equal(said.length, 1);
  });

  it('lets nobody decide on either, by whatever name, and no job touch them', async () => {
    const [strict, weak] = await attachTwice();
    await run();
    const before = [await stored(strict), await stored(weak)];
    const targets = [
      { attachmentId: strict },
      { attachmentId: weak },
      { object: { model, id: 'inv-1' } },
      { object: { model, id: 'INV-1' } },
    ];
    for (const target of targets) {
      await assert.rejects(host.engine.approve({ ...target, actor: { id: REVIEWER } }), {
        code: 'ATTACHMENT_BLOCKED',
        status: 409,
      });
      await assert.rejects(host.engine.recall({ ...target, actor: { id: REQUESTER } }), {
        code: 'ATTACHMENT_BLOCKED',
      });
    }
    host.clock.advance({ hours: 2 });
    const { blocked } = await host.engine.jobs.deadlines();
    assert.equal(blocked, 1);
    const { moved, failed, stayed } = await host.engine.jobs.reassignRoundRobin();
    assert.deepEqual({ moved, failed, stayed }, { moved: 0, failed: 0, stayed: 1 });
    assert.deepEqual([await stored(strict), await stored(weak)], before);
  });

  it('shows them to who manages, and to nobody as theirs to decide', async () => {
    const [strict, weak] = await attachTwice();
    await run();
    const app = createApp(host);
    const health = await as(app, ADMIN).get('/api/workflow/health');
    const { status, blocked_attachments: shown } = health.body as {
      status: string;
      blocked_attachments: readonly { attachment_id: number }[];
    };
    assert.equal(status, 'degraded');
    assert.deepEqual(shown.map((one) => one.attachment_id).sort(), [strict, weak].sort());
    const { blockedAttachments } = await host.engine.metrics({ company: 'acme' });
    assert.deepEqual(blockedAttachments, []);
    const reviewer = as(app, REVIEWER);
    const seen = await reviewer.get(`/api/workflow/attachments/${strict}`);
    const { can_approve: canApprove, blocked_reason: reason } = seen.body as Record<string, unknown>;
    assert.equal(canApprove, false);
    assert.match(String(reason), /Cancel all but one/);
    assert.deepEqual((await reviewer.get('/api/workflow/inbox')).body, { items: [], next_cursor: null });
    const answer = await reviewer
      .post(`/api/workflow/attachments/${strict}/action`)
      .send({ action: 'approved' });
    const { code, detail } = answer.body as { code: string; detail: string };
    assert.deepEqual([answer.status, code], [409, 'ATTACHMENT_BLOCKED']);
    assert.match(detail, /Cancel all but one/);
  });

  for (const kept of ['strict', 'weak'] as const) {
    it(`lets the ${kept} one go on once the other is cancelled`, async () => {
      const [strict, weak] = await attachTwice();
      await run();
      const [stays, goes] = kept === 'strict' ? [strict, weak] : [weak, strict];
      await host.engine.cancel({ attachmentId: goes, actor: { id: ADMIN }, reason: 'Not this one.' });
      assert.equal((await stored(goes)).blockedReason, null);
      const counts = await run();
      assert.deepEqual(counts, { ...NOTHING, renamed: 1, unblocked: 1 });
      const { objectId, blockedReason } = await stored(stays);
      assert.deepEqual([objectId, blockedReason], ['INV-1', null]);
      assert.equal((await stored(goes)).objectId, 'INV-1');
      assert.equal((await model.findByPk('INV-1'))?.workflowStatus, 'in_progress');
      assert.equal((await host.engine.getAttachment({ model, id: 'inv-1' }))?.id, stays);
      await verified();
      const object = { model, id: 'Inv-1' };
      assert.equal((await host.engine.approve({ object, actor: { id: REVIEWER } })).id, stays);
      assert.deepEqual(await run(), NOTHING);
    });
  }

  it('blocks three of one row until two are cancelled, whichever page they are on', async () => {
    const first = await attach('INV-1', 'weak');
    await respell(host.sequelize, first, 'inv-1');
    const second = await attach('INV-1', 'weak');
    await respell(host.sequelize, second, 'Inv-1');
    const third = await attach('INV-1');
    assert.deepEqual(await run(1), { ...NOTHING, blocked: 3 });
    await host.engine.cancel({ attachmentId: third, actor: { id: ADMIN } });
    // One of the two that are left takes the name, and the reason names only those two.
    const counts = await run(1);
    assert.deepEqual([counts.unblocked, counts.failedNames], [0, 0]);
    assert.match((await stored(first)).blockedReason ?? '', new RegExp(`attachments ${first}, ${second}\\.`));
    await host.engine.cancel({ attachmentId: second, actor: { id: ADMIN } });
    await run(1);
    const { objectId, blockedReason } = await stored(first);
    assert.deepEqual([objectId, blockedReason], ['INV-1', null]);
    await verified();
  });

  it('tells companies apart: each may have its own', async () => {
    host.directory.companies.set(CFO, 'acme');
    await publishStages(host.engine, [[byRole(1)]], 'other');
    const here = await attach('INV-1');
    await host.sequelize.model('WorkflowAttachment').update({ company: 'acme' }, { where: { id: here } });
    await respell(host.sequelize, here, 'inv-1');
    await attach('INV-1');
    assert.deepEqual(await run(), { ...NOTHING, renamed: 1 });
  });

  it('says what it could not rename, goes on with the others, and tries again', async () => {
    await model.create({ key: 'INV-2', requesterId: REQUESTER });
    for (const key of ['INV-1', 'INV-2']) await respell(host.sequelize, await attach(key), key.toLowerCase());
    const fail = (): void => {
      host.sequelize.model('WorkflowHistoryEntry').removeHook('beforeBulkCreate', 'fail');
      throw new Error('No.');
    };
    host.sequelize.model('WorkflowHistoryEntry').addHook('beforeBulkCreate', 'fail', fail);
    const counts = await run();
    assert.deepEqual(counts, { ...NOTHING, renamed: 1, failedNames: 1 });
    assert.match(said.join(), /could not be given the name of its object/);
    assert.deepEqual(await run(), { ...NOTHING, renamed: 1 });
  });

  it('renames each once where two engines do it at once', async () => {
    const sequelize = await database.connect();
    const other = await createHost(sequelize, { logger, clock: host.clock });
    registerKeyed(other.engine, await defineKeyed(sequelize, 'Invoice', { type: foldedText(sequelize) }));
    const keys = Array.from({ length: 12 }, (_key, index) => `INV-A${index}`);
    for (const key of keys) {
      await model.create({ key, requesterId: REQUESTER });
      await respell(host.sequelize, await attach(key), key.toLowerCase());
    }
    const counts = await Promise.all(
      [host, other].map(({ engine }) => engine.jobs.reconcile({ batchSize: 5 })),
    );
    const sum = (kind: keyof NameCounts): number => counts.reduce((total, each) => total + each[kind], 0);
    assert.deepEqual([sum('renamed'), sum('blocked'), sum('failedNames')], [keys.length, 0, 0]);
    const { history } = await readStored(host.sequelize);
    assert.equal(history.filter(({ event }) => event === 'renamed').length, keys.length);
    await verified();
  });
});
