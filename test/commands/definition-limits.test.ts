import assert from 'node:assert/strict';
import { WorkflowError } from '../../lib/index.js';
import type { WorkflowEngine } from '../../lib/index.js';
import { describeEachDialect } from '../support/databases.js';
import { BY_SYSTEM, createHost, TABLES } from '../support/host.js';
import { snapshotTables } from '../support/tables.js';

const NAMED = { names: { en: 'Review' } };

describeEachDialect('What a definition may be', (database) => {
  let engine: WorkflowEngine;

  before(async () => {
    ({ engine } = await createHost(database.sequelize));
  });

  afterEach(() => database.emptyTables(TABLES));

  /** It is refused with this path, and nothing has changed: also where the host commits what it has joined. */
  async function refuses(path: string, work: () => Promise<unknown>): Promise<void> {
    const earlier = await snapshotTables(database.sequelize, TABLES);
    await assert.rejects(work, (error) => {
      assert(error instanceof WorkflowError, String(error));
      assert.deepEqual([error.code, error.errors[0]?.path], ['INVALID_DEFINITION', path]);
      return true;
    });
    assert.deepEqual(await snapshotTables(database.sequelize, TABLES), earlier);
  }

  function create(stages: readonly number[], more: object = {}) {
    const pipelines = stages.map((numberOfStages) => ({ ...NAMED, numberOfStages }));
    return engine.definitions.createWorkflow({ ...NAMED, key: 'large', pipelines, ...more }, BY_SYSTEM);
  }

  it('is at most 1,000 stages over all pipelines, whoever adds them', async () => {
    await refuses('pipelines.10.number_of_stages', () => create(Array.from({ length: 100 }, () => 100)));
    await refuses('pipelines.0.number_of_stages', () => create([1001]));
    const workflow = await create([500, 499]);
    const [first, second] = workflow.definition.pipelines;
    assert.deepEqual([first?.stages.length, second?.stages.length], [500, 499]);
    assert.deepEqual(first?.stages[499]?.names, { en: 'Stage 500', ar: 'المرحلة 500' });
    const more = { ...NAMED, numberOfStages: 2 };
    const { definitions } = engine;
    await refuses('number_of_stages', () => definitions.addPipeline(workflow.id, more, BY_SYSTEM));
    await definitions.addStage(second?.id ?? 0, NAMED, BY_SYSTEM);
    await refuses('stages', () => definitions.addStage(second?.id ?? 0, NAMED, BY_SYSTEM));
    await definitions.addPipeline(workflow.id, NAMED, BY_SYSTEM);
    await definitions.deletePipeline(first.id, BY_SYSTEM);
    await definitions.addStage(second?.id ?? 0, NAMED, BY_SYSTEM);
  });

  it('is at most 1,000 pipelines, in the order in which they were given', async () => {
    await refuses('pipelines.1000', () => create(Array.from({ length: 1001 }, () => 0)));
    const pipelines = Array.from({ length: 1000 }, (_, index) => ({ names: { en: `Pipeline ${index}` } }));
    const { id, definition } = await create([], { pipelines, hierarchyStrategy: 2 });
    assert.deepEqual(
      definition.pipelines.map(({ names }) => names),
      pipelines.map(({ names }) => names),
    );
    await refuses('pipelines', () => engine.definitions.addPipeline(id, NAMED, BY_SYSTEM));
  });

  it('may be larger where it was before, and may then only shrink', async () => {
    const { id, definition } = await create([1000]);
    const [pipeline] = definition.pipelines;
    const now = new Date();
    const extra = { workflow_id: id, pipeline_id: pipeline?.id, names: '{"en":"Old"}', sort_order: 1001 };
    await database.sequelize
      .getQueryInterface()
      .bulkInsert('workflow_stages', [{ ...extra, created_at: now, updated_at: now }]);
    const { definitions } = engine;
    await refuses('stages', () => definitions.addStage(pipeline?.id ?? 0, NAMED, BY_SYSTEM));
    const renamed = await definitions.updateWorkflow(id, { names: { en: 'Renamed' } }, BY_SYSTEM);
    assert.equal(renamed.definition.pipelines[0]?.stages.length, 1001);
    await definitions.deleteStage(pipeline?.stages[0]?.id ?? 0, BY_SYSTEM);
    await refuses('stages', () => definitions.addStage(pipeline?.id ?? 0, NAMED, BY_SYSTEM));
  });

  it('has a whole number of stages', async () => {
    for (const number of [-1, 1.5, NaN, Infinity, '3', {}] as number[]) {
      await refuses('pipelines.0.numberOfStages', () => create([number]));
    }
  });

  it('makes as few statements for many pipelines as for one', async () => {
    const statements = async (pipelines: number): Promise<number> => {
      let count = 0;
      const sequelize = await database.connect({ logging: () => void (count += 1) });
      const other = await createHost(sequelize);
      count = 0;
      const input = Array.from({ length: pipelines }, () => ({ ...NAMED, numberOfStages: 2 }));
      await other.engine.definitions.createWorkflow(
        { ...NAMED, key: `many-${pipelines}`, pipelines: input },
        BY_SYSTEM,
      );
      return count;
    };
    assert.equal(await statements(50), await statements(1));
  });

  it('has keys and departments that fit, and makes a key that fits of a longer name', async () => {
    const long = 'x'.repeat(192);
    await refuses('key', () => create([], { key: long }));
    await refuses('key', () => engine.definitions.createForm({ ...NAMED, key: long, schema: {} }, BY_SYSTEM));
    await refuses('pipelines.0.departmentId', () =>
      create([], { pipelines: [{ ...NAMED, departmentId: long }] }),
    );
    const { key } = await engine.definitions.createWorkflow({ names: { en: 'n'.repeat(255) } }, BY_SYSTEM);
    assert.equal(key, 'n'.repeat(190));
  });

  it('has roles that fit the column of those who are seated in turn', async () => {
    const approval = { approvalType: 'role', roleSelectionStrategy: 'round_robin' } as const;
    const withRole = (userRole: string) =>
      create([], { hierarchyStrategy: 3, approvals: [{ ...approval, userRole }] });
    for (const role of ['r'.repeat(190), '"'.repeat(95)]) {
      await refuses('approvals.0.user_role', () => withRole(role));
    }
    assert((await withRole('r'.repeat(189))).isComplete);
  });

  it('has colours that CSS knows', async () => {
    const workflow = await create([1]);
    const stage = workflow.definition.pipelines[0]?.stages[0]?.id ?? 0;
    for (const color of ['#fa0', '#FFAA00', '#ffaa0080', 'red', 'RebeccaPurple', null]) {
      const edited = await engine.definitions.updateStage(stage, { color }, BY_SYSTEM);
      assert.equal(edited.definition.pipelines[0]?.stages[0]?.color, color);
    }
    const wrong = [
      '',
      '#ffaa',
      '#fffffff',
      'rgb(1,2,3)',
      'red;x:url(y)',
      'red\n',
      'none',
      7,
      {},
      'r'.repeat(40),
    ];
    for (const color of wrong as string[]) {
      await refuses('stage_info.color', () => engine.definitions.updateStage(stage, { color }, BY_SYSTEM));
      const pipeline = workflow.definition.pipelines[0]?.id ?? 0;
      await refuses('stage_info.color', () =>
        engine.definitions.addStage(pipeline, { ...NAMED, color }, BY_SYSTEM),
      );
    }
  });
});
