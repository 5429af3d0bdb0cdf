import assert from 'node:assert/strict';
import type { HistoryEntryView, HistoryVerification } from '../../lib/index.js';
import { createMigrator } from '../../lib/migrate.js';
import type { HistoryEntryRow } from '../../models/index.js';
import { silentLogger as logger } from '../migrations/support/silent-logger.js';
import { textsOf } from '../store/audit/support/erase-by-hand.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { ADMIN, as, createApp, createHost, TABLES } from '../support/host.js';
import { eraseFromHistory, readEntries, sealAsBefore, withData } from './support/erase-from-history.js';
import { Intruder } from './support/intruder.js';
import { attachNew, seedHistories } from './support/seed-histories.js';

/** Who passes their seat on, and who approves for them. */
const [REVIEWER, CFO] = ['2', '4'];

/** What an entry holds of the CFO: who they are, and what they wrote. */
function ofTheCfo(entry: HistoryEntryRow): readonly string[] {
  const data = JSON.parse(entry.data) as Record<string, unknown>;
  return [
    ...(entry.actorId === CFO ? ['actorId', 'actorName', 'comment'] : []),
    ...(data.user_id === CFO ? ['data.user_id', 'data.user_name'] : []),
  ].filter((member) => textsOf(entry).has(member));
}

/** Attaches to a new request, which the CFO approves at its first stage. */
async function approveForAnother(host: Host): Promise<number> {
  const attachmentId = await attachNew(host);
  const actor = { id: Number(REVIEWER) };
  await host.engine.delegate({ attachmentId, actor, userId: Number(CFO), reason: 'On a trip' });
  await host.engine.approve({ attachmentId, actor: { id: Number(CFO) }, reason: 'Löwe 🦁' });
  return attachmentId;
}

describeEachDialect('Histories from which somebody was erased', (database) => {
  for (const key of [undefined, 'the audit key']) {
    describe(key === undefined ? 'sealed without a key' : 'sealed with one', () => {
      let host: Host;
      let ids: readonly number[];
      let first: number;

      before(async () => {
        host = await createHost(await database.connect(), key === undefined ? {} : { audit: { key } });
      });

      beforeEach(async () => {
        const others = await seedHistories(host);
        first = await approveForAnother(host);
        ids = [...others, first];
      });

      afterEach(() => database.emptyTables(TABLES));

      async function erase(attachmentId: number): Promise<void> {
        await eraseFromHistory(host.sequelize, { attachmentId, key, choose: ofTheCfo });
      }

      async function verify(): Promise<HistoryVerification> {
        return host.engine.verifyHistory();
      }

      async function historyOf(attachmentId: number): Promise<readonly HistoryEntryView[]> {
        const row = await host.engine.reader.find({ attachmentId }, { id: 6 });
        return (await host.engine.reader.history(row, { limit: 100, after: null })).items;
      }

      const GONE = [
        { sequence: 4, members: ['data.user_id', 'data.user_name'] },
        { sequence: 5, members: ['actorId', 'actorName', 'comment'] },
      ];

      it('verify, and show what is gone', async () => {
        const whole = await verify();
        assert.deepEqual([whole.broken, whole.erasedEntries, whole.erased], [null, 0, []]);
        await erase(first);
        const erased = GONE.map((entry) => ({ attachmentId: first, ...entry }));
        assert.deepEqual(await verify(), { ...whole, erasedEntries: 2, erased });
      });

      it('are read without it', async () => {
        const before = await historyOf(first);
        await erase(first);
        const after = await historyOf(first);
        const [passedOn, approved] = [after[3], after[4]];
        assert.deepEqual(passedOn, {
          ...before[3],
          data: { user_id: null, user_name: null },
          erased: ['data.user_id', 'data.user_name'],
        });
        assert.deepEqual(approved, {
          ...before[4],
          ...{ actorId: null, actorName: null, comment: null },
          erased: ['actorId', 'actorName', 'comment'],
        });
        const others = (entries: readonly HistoryEntryView[]) => entries.toSpliced(3, 2);
        assert.deepEqual(others(after), others(before));
        const found = JSON.stringify(await readEntries(host.sequelize, first));
        assert.doesNotMatch(found, /cfo|Löwe/);
      });

      it('say so over HTTP, by the names that history has there', async () => {
        await erase(first);
        const api = as(createApp(host), ADMIN);
        const verified = await api.get('/api/workflow/history_verification').expect(200);
        const erased = [
          { attachment_id: first, sequence: 4, members: ['data.user_id', 'data.user_name'] },
          { attachment_id: first, sequence: 5, members: ['actor', 'actor_name', 'comment'] },
        ];
        const { broken, erased_entries: count, erased: shown } = verified.body as Record<string, unknown>;
        assert.deepEqual([broken, count, shown], [null, 2, erased]);
        const listed = await api.get(`/api/workflow/attachments/${first}/history?limit=5`).expect(200);
        const { items } = listed.body as { readonly items: readonly Record<string, unknown>[] };
        assert.deepEqual(
          items.map((item) => item.erased),
          [undefined, undefined, undefined, ...erased.map(({ members }) => members)],
        );
        assert.deepEqual([items[4]?.actor, items[4]?.actor_name, items[4]?.comment], [null, null, null]);
      });

      it('go on, and can lose more', async () => {
        await erase(first);
        await host.engine.cancel({
          attachmentId: first,
          actor: { id: Number(CFO) },
          reason: 'Of no use any more',
        });
        const last = (await readEntries(host.sequelize, first)).at(-1);
        assert.equal(last?.openings, null);
        assert.equal((await verify()).broken, null);
        await erase(first);
        const { broken, erased } = await verify();
        const members = ['actorId', 'actorName', 'comment'];
        const expected = [...GONE, { sequence: last.sequence, members }];
        assert.deepEqual([broken, erased], [null, expected.map((one) => ({ attachmentId: first, ...one }))]);
      });

      it('show what was put in the place of what is gone, and what was changed beside it', async () => {
        await erase(first);
        const intruder = await Intruder.at(database);
        const [, , , passedOn] = await readEntries(host.sequelize, first);
        assert(passedOn !== undefined);
        const edits = [
          [5, { comment: 'Never said' }],
          [5, { actor_id: REVIEWER }],
          [5, { actor_name: 'reviewer', openings: null }],
          [5, { on_behalf_of: CFO }],
          [4, { comment: 'Never said' }],
          [4, { data: withData(passedOn, { user_name: 'reviewer' }) }],
          [4, { openings: passedOn.openings?.replace('hash', 'salt') }],
          [4, { openings: null }],
        ] as const;
        for (const [sequence, set] of edits) {
          await intruder.edit({ attachmentId: first, sequence }, set);
          const broken = { attachmentId: first, sequence, reason: 'edited' };
          assert.deepEqual((await verify()).broken, broken, JSON.stringify(set));
          await intruder.restore();
        }
        assert.equal((await verify()).broken, null);
        await intruder.leave();
      });

      it('show a seed that was changed, or taken away without what it led to', async () => {
        for (const historyHashSeed of ['f'.repeat(64), null]) {
          await host.sequelize
            .model('WorkflowAttachment')
            .update({ historyHashSeed }, { where: { id: first } });
          assert.deepEqual((await verify()).broken, { attachmentId: first, sequence: 1, reason: 'edited' });
        }
      });

      it('verify as earlier versions have sealed them, and go on in the new form', async () => {
        const migrator = createMigrator({ sequelize: host.sequelize, tablePrefix: 'workflow_', logger });
        const whole = await verify();
        for (const attachmentId of ids) await sealAsBefore(host.sequelize, { attachmentId, key });
        const before = await historyOf(first);
        await migrator.down({ to: '0054-add-history-hash-seed' });
        await migrator.up();
        assert.deepEqual(await verify(), whole);
        assert.deepEqual(await historyOf(first), before);
        await host.engine.cancel({
          attachmentId: first,
          actor: { id: Number(CFO) },
          reason: 'Of no use any more',
        });
        const more = { ...whole, entries: whole.entries + 1 };
        assert.deepEqual(await verify(), more);
        await erase(first);
        const [last] = (await historyOf(first)).slice(-1);
        const members = ['actorId', 'actorName', 'comment'];
        assert.deepEqual(last?.erased, members);
        const erased = [{ attachmentId: first, sequence: last.sequence, members }];
        assert.deepEqual(await verify(), { ...more, erasedEntries: 1, erased });
        const intruder = await Intruder.at(database);
        await intruder.edit({ attachmentId: first, sequence: 5 }, { comment: null });
        assert.deepEqual((await verify()).broken, { attachmentId: first, sequence: 5, reason: 'edited' });
        await intruder.restore();
        await intruder.leave();
      });
    });
  }
});
