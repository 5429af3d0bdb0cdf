import type { Attributes, Model, ModelStatic, Sequelize } from 'sequelize';
import type {
  AssignmentRow,
  AttachmentRow,
  HistoryEntryRow,
  Models,
  StepRow,
} from '../../../models/index.js';
import { readRow } from '../../../models/read-row.js';

/** Every run-time row of an engine with the default prefix, in the order of ids. */
export interface StoredRows {
  readonly attachments: readonly AttachmentRow[];
  readonly steps: readonly StepRow[];
  readonly assignments: readonly AssignmentRow[];
  readonly history: readonly HistoryEntryRow[];
}

type StoredModels = Pick<Models, 'Attachment' | 'Step' | 'Assignment' | 'HistoryEntry' | 'Rotation'>;

/** The run-time models of the engine on a Sequelize, for tests that look past it at what is stored. */
export function storedModels(sequelize: Sequelize): StoredModels {
  const names: (keyof StoredModels)[] = ['Attachment', 'Step', 'Assignment', 'HistoryEntry', 'Rotation'];
  const models = names.map((name) => [name, sequelize.model(`Workflow${name}`)] as const);
  return Object.fromEntries(models) as unknown as StoredModels;
}

/** Reads what is stored. */
export async function readStored(sequelize: Sequelize): Promise<StoredRows> {
  const { Attachment, Step, Assignment, HistoryEntry } = storedModels(sequelize);
  return {
    attachments: await readAll(Attachment),
    steps: await readAll(Step),
    assignments: await readAll(Assignment),
    history: await readAll(HistoryEntry),
  };
}

async function readAll<M extends Model>(model: ModelStatic<M>): Promise<Attributes<M>[]> {
  const rows = await model.findAll({ order: [['id', 'ASC']], raw: true, transaction: null });
  return rows.map((row) => readRow(model, row));
}
