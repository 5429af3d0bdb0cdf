import type { StepStatus } from '../lib/types.js';
import { ATTACHMENT } from './attachment.js';
import { company, id, optional, required } from './column.js';
import { integer, rowId, string, timestamp, uid } from './column-kinds.js';
import { table } from './table.js';
import type { RowOf } from './table.js';

/** An approval opened for one attachment, in one round. */
export const STEP = table(
  'Step',
  'steps',
  {
    id: id().loaded(),
    company: company(),
    attachmentId: required(rowId).references(ATTACHMENT, 'CASCADE'),
    /** The approval inside the frozen version; its own row may be gone. */
    approvalId: required(rowId).loaded(),
    stepNumber: required(integer).loaded(),
    position: required(integer).loaded(),
    round: required(integer).loaded(),
    /** The stage inside the frozen version; its own row may be gone. */
    stageId: optional(rowId).loaded(),
    strategy: required(string(32)).changing(),
    status: required(string(24)).as<StepStatus>().changing(),
    approveAt: optional(integer).changing(),
    rejectAt: optional(integer).changing(),
    approvedCount: required(integer).changing(),
    rejectedCount: required(integer).changing(),
    dueAt: optional(timestamp).changing(),
    openedAt: optional(timestamp).changing(),
    closedAt: optional(timestamp).changing(),
    createdAt: required(timestamp),
    alarmAt: optional(timestamp).changing(),
    timeoutCount: optional(integer).changing(),
    blockedReason: optional(string(255)).changing(),
    claimedBy: optional(uid),
    claimedUntil: optional(timestamp),
  },
  [
    { name: 'number', unique: true, fields: ['attachment_id', 'step_number'] },
    { name: 'alarm', fields: ['alarm_at'] },
    { name: 'blocked', fields: ['blocked_reason'] },
  ],
);

/** A row of {@link STEP}. */
export type StepRow = RowOf<typeof STEP>;
