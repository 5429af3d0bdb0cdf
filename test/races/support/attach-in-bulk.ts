import type { Attributes, Model, ModelStatic } from 'sequelize';
import { EntrySeals } from '../../../lib/store/audit/entry-seals.js';
import { openKeyOf } from '../../../lib/store/open-key.js';
import type { CrowdedHost } from './crowded-host.js';
import type { StoredRows } from './stored-rows.js';
import { readStored, storedModels } from './stored-rows.js';

const AT_A_TIME = 1000;

/** Tests seal without a key. */
const seals = new EntrySeals(undefined);

/** How the copies of one attachment are made of its rows: the next of the rotation holds its seat. */
interface Copying {
  readonly template: StoredRows;
  readonly crowd: readonly number[];
}

type Copies = { readonly [Table in keyof StoredRows]: StoredRows[Table][number][] };

/**
 * Attaches the workflow to the invoices 1 to `count`, as if one after another had been attached: the engine attaches
 * the first, and the others are its copies. The workflow has one stage, which the crowd shares in rotation.
 */
export async function attachInBulk(host: CrowdedHost, count: number): Promise<void> {
  const { engine, sequelize, Invoice, crowd } = host;
  const invoices = Array.from({ length: count }, (_invoice, index) => ({ id: index + 1 }));
  for (const some of chunksOf(invoices)) await Invoice.bulkCreate(some);
  await engine.attach({
    object: { model: 'Invoice', id: 1 },
    workflow: 'purchase-request',
    actor: { id: 1 },
  });
  const template = await readStored(sequelize);
  const copies: Copies = { attachments: [], steps: [], assignments: [], history: [] };
  for (let index = 1; index < count; index += 1) copyTo(copies, { template, crowd }, index);
  const { Attachment, Step, Assignment, HistoryEntry, Rotation } = storedModels(sequelize);
  await insert(Attachment, copies.attachments);
  await insert(Step, copies.steps);
  await insert(Assignment, copies.assignments);
  await insert(HistoryEntry, copies.history);
  const last = count % crowd.length;
  const seatedOrder = [...crowd.slice(last), ...crowd.slice(0, last)].map(String);
  await Rotation.update({ seatedOrder: JSON.stringify(seatedOrder) }, { where: {} });
}

/** Adds the rows of one copy; those of each table have consecutive ids. */
function copyTo(copies: Copies, { template, crowd }: Copying, index: number): void {
  const idOf = (rows: readonly { readonly id: number }[], id: number): number => id + index * rows.length;
  const holder = crowd[index % crowd.length];
  const [first] = template.attachments;
  if (first === undefined || holder === undefined) throw new Error('Nothing was attached.');
  const id = idOf(template.attachments, first.id);
  const object = { model: first.model, objectId: String(index + 1) };
  const chained = copyHistory(template, { attachmentId: id, idOf });
  copies.history.push(...chained);
  const historyHead = chained.at(-1)?.hash ?? null;
  copies.attachments.push({
    ...first,
    ...object,
    id,
    openKey: openKeyOf(first.company, object),
    historyHead,
  });
  copies.steps.push(
    ...template.steps.map((row) => ({ ...row, id: idOf(template.steps, row.id), attachmentId: id })),
  );
  copies.assignments.push(
    ...template.assignments.map((row) => ({
      ...row,
      id: idOf(template.assignments, row.id),
      attachmentId: id,
      stepId: idOf(template.steps, row.stepId),
      userId: String(holder),
      userName: `person ${holder}`,
    })),
  );
}

interface Copy {
  readonly attachmentId: number;
  readonly idOf: (rows: readonly { readonly id: number }[], id: number) => number;
}

function copyHistory(
  { attachments: [first], history, steps, assignments }: StoredRows,
  { attachmentId, idOf }: Copy,
): StoredRows['history'][number][] {
  let previousHash: string | null = null;
  return history.map((row) => {
    const content = {
      ...row,
      id: idOf(history, row.id),
      attachmentId,
      stepId: row.stepId === null ? null : idOf(steps, row.stepId),
      assignmentId: row.assignmentId === null ? null : idOf(assignments, row.assignmentId),
      previousHash,
    };
    const hash = seals.seal(content, String(first?.historyHashSeed));
    previousHash = hash;
    return { ...content, hash };
  });
}

async function insert<M extends Model>(model: ModelStatic<M>, rows: readonly Attributes<M>[]): Promise<void> {
  for (const some of chunksOf(rows)) await model.bulkCreate(some);
  if (model.sequelize?.getDialect() !== 'postgres') return;
  // PostgreSQL does not count the ids that it is given.
  const table = model.tableName;
  const next = `(SELECT MAX(id) FROM ${table})`;
  await model.sequelize.query(`SELECT setval(pg_get_serial_sequence('${table}', 'id'), ${next})`);
}

function chunksOf<Row>(rows: readonly Row[]): readonly Row[][] {
  const starts = Array.from(
    { length: Math.ceil(rows.length / AT_A_TIME) },
    (_chunk, index) => index * AT_A_TIME,
  );
  return starts.map((start) => rows.slice(start, start + AT_A_TIME));
}
