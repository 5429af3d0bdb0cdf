import type { AssignmentStatus } from '../lib/types.js';
import { company, id, optional, required } from './column.js';
import { integer, json, rowId, string, text, timestamp, uid } from './column-kinds.js';
import { STEP } from './step.js';
import { table } from './table.js';
import type { RowOf } from './table.js';

/** One holder of a seat, and what became of it. Form data keeps the order in which it was written. */
export const ASSIGNMENT = table(
  'Assignment',
  'assignments',
  {
    id: id().loaded(),
    company: company(),
    /** The step's attachment, kept here for the inbox. */
    attachmentId: required(rowId),
    stepId: required(rowId).references(STEP, 'CASCADE'),
    seatNo: required(integer).loaded(),
    turn: required(integer).loaded(),
    userId: required(uid).loaded(),
    userName: required(string(255)).loaded(),
    status: required(string(24)).as<AssignmentStatus>().closing(),
    onBehalfOf: optional(uid).loaded(),
    rotationRole: optional(uid).loaded(),
    reassignAt: optional(timestamp).changing(),
    actorId: optional(uid).closing(),
    actorName: optional(string(255)).closing(),
    comment: optional(text).closing(),
    formData: optional(json).closing(),
    claimedBy: optional(uid),
    claimedUntil: optional(timestamp),
    assignedAt: required(timestamp).loaded(),
    actedAt: optional(timestamp).closing(),
    checkedInAt: optional(timestamp).changing(),
  },
  [
    { name: 'seat', unique: true, fields: ['step_id', 'seat_no', 'turn'] },
    { name: 'attachment', fields: ['attachment_id', 'step_id'] },
    { name: 'waiting', fields: ['company', 'user_id', 'status', 'assigned_at', 'id', 'attachment_id'] },
    { name: 'seated', fields: ['company', 'user_id', 'attachment_id'] },
    { name: 'decided', fields: ['company', 'actor_id', 'attachment_id'] },
    { name: 'due', fields: ['status', 'reassign_at'] },
    { name: 'rotation', fields: ['status', 'rotation_role', 'user_id'] },
  ],
);

/** A row of {@link ASSIGNMENT}. */
export type AssignmentRow = RowOf<typeof ASSIGNMENT>;
