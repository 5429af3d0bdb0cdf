import assert from 'node:assert/strict';
import type { Model, ModelStatic } from 'sequelize';
import { QueryTypes } from 'sequelize';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { byRole, createHost, publishStages, TABLES } from '../support/host.js';
import { recordStatements } from '../support/statements.js';

const WRITTEN = [
  'workflow_attachments',
  'workflow_steps',
  'workflow_assignments',
  'workflow_history',
  'purchase_requests',
] as const;

type Row = Readonly<Record<string, unknown>>;

/** Names of columns that hold ids of rows, or what is made of them. */
const OF_IDS = /^id$|_id$|hash|head|open_key|^(?:created|updated)At$/;

/** Who acts stays; which row it is does not. */
function withoutIds(column: string, value: unknown): unknown {
  if (column === 'data') return String(value).replaceAll(/("(?:pipeline|stage)_id"):\d+/g, '$1');
  const isOfRow = OF_IDS.test(column) && column !== 'user_id' && column !== 'actor_id';
  return isOfRow ? value !== null : value;
}

describeEachDialect('What the host hooks on', (database) => {
  let host: Host;

  before(async () => {
    host = await createHost(database.sequelize);
  });

  afterEach(async () => {
    await database.emptyTables(TABLES);
  });

  /** Everything a decision can write: new seats, others closed, a delegate, a new round, the end. */
  async function tellStory(): Promise<number> {
    const { engine, directory, PurchaseRequest } = host;
    directory.roles.set(5, [2, 3, 4]);
    const consensus = byRole(5, { roleSelectionStrategy: 'consensus', dueHours: 4 });
    await publishStages(engine, [[byRole(5)], [consensus, byRole(2)]]);
    const object = await PurchaseRequest.create({ title: 'Pens', requesterId: 1 });
    await engine.attach({ object, workflow: 'purchase-request', actor: { id: 1 } });
    const { statements } = await recordStatements(host.sequelize, async () => {
      await engine.approve({ object, actor: { id: 2 }, reason: 'Fine.' });
    });
    await engine.delegate({ object, actor: { id: 2 }, userId: 7 });
    await engine.requestResubmission({ object, actor: { id: 3 }, reason: 'Which pens?' });
    await engine.approve({ object, actor: { id: 4 } });
    await engine.reject({ object, actor: { id: 2 }, reason: 'Too many.' });
    assert.equal((await engine.verifyHistory()).broken, null);
    return statements.length;
  }

  /** The rows that were written, with ids and what depends on them only told apart from nothing. */
  async function readRows(): Promise<Readonly<Record<string, readonly Row[]>>> {
    const tables: Record<string, readonly Row[]> = {};
    for (const table of WRITTEN) {
      const rows = await host.sequelize.query<Row>(`SELECT * FROM ${table} ORDER BY id`, {
        type: QueryTypes.SELECT,
      });
      tables[table] = rows.map((row) =>
        Object.fromEntries(Object.entries(row).map(([column, value]) => [column, withoutIds(column, value)])),
      );
    }
    return tables;
  }

  async function storyWith(hook: (seen: (name: string) => void) => () => void): Promise<{
    readonly rows: Awaited<ReturnType<typeof readRows>>;
    readonly statements: number;
    readonly seen: ReadonlySet<string>;
  }> {
    const seen = new Set<string>();
    const unhook = hook((name) => seen.add(name));
    try {
      const statements = await tellStory();
      return { rows: await readRows(), statements, seen };
    } finally {
      unhook();
      await database.emptyTables(TABLES);
    }
  }

  function hookModels(models: readonly ModelStatic<Model>[]): Parameters<typeof storyWith>[0] {
    return (seen) => {
      for (const model of models) {
        model.addHook('beforeBulkCreate', 'ours', () => {
          seen(`${model.name} created`);
        });
        model.addHook('beforeBulkUpdate', 'ours', () => {
          seen(`${model.name} updated`);
        });
      }
      return () => {
        for (const model of models) {
          model.removeHook('beforeBulkCreate', 'ours');
          model.removeHook('beforeBulkUpdate', 'ours');
        }
      };
    };
  }

  const unhooked = (): (() => void) => () => undefined;

  it('runs for each row, and leaves the same rows as without it', async () => {
    const names = ['Attachment', 'Step', 'Assignment', 'HistoryEntry'];
    const models = [...names.map((name) => host.sequelize.model(`Workflow${name}`)), host.PurchaseRequest];
    const plain = await storyWith(unhooked);
    const hooked = await storyWith(hookModels(models));
    assert.deepEqual(hooked.rows, plain.rows);
    assert.deepEqual(
      [...hooked.seen].sort(),
      [
        ...['WorkflowAssignment created', 'WorkflowAssignment updated', 'WorkflowAttachment updated'],
        ...['WorkflowHistoryEntry created', 'WorkflowStep created', 'WorkflowStep updated'],
        `${host.PurchaseRequest.name} updated`,
      ].sort(),
    );
    // It was taken away again: what follows is written by statements of our own.
    const after = await storyWith(unhooked);
    assert.deepEqual([after.statements, after.rows], [plain.statements, plain.rows]);
  });

  it('runs also where it is on the Sequelize itself', async () => {
    const plain = await storyWith(unhooked);
    let queries = 0;
    const { sequelize } = host;
    const hooked = await storyWith(() => {
      sequelize.addHook('beforeBulkUpdate', 'ours', () => {
        queries += 1;
      });
      return () => sequelize.removeHook('beforeBulkUpdate', 'ours');
    });
    assert.deepEqual(hooked.rows, plain.rows);
    assert(queries > 4, `It ran ${queries} times.`);
  });
});
