import assert from 'node:assert/strict';
import express from 'express';
import fc from 'fast-check';
import { DataTypes } from 'sequelize';
import type { ModelStatic } from 'sequelize';
import { workflowObjectRouter, workflowRouter } from '../../lib/index.js';
import type { Keyed } from '../jobs/support/spelled-objects.js';
import { defineKeyed, foldedText, registerKeyed } from '../jobs/support/spelled-objects.js';
import { readStored } from '../races/support/stored-rows.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { ADMIN, as, authorize, byRole, createHost, getUser, publishStages, TABLES } from '../support/host.js';
import { recordStatements } from '../support/statements.js';
import { runs } from '../support/lane.js';

const REVIEWER = 2;
const BIG = '1790000000000000123';
const UUID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const KINDS = [
  'Small',
  'Whole',
  'Big',
  'Text',
  'Folded',
  'Fixed',
  'Uuid',
  'Price',
  'Day',
  'Moment',
  'Choice',
] as const;
type Kind = (typeof KINDS)[number];

describeEachDialect('An object', (database) => {
  let host: Host;
  let workflow: number;
  const models = {} as Record<Kind, ModelStatic<Keyed>>;

  before(async () => {
    const { sequelize } = database;
    host = await createHost(sequelize);
    const types: Record<Kind, Parameters<typeof defineKeyed>[2]['type']> = {
      Small: DataTypes.SMALLINT,
      Whole: DataTypes.INTEGER,
      Big: DataTypes.BIGINT,
      Text: DataTypes.STRING(20),
      Folded: foldedText(sequelize),
      Fixed: DataTypes.CHAR(12),
      Uuid: DataTypes.UUID,
      Price: DataTypes.DECIMAL(12, 2),
      Day: DataTypes.DATEONLY,
      Moment: DataTypes.DATE(3),
      Choice: DataTypes.ENUM('red', 'green'),
    };
    for (const kind of KINDS) {
      models[kind] = await defineKeyed(sequelize, kind, { type: types[kind] });
      registerKeyed(host.engine, models[kind]);
    }
  });

  beforeEach(async () => {
    workflow = (await publishStages(host.engine, [[byRole(1)]])).id;
  });

  afterEach(() => database.emptyTables([...TABLES, ...KINDS.map((kind) => kind.toLowerCase())]));

  async function create(kind: Kind, key: string | number | Date): Promise<void> {
    await models[kind].create({ key, requesterId: 1 });
  }

  /** What the whole engine says to one spelling of an object that has a workflow. */
  async function reach(kind: Kind, id: string | number | bigint): Promise<unknown> {
    const { engine } = host;
    const object = { model: kind, id };
    const found = await engine.getAttachment(object);
    if (found === null) return null;
    assert.equal(await engine.requiresAction(object, { id: REVIEWER }), true);
    const again = { object, workflow: 'purchase-request', actor: null };
    await assert.rejects(engine.attach(again), {
      code: 'ALREADY_ATTACHED',
      details: { attachment_id: found.id },
    });
    const listing = { model: kind, objectId: String(id) };
    const { items } = await engine.reader.list(listing, { limit: 10, after: null }, { id: REVIEWER });
    assert.deepEqual(
      items.map((item) => item.id),
      [found.id],
    );
    return found.objectId;
  }

  const attach = (kind: Kind, id: string | number | bigint) =>
    host.engine.attach({ object: { model: kind, id }, workflow: 'purchase-request', actor: null });

  const folds = database.dialect !== 'sqlite';
  const isPostgres = database.dialect === 'postgres';
  const isMysql = database.dialect === 'mysql';
  const moment = '2026-01-05T09:00:00.123Z';
  const price = database.dialect === 'sqlite' ? '1.5' : '1.50';
  const fixed = isPostgres ? 'INV-1       ' : 'INV-1';
  const spellings: readonly (readonly [Kind, string | Date, string | number, readonly string[]])[] = [
    ['Folded', 'INV-1', 'INV-1', ['inv-1', 'Inv-1', ...(isMysql ? ['INV-1 ', 'ÍNV-1'] : [])]],
    ['Text', 'INV-1', 'INV-1', isMysql ? ['inv-1', 'INV-1  ', 'ÍNV-1'] : []],
    ['Fixed', 'INV-1', fixed, folds ? ['INV-1', 'INV-1  '] : ['INV-1']],
    [
      'Uuid',
      UUID,
      UUID,
      isPostgres
        ? [UUID.toUpperCase(), UUID.replaceAll('-', ''), `{${UUID}}`, UUID.replaceAll('-', '').toUpperCase()]
        : [],
    ],
    ['Price', '1.50', price, ['1.5', '1.50', '1.500', '15e-1', '01.5']],
    ['Day', '2026-01-05', '2026-01-05', []],
    ['Moment', new Date(moment), moment, ['2026-01-05T10:00:00.123+01:00']],
    ['Choice', 'red', 'red', isMysql ? ['RED', 'Red '] : []],
    ['Big', BIG, BIG, []],
    ['Big', '7', 7, []],
  ];

  for (const [kind, key, name, others] of spellings) {
    it(`has one name, however it is spelled: ${kind} ${String(name)}`, async () => {
      await create(kind, key);
      const [spelling = String(name)] = others;
      assert.equal((await attach(kind, spelling)).objectId, name);
      for (const each of [String(name), ...others]) assert.equal(await reach(kind, each), name, each);
      const object = { model: kind, id: others.at(-1) ?? String(name) };
      const decided = await host.engine.approve({ object, actor: { id: REVIEWER } });
      assert.deepEqual([decided.objectId, decided.status], [name, 'completed']);
      const [row] = await models[kind].findAll();
      assert.equal(row?.workflowStatus, 'completed');
      const { attachments } = await readStored(host.sequelize);
      assert.deepEqual(
        attachments.map(({ objectId }) => objectId),
        [String(name)],
      );
    });
  }

  it('has one name for an instance as for its key, and loses its workflow with its row', async () => {
    await create('Folded', 'INV-1');
    const misspelled = models.Folded.build({ key: 'inv-1' }, { isNewRecord: false });
    const { id } = await host.engine.attach({ object: misspelled, workflow, actor: null });
    assert.equal((await host.engine.getAttachment(misspelled))?.id, id);
    const row = await models.Folded.findOne({ rejectOnEmpty: true });
    assert.equal((await host.engine.getAttachment(row))?.objectId, 'INV-1');
    await misspelled.destroy();
    assert.equal((await host.engine.getAttachment(row))?.status, 'cancelled');
  });

  it('keeps the digits of a key, of a requester and of an approver above 2^53', async () => {
    for (const last of [122, 123, 124]) {
      await models.Big.create({ key: `1790000000000000${last}`, requesterId: BIG });
    }
    const attached = await attach('Big', BigInt(BIG));
    assert.deepEqual([attached.objectId, attached.requesterId], [BIG, BIG]);
    await assert.rejects(attach('Big', Number(BIG)), { code: 'INVALID_REQUEST' });
    assert.equal(await host.engine.getAttachment({ model: 'Big', id: '1790000000000000124' }), null);
    await host.engine.approve({ object: { model: 'Big', id: BIG }, actor: { id: REVIEWER } });
    const rows = await models.Big.findAll({ order: ['key'], attributes: ['workflowStatus'] });
    assert.deepEqual(
      rows.map(({ workflowStatus }) => workflowStatus),
      [null, 'completed', null],
    );
    await models.Big.destroy({ where: { key: BIG } });
  });

  const impossible: Record<Kind, readonly string[]> = {
    Small: ['99999', '-32769', '01', '+1', '1e0', '1.0', ' 1', '-0', ''],
    Whole: ['99999999999', '9223372036854775807', '9'.repeat(30), '1 ', '0x1', '१'],
    Big: ['9223372036854775808', '18446744073709551616', '1790000000000000123.0', 'NaN'],
    Text: ['a\0b', 'x'.repeat(192), '\uD800', 'y'.repeat(30)],
    Folded: ['a\0b', '\uDC00', '😀'.repeat(200), '😀'],
    Fixed: ['z'.repeat(13), '\0'],
    Uuid: ['not-a-uuid', `{${UUID}`, `${UUID} `, `urn:uuid:${UUID}`, '-'],
    Price: ['1.5.0', 'abc', '7 dwarfs', 'Infinity', '1e999', '1e-999', '0x1F', '1_000'],
    Day: ['2026-02-30', '0000-01-01', '2026-1-5', 'infinity', 'today', '2026-01-05 BC'],
    Moment: ['2026-01-05', '2026-02-30T00:00:00Z', 'now', 'Mon Jan 05 2026', '2026-01-05T25:00:00Z'],
    Choice: ['blue', '1', ''],
  };

  for (const kind of KINDS) {
    it(`is not found by what cannot be its key, without a word of the database's: ${kind}`, async () => {
      for (const id of impossible[kind]) {
        const object = { model: kind, id };
        const shown = JSON.stringify(id);
        await assert.rejects(attach(kind, id), { code: 'OBJECT_NOT_FOUND' }, shown);
        const approval = { object, actor: { id: REVIEWER } };
        await assert.rejects(host.engine.approve(approval), { code: 'ATTACHMENT_NOT_FOUND' }, shown);
        assert.equal(await host.engine.getAttachment(object), null, shown);
        assert.equal(await host.engine.requiresAction(object, { id: REVIEWER }), false, shown);
        const page = { limit: 10, after: null };
        const listed = await host.engine.reader.list({ model: kind, objectId: id }, page, { id: 1 });
        assert.deepEqual(listed.items, [], shown);
      }
    });

    it(`is not found over HTTP either, which leaves the transaction of the host usable: ${kind}`, async () => {
      const access = { getUser, authorize };
      const app = express()
        .use('/wf', workflowRouter({ engine: host.engine, ...access }))
        .use('/its', workflowObjectRouter(host.engine, models[kind], access));
      const admin = as(app, ADMIN);
      const texts = impossible[kind].filter((text) => !/\p{Surrogate}/u.test(text) && text !== '');
      for (const path of texts.map(encodeURIComponent)) {
        for (const prefix of [`/its/${path}`, `/wf/objects/${kind}/${path}`]) {
          const answers = [
            await admin.get(`${prefix}/workflow_status`),
            await admin.post(`${prefix}/workflow_action`).send({ action: 'approved' }),
            await admin.post(`${prefix}/attach_workflow`).send({ workflow_id: workflow }),
          ];
          const statuses = answers.map(({ status }) => status);
          assert.deepEqual(statuses, [404, 404, 404], prefix);
        }
      }
      await host.engine.transaction(async (transaction) => {
        for (const id of impossible[kind]) {
          const request = { object: { model: kind, id }, workflow: 'purchase-request', actor: null };
          await assert.rejects(host.engine.attach({ ...request, transaction }), { code: 'OBJECT_NOT_FOUND' });
        }
        assert.equal(await models[kind].count({ transaction }), 0);
      });
    });
  }

  it('costs nothing to name by an integer, and one statement by a text', async () => {
    const cost = async (kind: Kind, id: string): Promise<number> => {
      await create(kind, id);
      await attach(kind, id);
      const read = () => host.engine.getAttachment({ model: kind, id });
      return (await recordStatements(host.sequelize, read)).statements.length;
    };
    assert.deepEqual([await cost('Whole', '5'), await cost('Text', 'five')], [1, 2]);
  });

  it('has one open attachment, whatever of its spellings the database takes', async () => {
    const letter = fc.constantFrom(
      'a',
      'A',
      'á',
      'Á',
      'ß',
      's',
      'ﬀ',
      'i',
      'İ',
      ' ',
      '\u200D',
      '1',
      "'",
      '\\',
      '%',
    );
    const word = fc.string({ unit: letter, minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(word, fc.array(word, { minLength: 1, maxLength: 6 }), async (key, texts) => {
        await database.emptyTables([
          ...TABLES.filter((table) => /attach|steps|assign|history/.test(table)),
          'folded',
        ]);
        await create('Folded', key);
        const { id } = await attach('Folded', key);
        for (const spelling of texts) {
          const equal = await models.Folded.findOne({ where: { key: spelling } });
          if (equal !== null) {
            assert.equal(await reach('Folded', spelling), key);
            continue;
          }
          await assert.rejects(attach('Folded', spelling), { code: 'OBJECT_NOT_FOUND' });
          assert.equal(await host.engine.getAttachment({ model: 'Folded', id: spelling }), null);
        }
        const { attachments } = await readStored(host.sequelize);
        assert.deepEqual(
          attachments.map((row) => row.id),
          [id],
        );
      }),
      { numRuns: runs(25) },
    );
  });
});
