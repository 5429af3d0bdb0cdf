import { Model } from 'sequelize';
import type { ModelStatic } from 'sequelize';
import type { StepStatus } from '../lib/types.js';
import { companyColumn, idColumn, optional, optionalId, required, requiredId } from './columns.js';
import type { Creation } from './creation.js';
import type { ModelContext } from './model-context.js';

/** An approval opened for one attachment, in one round. */
export interface StepRow {
  id: number;
  company: string;
  attachmentId: number;
  /** The approval inside the frozen version; its own row may be gone. */
  approvalId: number;
  stepNumber: number;
  position: number;
  round: number;
  /** The stage inside the frozen version; its own row may be gone. */
  stageId: number | null;
  strategy: string;
  status: StepStatus;
  approveAt: number | null;
  rejectAt: number | null;
  approvedCount: number;
  rejectedCount: number;
  dueAt: Date | null;
  alarmAt: Date | null;
  timeoutCount: number | null;
  blockedReason: string | null;
  claimedBy: string | null;
  claimedUntil: Date | null;
  openedAt: Date | null;
  closedAt: Date | null;
  createdAt: Date;
}

/** What an insert must name; nullable columns may be left out. */
export type StepCreation = Creation<StepRow>;

/** For typing and `instanceof`; each engine has a subclass of its own. */
export class Step extends Model<StepRow, StepCreation> {
  declare id: number;
  declare company: string;
  declare attachmentId: number;
  declare approvalId: number;
  declare stepNumber: number;
  declare position: number;
  declare round: number;
  declare stageId: number | null;
  declare strategy: string;
  declare status: StepStatus;
  declare approveAt: number | null;
  declare rejectAt: number | null;
  declare approvedCount: number;
  declare rejectedCount: number;
  declare dueAt: Date | null;
  declare alarmAt: Date | null;
  declare timeoutCount: number | null;
  declare blockedReason: string | null;
  declare claimedBy: string | null;
  declare claimedUntil: Date | null;
  declare openedAt: Date | null;
  declare closedAt: Date | null;
  declare createdAt: Date;
}

/** Makes the `steps` model of one engine. */
export function defineStep({ columns, options, references }: ModelContext): ModelStatic<Step> {
  const model: ModelStatic<Step> = class extends Step {};
  return model.init(
    {
      id: idColumn(columns),
      company: companyColumn(columns),
      attachmentId: { ...requiredId(columns), ...references('attachments', 'CASCADE') },
      approvalId: requiredId(columns),
      stepNumber: required(columns.integer),
      position: required(columns.integer),
      round: required(columns.integer),
      stageId: optionalId(columns),
      strategy: required(columns.string(32)),
      status: required(columns.string(24)),
      approveAt: optional(columns.integer),
      rejectAt: optional(columns.integer),
      approvedCount: required(columns.integer),
      rejectedCount: required(columns.integer),
      dueAt: optional(columns.timestamp),
      openedAt: optional(columns.timestamp),
      closedAt: optional(columns.timestamp),
      createdAt: required(columns.timestamp),
      alarmAt: optional(columns.timestamp),
      timeoutCount: optional(columns.integer),
      blockedReason: optional(columns.string(255)),
      claimedBy: optional(columns.uid),
      claimedUntil: optional(columns.timestamp),
    },
    options<Step>('Step', 'steps', [
      { name: 'number', unique: true, fields: ['attachment_id', 'step_number'] },
      { name: 'alarm', fields: ['alarm_at'] },
      { name: 'blocked', fields: ['blocked_reason'] },
    ]),
  );
}
