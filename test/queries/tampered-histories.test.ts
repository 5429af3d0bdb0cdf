import assert from 'node:assert/strict';
import { EntrySeals } from '../../lib/store/audit/entry-seals.js';
import { readRow } from '../../models/read-row.js';
import type { HistoryEntryRow, Models } from '../../models/index.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { createHost, TABLES } from '../support/host.js';
import type { DatabaseTampering, Found, Target } from './support/database-tamperings.js';
import { DATABASE_TAMPERINGS, EDITS, UNSEEN } from './support/database-tamperings.js';
import { Intruder } from './support/intruder.js';
import { seedHistories } from './support/seed-histories.js';
import { NOTHING_ERASED } from './support/nothing-erased.js';

describeEachDialect('Histories that were tampered with', (database) => {
  for (const key of [undefined, 'the audit key']) {
    describe(key === undefined ? 'sealed without a key' : 'sealed with one', () => {
      let host: Host;
      let intruder: Intruder;
      let ids: readonly number[];

      before(async () => {
        host = await createHost(await database.connect(), key === undefined ? {} : { audit: { key } });
        ids = await seedHistories(host);
        intruder = await Intruder.at(database);
      });

      afterEach(() => intruder.restore());

      after(async () => {
        await intruder.leave();
        await database.emptyTables(TABLES);
      });

      async function targetAt(index: number): Promise<Target> {
        const [attachmentId = 0, other = 0] = [ids.at(index), ids.at(-1)];
        const [row] = await intruder.select(
          `SELECT history_count FROM workflow_attachments WHERE id = ${attachmentId}`,
        );
        return { intruder, attachmentId, other, count: Number(row?.history_count) };
      }

      async function requireFound(attachmentId: number, found: Found): Promise<void> {
        const { broken } = await host.engine.verifyHistory();
        const [sequence, reason] = found ?? [];
        assert.deepEqual(broken, found === null ? null : { attachmentId, sequence, reason });
      }

      it('are whole before that, and again when everything is put back', async () => {
        const [row] = await intruder.select('SELECT COUNT(*) AS entries FROM workflow_history');
        const found = { attachments: 3, entries: Number(row?.entries), broken: null, ...NOTHING_ERASED };
        assert.deepEqual(await host.engine.verifyHistory(), found);
        await intruder.run('DELETE FROM workflow_history');
        await intruder.restore();
        assert.deepEqual(await host.engine.verifyHistory(), found);
      });

      it('have an edit of every column that there is', () => {
        const columns = Object.keys(host.sequelize.model('WorkflowHistoryEntry').getAttributes());
        assert.deepEqual(
          Object.keys(EDITS),
          columns.filter((name) => name !== 'id'),
        );
      });

      for (const [name, { set, reason = 'edited', atTheEnd = reason }] of Object.entries(EDITS)) {
        it(`show an edit of ${name}: at the first, in the middle and at the end`, async () => {
          const { attachmentId, count } = await targetAt(0);
          for (const sequence of [1, 5, count]) {
            await intruder.edit({ attachmentId, sequence }, Object.fromEntries([set]));
            await requireFound(attachmentId, [sequence, sequence === count ? atTheEnd : reason]);
            await intruder.restore();
          }
        });
      }

      for (const [name, tamper] of Object.entries({ ...DATABASE_TAMPERINGS, ...UNSEEN })) {
        const tampering: DatabaseTampering = tamper;
        it(`${name in UNSEEN ? 'cannot show' : 'show'} ${name}`, async () => {
          const target = await targetAt(1);
          await requireFound(target.attachmentId, await tampering(target));
        });
      }

      it('show entries that two attachments exchanged at the first of the two', async () => {
        const { attachmentId, other } = await targetAt(0);
        await intruder.edit({ attachmentId: other, sequence: 3 }, { attachment_id: 1_000_000 });
        await intruder.edit({ attachmentId, sequence: 3 }, { attachment_id: other });
        await intruder.edit({ attachmentId: 1_000_000, sequence: 3 }, { attachment_id: attachmentId });
        await requireFound(attachmentId, [3, 'edited']);
      });

      /** Does what somebody can do who knows how entries are sealed, but not the key. */
      async function forge({ attachmentId, count }: Target, until: number): Promise<void> {
        const seals = new EntrySeals(undefined);
        const [attachment] = await intruder.select(
          `SELECT history_hash_seed FROM workflow_attachments WHERE id = ${attachmentId}`,
        );
        const model = host.sequelize.model('WorkflowHistoryEntry') as Models['HistoryEntry'];
        const rows = await model.findAll({ where: { attachmentId }, order: ['sequence'], raw: true });
        let previousHash: string | null = null;
        for (const raw of rows) {
          const row: HistoryEntryRow = { ...readRow(model, raw), comment: 'Never said', previousHash };
          previousHash = seals.seal(row, String(attachment?.history_hash_seed));
          if (row.sequence > until) break;
          const set = { comment: row.comment, previous_hash: row.previousHash, hash: previousHash };
          await intruder.edit({ attachmentId, sequence: row.sequence }, set);
        }
        if (until < count) return;
        await intruder.run('UPDATE workflow_attachments SET history_head = :head WHERE id = :id', {
          head: previousHash,
          id: attachmentId,
        });
      }

      it(`${key === undefined ? 'cannot' : 'do'} show a history that was forged to its end`, async () => {
        const target = await targetAt(1);
        await forge(target, target.count);
        await requireFound(target.attachmentId, key === undefined ? null : [1, 'edited']);
      });

      it('show a history that was forged half, without the key at the last that was forged', async () => {
        const target = await targetAt(1);
        await forge(target, 3);
        await requireFound(target.attachmentId, key === undefined ? [3, 'replaced'] : [1, 'edited']);
      });

      it('show a last entry that was forged', async () => {
        const target = await targetAt(1);
        const { attachmentId, count } = target;
        await forge(target, count);
        await intruder.run(
          `UPDATE workflow_attachments SET history_head =
            (SELECT history_head FROM kept_workflow_attachments WHERE id = ${attachmentId}) WHERE id = ${attachmentId}`,
        );
        await requireFound(attachmentId, key === undefined ? [count, 'head_changed'] : [1, 'edited']);
      });

      it('show the first that is broken, of the attachment with the lowest id', async () => {
        const [first = 0, second = 0, third = 0] = ids;
        for (const [attachmentId, sequence] of [
          [third, 1],
          [second, 4],
          [second, 3],
        ] as const) {
          await intruder.edit({ attachmentId, sequence }, { comment: 'Never said' });
        }
        await requireFound(second, [3, 'edited']);
        assert.equal((await host.engine.verifyHistory({ attachmentId: first })).broken, null);
        assert.equal((await host.engine.verifyHistory({ attachmentId: third })).broken?.sequence, 1);
      });

      it('show what is no value at all, and do not stumble over it', async () => {
        const attempts = {
          sqlite: [
            ["sequence = 'x'", 'missing'],
            ["step_id = 'x'", 'edited'],
            ["created_at = 'x'", 'edited'],
            ["comment = X'00FF'", 'edited'],
          ],
          mysql: [["created_at = '0000-00-00'", 'edited']],
          postgres: [["created_at = 'infinity'", 'edited']],
        } as const;
        const { attachmentId, count } = await targetAt(1);
        for (const [set, reason] of attempts[database.dialect]) {
          await intruder.run(
            `UPDATE workflow_history SET ${set} WHERE attachment_id = ${attachmentId} AND sequence = 3`,
          );
          await requireFound(attachmentId, [3, reason]);
          await intruder.restore();
        }
        if (database.dialect !== 'sqlite') return;
        await intruder.run(`UPDATE workflow_attachments SET history_count = 'x' WHERE id = ${attachmentId}`);
        await requireFound(attachmentId, [count, 'head_changed']);
      });
    });
  }

  it('are all edited for a verification with another key', async () => {
    const keyed = await createHost(await database.connect(), { audit: { key: 'one' } });
    const [attachmentId] = await seedHistories(keyed);
    for (const options of [{}, { audit: { key: 'another' } }]) {
      const { engine } = await createHost(await database.connect(), options);
      const { broken } = await engine.verifyHistory();
      assert.deepEqual(broken, { attachmentId, sequence: 1, reason: 'edited' });
    }
    await database.emptyTables(TABLES);
  });
});
