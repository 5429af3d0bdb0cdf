import assert from 'node:assert/strict';
import { QueryTypes } from 'sequelize';
import { createMigrator } from '../../lib/migrate.js';
import { defineModels } from '../../models/index.js';
import type { Models, WorkflowRow } from '../../models/index.js';
import { readRow } from '../../models/read-row.js';
import { describeEachDialect } from '../support/databases.js';
import { silentLogger as logger } from '../migrations/support/silent-logger.js';
import { createChain, HASH, NOON } from './support/rows.js';

const LARGEST = Number.MAX_SAFE_INTEGER;

describeEachDialect('reading a raw row', (database) => {
  let models: Models;
  let expected: WorkflowRow;

  before(async () => {
    const { sequelize } = database;
    await createMigrator({ sequelize, tablePrefix: 'workflow_', logger }).up();
    models = defineModels(sequelize, { tablePrefix: 'workflow_' });
    const { workflow } = await createChain(models);
    await workflow.update({ publishedVersionId: LARGEST, draftHash: HASH });
    expected = {
      id: workflow.id,
      company: '',
      key: 'purchase',
      names: '{"en":"Purchase"}',
      hierarchyStrategy: 1,
      status: 'active',
      draftHash: HASH,
      isComplete: true,
      publishedVersionId: LARGEST,
      createdBy: null,
      createdAt: NOON,
      updatedAt: NOON,
      settings: null,
    };
  });

  it('gives the types that the model declares', async () => {
    const [raw] = await models.Workflow.findAll({ raw: true });
    assert(raw);
    const row: WorkflowRow = readRow(models.Workflow, raw);
    assert.deepEqual(row, expected);
    assert.equal(typeof row.id, 'number');
  });

  it('gives the same for a row of SQL that was written by hand', async () => {
    const sql =
      'SELECT id, is_complete AS "isComplete", created_at AS "createdAt", 5 AS extra FROM workflow_workflows';
    const ansi = database.dialect === 'mysql' ? sql.replaceAll('"', '`') : sql;
    const [raw] = await database.sequelize.query<object>(ansi, { type: QueryTypes.SELECT });
    assert(raw);
    const { id, isComplete, createdAt } = expected;
    assert.deepEqual(readRow(models.Workflow, raw), { id, isComplete, createdAt, extra: 5 });
  });

  it('does not touch what the driver gave', async () => {
    const [raw] = await models.Workflow.findAll({ raw: true });
    assert(raw);
    const before = JSON.stringify(raw);
    readRow(models.Workflow, raw);
    assert.equal(JSON.stringify(raw), before);
  });

  it('gives what Sequelize gives without raw', async () => {
    const { step, attachment, assignment } = await createChain(models, 'second');
    const raw = { raw: true } as const;
    const [rawStep] = await models.Step.findAll({ where: { id: step.id }, ...raw });
    const [rawAttachment] = await models.Attachment.findAll({ where: { id: attachment.id }, ...raw });
    const [rawAssignment] = await models.Assignment.findAll({ where: { id: assignment.id }, ...raw });
    assert(rawStep && rawAttachment && rawAssignment);
    assert.deepEqual(readRow(models.Step, rawStep).openedAt, null);
    assert.deepEqual(readRow(models.Attachment, rawAttachment).versionId, attachment.versionId);
    assert.deepEqual(readRow(models.Assignment, rawAssignment).assignedAt, assignment.assignedAt);
  });

  it('refuses an id that a number cannot hold, and a time that is none', () => {
    assert.throws(() => readRow(models.Workflow, { id: '9007199254740993' }), RangeError);
    assert.throws(() => readRow(models.Workflow, { createdAt: 'yesterday' }), RangeError);
  });

  it('takes what drivers that were set up differently give', () => {
    const raw = { id: 12n, isComplete: '0', createdAt: '2026-03-29 12:00:00.123', updatedAt: NOON };
    const row = { id: 12, isComplete: false, createdAt: NOON, updatedAt: NOON };
    assert.deepEqual(readRow(models.Workflow, raw), row);
    assert.deepEqual(readRow(models.Workflow, { isComplete: false, createdBy: '7' }), {
      isComplete: false,
      createdBy: '7',
    });
  });
});
