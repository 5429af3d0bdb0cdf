import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import type { HistoryEntryRow } from '../../models/index.js';
import { contentHash } from '../../lib/definition/fingerprint.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { byRole, createHost, publishStages, TABLES } from '../support/host.js';

describeEachDialect('History', (database) => {
  let host: Host;

  before(async () => {
    host = await createHost(database.sequelize);
  });

  afterEach(async () => {
    await database.emptyTables(TABLES);
  });

  async function runThrough(target: Host): Promise<number> {
    await publishStages(target.engine, [[byRole(1)], [byRole(2)]]);
    const object = await target.PurchaseRequest.create({ title: 'Desks', requesterId: 1 });
    const { id } = await target.engine.attach({ object, workflow: 'purchase-request', actor: { id: 6 } });
    target.clock.advance({ minutes: 5 });
    await target.engine.delegate({ attachmentId: id, actor: { id: 2 }, userId: 4, reason: 'On a trip' });
    await target.engine.approve({ attachmentId: id, actor: { id: 4 }, reason: 'Fine' });
    await target.engine.requestResubmission({ attachmentId: id, actor: { id: 3 }, reason: 'Too much' });
    await target.engine.approve({ attachmentId: id, actor: { id: 3 } });
    return id;
  }

  it('tells what happened, who did it, and for whom', async () => {
    const id = await runThrough(host);
    const row = await host.engine.reader.find({ attachmentId: id }, { id: 6 });
    const { items, next } = await host.engine.reader.history(row, { limit: 100, after: null });
    assert.equal(next, null);
    assert.deepEqual(
      items.map(({ event, actorName, onBehalfOf, comment }) => [event, actorName, onBehalfOf, comment]),
      [
        ['attached', 'admin', null, null],
        ['started', 'admin', null, null],
        ['step_opened', null, null, null],
        ['delegated', 'reviewer', null, 'On a trip'],
        ['approved', 'cfo', 2, 'Fine'],
        ['moved', null, null, null],
        ['step_opened', null, null, null],
        ['needs_resubmission', 'budget', null, 'Too much'],
        ['step_opened', null, null, null],
        ['approved', 'budget', null, null],
        ['completed', null, null, null],
      ],
    );
    assert.deepEqual(items[3]?.data, { user_id: 4, user_name: 'cfo' });
    assert.deepEqual(
      items.map(({ sequence }) => sequence),
      items.map((_entry, index) => index + 1),
    );
  });

  it('seals each entry over its content, each text by its salted hash, and the one before it, with its end on the attachment', async () => {
    const id = await runThrough(host);
    await requireChain(id, (text) => createHash('sha256').update(text).digest('hex'));
  });

  it('seals with the audit key where there is one', async () => {
    const keyed = await createHost(await database.connect(), { audit: { key: 'secret' } });
    const id = await runThrough(keyed);
    await requireChain(id, (text) => createHmac('sha256', 'secret').update(text).digest('hex'));
  });

  async function requireChain(attachmentId: number, seal: (text: string) => string): Promise<void> {
    const entries = (await read('history', `attachment_id = ${attachmentId}`)) as unknown as StoredEntry[];
    const [attachment] = await read('attachments', `id = ${attachmentId}`);
    let previous: string | null = null;
    for (const entry of entries) {
      assert.equal(entry.previous_hash, previous);
      assert.equal(entry.hash, seal(JSON.stringify(contentOf(entry, String(attachment?.history_hash_seed)))));
      previous = entry.hash;
    }
    assert.equal(attachment?.history_head, previous);
    assert.equal(Number(attachment.history_count), entries.length);
  }

  async function read(table: string, where: string): Promise<Record<string, unknown>[]> {
    const [rows] = await database.sequelize.query(
      `SELECT * FROM workflow_${table} WHERE ${where} ORDER BY id`,
    );
    return rows as Record<string, unknown>[];
  }
});

type Snake<Key extends string> = Key extends `${infer Head}${infer Tail}`
  ? `${Head extends Lowercase<Head> ? Head : `_${Lowercase<Head>}`}${Snake<Tail>}`
  : Key;
type StoredEntry = { [Key in keyof HistoryEntryRow as Snake<Key>]: HistoryEntryRow[Key] };

function contentOf(entry: StoredEntry, seed: string): unknown {
  const numberOf = (value: unknown): number | null => (value === null ? null : Number(value));
  const { created_at: createdAt, actor_id: actorId, actor_name: actorName, on_behalf_of: onBehalfOf } = entry;
  const data = Object.entries(JSON.parse(entry.data) as Record<string, unknown>);
  const members: Record<string, unknown> = {
    ...{ actorId, actorName, comment: entry.comment, onBehalfOf },
    ...Object.fromEntries(data.map(([name, value]) => [`data.${name}`, value])),
  };
  return [
    'hashed',
    entry.company,
    numberOf(entry.attachment_id),
    numberOf(entry.sequence),
    entry.event,
    numberOf(entry.step_id),
    numberOf(entry.assignment_id),
    entry.previous_hash,
    new Date(createdAt instanceof Date ? createdAt : String(createdAt)).toISOString(),
    Object.fromEntries(
      Object.entries(members).map(([name, value]) => {
        if (typeof value !== 'string' && (typeof value !== 'object' || value === null)) return [name, value];
        const salt = createHash('sha512-256').update(`${seed} ${entry.sequence} ${name}`).digest('hex');
        return [name, contentHash([salt, name, value])];
      }),
    ),
  ];
}
