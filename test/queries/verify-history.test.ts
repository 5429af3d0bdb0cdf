import assert from 'node:assert/strict';
import type { VerifyHistoryOptions } from '../../lib/index.js';
import { WorkflowError } from '../../lib/index.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { byRole, createHost, TABLES } from '../support/host.js';
import { recordStatements } from '../support/statements.js';
import { attachNew, seedHistories } from './support/seed-histories.js';
import { NOTHING_ERASED } from './support/nothing-erased.js';

const ACME = 'acme';

describeEachDialect('Verifying history', (database) => {
  let host: Host;

  before(async () => {
    host = await createHost(database.sequelize, { audit: { key: 'the audit key' } });
  });

  afterEach(async () => {
    await database.emptyTables(TABLES);
  });

  async function count(table: string, where = '1 = 1'): Promise<number> {
    const [rows] = await host.sequelize.query(
      `SELECT COUNT(*) AS found FROM workflow_${table} WHERE ${where}`,
    );
    const [row] = rows as readonly { readonly found: unknown }[];
    return Number(row?.found);
  }

  /** Changes what somebody has said, behind the engine's back. */
  async function tamper(attachmentId: number, sequence = 1): Promise<void> {
    await host.sequelize.query(
      `UPDATE workflow_history SET comment = 'x' WHERE attachment_id = ${attachmentId} AND sequence = ${sequence}`,
    );
  }

  it('finds nothing where there is nothing', async () => {
    const nothing = { attachments: 0, entries: 0, broken: null, ...NOTHING_ERASED };
    assert.deepEqual(await host.engine.verifyHistory(), nothing);
    assert.deepEqual(await host.engine.verifyHistory({ company: ACME }), nothing);
  });

  describe('of some', () => {
    async function attachInAcme(): Promise<number> {
      const approvals = [byRole(1)];
      const pipelines = [{ names: { en: 'Review' }, approvals }];
      const workflow = {
        key: 'purchase-request',
        names: { en: 'A' },
        hierarchyStrategy: 2,
        pipelines,
      } as const;
      const call = { actor: null, company: ACME };
      await host.engine.definitions.createWorkflow(workflow, call);
      const object = await host.PurchaseRequest.create({ title: 'Pens', requesterId: 1 });
      const request = { object, workflow: 'purchase-request', autoStart: false };
      return (await host.engine.attach({ ...request, ...call })).id;
    }

    it('looks at the company that is named, or at all of them', async () => {
      const [own = 0] = await seedHistories(host);
      const theirs = await attachInAcme();
      const ours = await count('history', "company = ''");
      const { engine } = host;
      assert.deepEqual(await engine.verifyHistory(), {
        attachments: 4,
        entries: ours + 1,
        broken: null,
        ...NOTHING_ERASED,
      });
      const acme = { attachments: 1, entries: 1, broken: null, ...NOTHING_ERASED };
      assert.deepEqual(await engine.verifyHistory({ company: ACME }), acme);
      const none = { attachments: 3, entries: ours, broken: null, ...NOTHING_ERASED };
      assert.deepEqual(await engine.verifyHistory({ company: '' }), none);
      assert.equal((await engine.verifyHistory({ company: 'ACME' })).attachments, 0);
      await tamper(theirs);
      const broken = { attachmentId: theirs, sequence: 1, reason: 'edited' };
      assert.deepEqual((await engine.verifyHistory({ company: ACME })).broken, broken);
      assert.deepEqual((await engine.verifyHistory()).broken, broken);
      assert.deepEqual(await engine.verifyHistory({ company: '' }), none);
      await tamper(own, 2);
      assert.deepEqual(await engine.verifyHistory({ company: '' }), {
        attachments: 1,
        entries: 2,
        broken: { attachmentId: own, sequence: 2, reason: 'edited' },
        ...NOTHING_ERASED,
      });
    });

    it('looks at the attachment that is named, within the company that is named', async () => {
      const [, second = 0, third = 0] = await seedHistories(host);
      const theirs = await attachInAcme();
      const { engine } = host;
      const entries = await count('history', `attachment_id = ${second}`);
      const whole = { attachments: 1, entries, broken: null, ...NOTHING_ERASED };
      for (const company of ['', undefined])
        assert.deepEqual(await engine.verifyHistory({ attachmentId: second, company }), whole);
      await tamper(third);
      assert.deepEqual(await engine.verifyHistory({ attachmentId: second }), whole);
      const broken = { attachmentId: third, sequence: 1, reason: 'edited' };
      assert.deepEqual((await engine.verifyHistory({ attachmentId: third, company: '' })).broken, broken);
      for (const options of [
        { attachmentId: theirs + 1 },
        { attachmentId: theirs, company: '' },
        { attachmentId: second, company: ACME },
      ]) {
        await assert.rejects(engine.verifyHistory(options), { code: 'ATTACHMENT_NOT_FOUND' });
      }
    });
  });

  it('refuses options that are wrong, naming each', async () => {
    const attempts = [
      [{ attachmentId: 0 }, 'attachmentId'],
      [{ attachmentId: '7' }, 'attachmentId'],
      [{ attachmentId: 1.5 }, 'attachmentId'],
      [{ attachmentId: 2 ** 53 }, 'attachmentId'],
      [{ attachmentId: null }, 'attachmentId'],
      [{ company: null }, 'company'],
      [{ company: 7 }, 'company'],
      [{ signal: true }, 'signal'],
      [{ attachment_id: 7 }, 'attachment_id'],
      [{ company: 7, attachmentId: -1, signal: undefined }, 'company', 'attachmentId'],
      [{ company: 7, until: 1 }, 'until'],
    ] as const;
    for (const [options, ...paths] of attempts) {
      await assert.rejects(host.engine.verifyHistory(options as VerifyHistoryOptions), (error) => {
        assert(error instanceof WorkflowError);
        assert.equal(error.code, 'INVALID_REQUEST');
        assert.deepEqual(
          error.errors.map(({ path }) => path),
          paths,
        );
        return error.message.includes(`"${paths[0]}"`);
      });
    }
    const undefinedAll = { company: undefined, attachmentId: undefined, signal: undefined };
    assert.equal((await host.engine.verifyHistory(undefinedAll)).broken, null);
  });

  describe('while others decide', () => {
    it('fails for none of what they add', async () => {
      const { engine } = host;
      await seedHistories(host);
      const ids: number[] = [];
      for (let requests = 0; requests < 4; requests += 1) ids.push(await attachNew(host));
      const before = await count('history');
      const deciding = { isOver: false };
      const decided = Promise.all(
        ids.map(async (attachmentId) => {
          const request = { attachmentId, actor: { id: 2 }, reason: 'Once more' };
          for (let times = 0; times < 25; times += 1) await engine.requestResubmission(request);
        }),
      ).finally(() => {
        deciding.isOver = true;
      });
      const seen = new Set<number>();
      while (!deciding.isOver) {
        const { attachments, entries, broken } = await engine.verifyHistory();
        assert.deepEqual([attachments, broken], [7, null]);
        seen.add(entries);
      }
      await decided;
      assert.deepEqual(await engine.verifyHistory(), {
        attachments: 7,
        entries: before + 200,
        broken: null,
        ...NOTHING_ERASED,
      });
      assert(seen.size > 2, `entries were added between ${seen.size} verifications only`);
    });

    /** Does something after the ends of histories were read, and before their entries are. */
    async function verifyWhile(work: () => Promise<unknown>): ReturnType<Host['engine']['verifyHistory']> {
      const attachments = host.sequelize.model('WorkflowAttachment');
      attachments.addHook('afterFind', 'meanwhile', async () => {
        attachments.removeHook('afterFind', 'meanwhile');
        await work();
      });
      return host.engine.verifyHistory();
    }

    it('reads an end and the entries as they were at one moment, and keeps nobody waiting', async () => {
      const { engine } = host;
      await seedHistories(host);
      const attachmentId = await attachNew(host);
      const entries = await count('history');
      const found = await verifyWhile(() => engine.approve({ attachmentId, actor: { id: 2 } }));
      assert.deepEqual(found, { attachments: 4, entries, broken: null, ...NOTHING_ERASED });
      assert(entries < (await count('history')));
    });

    it('waits for nobody, and sees nothing that has not committed', async () => {
      const { engine } = host;
      await seedHistories(host);
      const attachmentId = await attachNew(host);
      const whole = await engine.verifyHistory();
      await engine.transaction(async (transaction) => {
        await engine.approve({ attachmentId, actor: { id: 2 }, transaction });
        assert.deepEqual(await engine.verifyHistory(), whole);
      });
      assert((await engine.verifyHistory()).entries > whole.entries);
    });
  });

  it('gives up when it is told to, and leaves nothing open', async () => {
    await seedHistories(host);
    const reason = new Error('Enough.');
    await assert.rejects(host.engine.verifyHistory({ signal: AbortSignal.abort(reason) }), reason);
    const stop = new AbortController();
    const entries = host.sequelize.model('WorkflowHistoryEntry');
    entries.addHook('afterFind', 'stop', () => {
      stop.abort(reason);
    });
    const { statements } = await recordStatements(host.sequelize, () =>
      assert.rejects(host.engine.verifyHistory({ signal: stop.signal }), reason),
    );
    entries.removeHook('afterFind', 'stop');
    assert.match(statements.at(-1)?.sql ?? '', /^ROLLBACK/);
    assert.equal((await host.engine.verifyHistory({ signal: new AbortController().signal })).broken, null);
  });
});
