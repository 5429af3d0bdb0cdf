import { Model } from 'sequelize';
import type { ModelStatic } from 'sequelize';
import type { AssignmentStatus } from '../lib/types.js';
import { companyColumn, idColumn, optional, required, requiredId } from './columns.js';
import type { Creation } from './creation.js';
import type { ModelContext } from './model-context.js';

/** One holder of a seat, and what became of it. JSON columns are canonical text. */
export interface AssignmentRow {
  id: number;
  company: string;
  /** The step's attachment, kept here for the inbox. */
  attachmentId: number;
  stepId: number;
  seatNo: number;
  turn: number;
  userId: string;
  userName: string;
  status: AssignmentStatus;
  onBehalfOf: string | null;
  rotationRole: string | null;
  reassignAt: Date | null;
  checkedInAt: Date | null;
  actorId: string | null;
  actorName: string | null;
  comment: string | null;
  formData: string | null;
  claimedBy: string | null;
  claimedUntil: Date | null;
  assignedAt: Date;
  actedAt: Date | null;
}

/** What an insert must name; nullable columns may be left out. */
export type AssignmentCreation = Creation<AssignmentRow>;

/** For typing and `instanceof`; each engine has a subclass of its own. */
export class Assignment extends Model<AssignmentRow, AssignmentCreation> {
  declare id: number;
  declare company: string;
  declare attachmentId: number;
  declare stepId: number;
  declare seatNo: number;
  declare turn: number;
  declare userId: string;
  declare userName: string;
  declare status: AssignmentStatus;
  declare onBehalfOf: string | null;
  declare rotationRole: string | null;
  declare reassignAt: Date | null;
  declare checkedInAt: Date | null;
  declare actorId: string | null;
  declare actorName: string | null;
  declare comment: string | null;
  declare formData: string | null;
  declare claimedBy: string | null;
  declare claimedUntil: Date | null;
  declare assignedAt: Date;
  declare actedAt: Date | null;
}

/** Makes the `assignments` model of one engine. */
export function defineAssignment({ columns, options, references }: ModelContext): ModelStatic<Assignment> {
  const model: ModelStatic<Assignment> = class extends Assignment {};
  return model.init(
    {
      id: idColumn(columns),
      company: companyColumn(columns),
      attachmentId: requiredId(columns),
      stepId: { ...requiredId(columns), ...references('steps', 'CASCADE') },
      seatNo: required(columns.integer),
      turn: required(columns.integer),
      userId: required(columns.uid),
      userName: required(columns.string(255)),
      status: required(columns.string(24)),
      onBehalfOf: optional(columns.uid),
      rotationRole: optional(columns.uid),
      reassignAt: optional(columns.timestamp),
      actorId: optional(columns.uid),
      actorName: optional(columns.string(255)),
      comment: optional(columns.text),
      formData: optional(columns.json),
      claimedBy: optional(columns.uid),
      claimedUntil: optional(columns.timestamp),
      assignedAt: required(columns.timestamp),
      actedAt: optional(columns.timestamp),
      checkedInAt: optional(columns.timestamp),
    },
    options<Assignment>('Assignment', 'assignments', [
      { name: 'seat', unique: true, fields: ['step_id', 'seat_no', 'turn'] },
      { name: 'attachment', fields: ['attachment_id', 'step_id'] },
      { name: 'waiting', fields: ['company', 'user_id', 'status', 'assigned_at', 'id', 'attachment_id'] },
      { name: 'seated', fields: ['company', 'user_id', 'attachment_id'] },
      { name: 'decided', fields: ['company', 'actor_id', 'attachment_id'] },
      { name: 'due', fields: ['status', 'reassign_at'] },
      { name: 'rotation', fields: ['status', 'rotation_role', 'user_id'] },
    ]),
  );
}
