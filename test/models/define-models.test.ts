import assert from 'node:assert/strict';
import { DataTypes, ForeignKeyConstraintError, UniqueConstraintError } from 'sequelize';
import { WorkflowError } from '../../lib/errors.js';
import { createMigrator } from '../../lib/migrate.js';
import { defineModels, listModels } from '../../models/index.js';
import type { Models } from '../../models/index.js';
import { describeEachDialect } from '../support/databases.js';
import { HOSTILE_DEFAULTS, HOSTILE_OPTIONS } from '../migrations/support/hostile-defaults.js';
import { silentLogger as logger } from '../migrations/support/silent-logger.js';
import { createChain, NOON } from './support/rows.js';

function isInvalidConfiguration(error: unknown): boolean {
  return error instanceof WorkflowError && error.code === 'INVALID_CONFIGURATION';
}

describeEachDialect('defining the models', (database) => {
  it('names them after the prefix, beside a model of the host that is called Workflow', async () => {
    const sequelize = await database.connect();
    const ofTheHost = sequelize.define('Workflow', { title: DataTypes.STRING });
    const models = defineModels(sequelize, { tablePrefix: 'hr_flow_' });
    assert.equal(models.Workflow.name, 'HrFlowDefinition');
    assert.equal(models.HistoryEntry.name, 'HrFlowHistoryEntry');
    assert.equal(models.HistoryEntry.tableName, 'hr_flow_history');
    assert.equal(sequelize.model('Workflow'), ofTheHost);
  });

  it('refuses to take the place of a model that is there', async () => {
    const sequelize = await database.connect();
    const ofTheHost = sequelize.define('WorkflowStep', { title: DataTypes.STRING });
    const define = () => defineModels(sequelize, { tablePrefix: 'workflow_' });
    assert.throws(define, (error) => {
      assert(error instanceof Error);
      assert.match(error.message, /"WorkflowStep"/);
      return isInvalidConfiguration(error);
    });
    assert.equal(sequelize.model('WorkflowStep'), ofTheHost);
  });

  it('refuses a second engine with the same prefix on one Sequelize', async () => {
    const sequelize = await database.connect();
    defineModels(sequelize, { tablePrefix: 'workflow_' });
    assert.throws(() => defineModels(sequelize, { tablePrefix: 'workflow_' }), isInvalidConfiguration);
  });

  it('refuses a prefix and a schema that cannot be used', async () => {
    const sequelize = await database.connect();
    const schema = database.dialect === 'postgres' ? 'no schema' : 'app';
    assert.throws(() => defineModels(sequelize, { tablePrefix: 'Workflow_' }), isInvalidConfiguration);
    assert.throws(() => defineModels(sequelize, { tablePrefix: 'w_', schema }), isInvalidConfiguration);
  });

  it('leaves the defaults of the host as they were, even after a refusal', async () => {
    const sequelize = await database.connect({
      define: { underscored: true, hooks: HOSTILE_DEFAULTS.hooks ?? {} },
    });
    defineModels(sequelize, { tablePrefix: 'workflow_' });
    assert.throws(() => defineModels(sequelize, { tablePrefix: 'workflow_' }));
    const ofTheHost = sequelize.define('Invoice', { dueAt: DataTypes.DATE });
    assert.equal(ofTheHost.getAttributes().dueAt?.field, 'due_at');
    assert(ofTheHost.hasHook('beforeCreate'));
  });
});

describeEachDialect('the models', (database) => {
  let models: Models;

  before(async () => {
    const { sequelize } = database;
    for (const tablePrefix of ['workflow_', 'other_']) {
      await createMigrator({ sequelize, tablePrefix, logger }).up();
    }
    models = defineModels(sequelize, { tablePrefix: 'workflow_' });
  });

  afterEach(async () => {
    const tables = listModels(models).map((model) => model.tableName);
    await database.emptyTables([...tables, ...tables.map((table) => table.replace('workflow_', 'other_'))]);
  });

  it('write and read rows of their own, with two engines on one Sequelize', async () => {
    const others = defineModels(database.sequelize, { tablePrefix: 'other_' });
    const { workflow } = await createChain(models);
    assert(workflow instanceof models.Workflow);
    assert.equal(await others.Workflow.count(), 0);
    await createChain(others);
    const found = await others.Workflow.findOne({ rejectOnEmpty: true });
    assert.equal(found.names, '{"en":"Purchase"}');
    assert.equal(found.constructor, others.Workflow);
  });

  it('write and read rows where the define defaults of the host are hostile', async () => {
    const sequelize = await database.connect(HOSTILE_OPTIONS);
    const shielded = defineModels(sequelize, { tablePrefix: 'workflow_' });
    const { assignment } = await createChain(shielded);
    const found = await shielded.Assignment.findByPk(assignment.id, { rejectOnEmpty: true });
    assert.equal(found.company, '');
    assert.equal(found.actedAt, null);
    await found.update({ status: 'approved', actedAt: NOON, claimedBy: 'me' });
    await found.update({ actedAt: null });
    await shielded.Assignment.update({ claimedBy: null }, { where: { id: found.id } });
    await found.reload();
    assert.deepEqual([found.status, found.actedAt, found.claimedBy], ['approved', null, null]);
    assert.equal(await shielded.Assignment.destroy({ where: { id: found.id } }), 1);
    assert.equal(await models.Assignment.count(), 0);
  });

  it('fire the hooks that a host adds to a model and to its Sequelize', async () => {
    const sequelize = await database.connect();
    const fired: string[] = [];
    sequelize.addHook('afterCreate', ({ constructor }) => void fired.push(`Sequelize: ${constructor.name}`));
    const hooked = defineModels(sequelize, { tablePrefix: 'workflow_' });
    hooked.Attachment.addHook('afterCreate', () => void fired.push('model'));
    hooked.Workflow.addHook('beforeValidate', 'named', () => void fired.push('workflow'));
    await createChain(hooked);
    assert.deepEqual(fired.slice(0, 2), ['workflow', 'Sequelize: WorkflowDefinition']);
    assert.deepEqual(fired.slice(3, 5), ['model', 'Sequelize: WorkflowAttachment']);
    await createChain(models, 'unhooked');
    assert.equal(fired.length, 7);
  });

  it('give ids as numbers, however they were read', async () => {
    const { workflow, version } = await createChain(models);
    assert.equal(typeof workflow.id, 'number');
    assert.equal(workflow.toJSON().id, workflow.id);
    assert.equal(workflow.publishedVersionId ?? null, null);
    await workflow.update({ publishedVersionId: version.id });
    const found = await models.Workflow.findByPk(workflow.id, { rejectOnEmpty: true });
    assert.deepEqual(
      { id: found.id, published: found.publishedVersionId },
      { id: workflow.id, published: version.id },
    );
    const [raw] = await models.Workflow.bulkCreate([{ ...found.get(), id: 5_000_000_000, key: 'large' }]);
    assert.equal(raw?.id, 5_000_000_000);
    const partial = await models.Workflow.findOne({ attributes: ['key'], rejectOnEmpty: true });
    assert.equal(partial.id, undefined);
  });

  it('tell user ids and keys apart by case', async () => {
    await createChain(models, 'Ab');
    await createChain(models, 'aB');
    assert.equal(await models.Workflow.count({ where: { key: 'aB' } }), 1);
    await assert.rejects(createChain(models, 'aB'), UniqueConstraintError);
  });

  it('keep milliseconds, other scripts, and JSON of more than 64 KiB', async () => {
    const { workflow } = await createChain(models);
    const names = JSON.stringify({ ar: 'المراجعة الأولية', en: '🙂'.repeat(40_000) });
    await workflow.update({ names });
    await workflow.reload();
    assert.equal(workflow.names, names);
    assert.deepEqual(workflow.createdAt, NOON);
  });

  it('let one attachment of an object be open, and any number closed', async () => {
    const { attachment } = await createChain(models);
    const { id, ...copy } = attachment.get();
    assert.equal(id, attachment.id);
    await models.Attachment.create(copy);
    await models.Attachment.create({ ...copy, openKey: 'a'.repeat(64) });
    await assert.rejects(
      models.Attachment.create({ ...copy, openKey: 'a'.repeat(64) }),
      UniqueConstraintError,
    );
  });

  it('delete what belongs to a row and refuse where something else points at it', async () => {
    const { workflow, version, attachment } = await createChain(models);
    await assert.rejects(workflow.destroy(), ForeignKeyConstraintError);
    await assert.rejects(version.destroy(), ForeignKeyConstraintError);
    await attachment.destroy();
    assert.equal(await models.Step.count(), 0);
    assert.equal(await models.Assignment.count(), 0);
    await version.destroy();
    await createDefinition(models, workflow.id);
    await workflow.destroy();
    assert.equal(await models.Pipeline.count(), 0);
    assert.equal(await models.Stage.count(), 0);
    assert.equal(await models.Approval.count(), 0);
    assert.equal(await models.Form.count(), 1);
  });

  it('refuse to delete a form that an approval asks for, and delete the approvals of a stage', async () => {
    const { workflow } = await createChain(models);
    const { form, stage } = await createDefinition(models, workflow.id);
    await assert.rejects(form.destroy(), ForeignKeyConstraintError);
    await stage.destroy();
    assert.equal(await models.Approval.count(), 0);
    await form.destroy();
  });
});

async function createDefinition(models: Models, workflowId: number) {
  const common = { company: '', names: '{}', createdAt: NOON, updatedAt: NOON };
  const pipeline = await models.Pipeline.create({ ...common, workflowId, order: 1 });
  const stage = await models.Stage.create({ ...common, workflowId, pipelineId: pipeline.id, order: 1 });
  const form = await models.Form.create({ ...common, key: 'form', schema: '{}' });
  const approval = { company: '', workflowId, stageId: stage.id, formId: form.id, order: 1, config: '{}' };
  await models.Approval.create({ ...approval, createdAt: NOON, updatedAt: NOON });
  return { stage, form };
}
