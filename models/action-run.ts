import { Model } from 'sequelize';
import type { ModelStatic } from 'sequelize';
import type { ActionEvent } from '../lib/definition/types.js';
import type { ActionRunStatus } from '../lib/types.js';
import { companyColumn, idColumn, optional, optionalId, required, requiredId } from './columns.js';
import type { Creation } from './creation.js';
import type { ModelContext } from './model-context.js';

/** The outbox: one delivery of one action, written with what caused it. JSON columns are canonical text. */
export interface ActionRunRow {
  id: number;
  company: string;
  attachmentId: number;
  /** The action inside the frozen version, whose own row may be gone; `null` for one that comes with the package. */
  actionId: number | null;
  event: ActionEvent;
  handler: string;
  parameters: string;
  /** What happened, and how everything stood then. */
  facts: string;
  idempotencyKey: string;
  status: ActionRunStatus;
  /** Attempts that were begun. */
  attempts: number;
  /** Not to be tried before. */
  dueAt: Date;
  lastError: string | null;
  /** Retried by hand: later ones did not wait for it. */
  isOutOfOrder: boolean;
  claimedBy: string | null;
  claimedUntil: Date | null;
  createdAt: Date;
  finishedAt: Date | null;
}

/** What an insert must name; nullable columns may be left out. */
export type ActionRunCreation = Creation<ActionRunRow>;

/** For typing and `instanceof`; each engine has a subclass of its own. */
export class ActionRun extends Model<ActionRunRow, ActionRunCreation> {
  declare id: number;
  declare company: string;
  declare attachmentId: number;
  declare actionId: number | null;
  declare event: ActionEvent;
  declare handler: string;
  declare parameters: string;
  declare facts: string;
  declare idempotencyKey: string;
  declare status: ActionRunStatus;
  declare attempts: number;
  declare dueAt: Date;
  declare lastError: string | null;
  declare isOutOfOrder: boolean;
  declare claimedBy: string | null;
  declare claimedUntil: Date | null;
  declare createdAt: Date;
  declare finishedAt: Date | null;
}

/** Makes the `action_runs` model of one engine. */
export function defineActionRun({ columns, options, references }: ModelContext): ModelStatic<ActionRun> {
  const model: ModelStatic<ActionRun> = class extends ActionRun {};
  return model.init(
    {
      id: idColumn(columns),
      company: companyColumn(columns),
      attachmentId: { ...requiredId(columns), ...references('attachments', 'CASCADE') },
      actionId: optionalId(columns),
      event: required(columns.string(32)),
      handler: required(columns.uid),
      parameters: required(columns.json),
      facts: required(columns.json),
      idempotencyKey: required(columns.uid),
      status: required(columns.string(16)),
      attempts: required(columns.integer),
      dueAt: required(columns.timestamp),
      lastError: optional(columns.text),
      isOutOfOrder: required(columns.boolean),
      claimedBy: optional(columns.uid),
      claimedUntil: optional(columns.timestamp),
      createdAt: required(columns.timestamp),
      finishedAt: optional(columns.timestamp),
    },
    options<ActionRun>('ActionRun', 'action_runs', [
      { name: 'key', unique: true, fields: ['idempotency_key'] },
      { name: 'queue', fields: ['attachment_id', 'status', 'id'] },
      { name: 'due', fields: ['status', 'due_at'] },
      { name: 'company', fields: ['company', 'status', 'id'] },
    ]),
  );
}
