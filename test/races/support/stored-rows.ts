import type { Attributes, Model, ModelStatic, Sequelize } from 'sequelize';
import type { Assignment } from '../../../models/assignment.js';
import type { Attachment } from '../../../models/attachment.js';
import type { HistoryEntry } from '../../../models/history-entry.js';
import { readRow } from '../../../models/read-row.js';
import type { Rotation } from '../../../models/rotation.js';
import type { Step } from '../../../models/step.js';

/** Every run-time row of an engine with the default prefix, in the order of ids. */
export interface StoredRows {
  readonly attachments: readonly Attributes<Attachment>[];
  readonly steps: readonly Attributes<Step>[];
  readonly assignments: readonly Attributes<Assignment>[];
  readonly history: readonly Attributes<HistoryEntry>[];
}

interface StoredModels {
  readonly Attachment: ModelStatic<Attachment>;
  readonly Step: ModelStatic<Step>;
  readonly Assignment: ModelStatic<Assignment>;
  readonly HistoryEntry: ModelStatic<HistoryEntry>;
  readonly Rotation: ModelStatic<Rotation>;
}

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
