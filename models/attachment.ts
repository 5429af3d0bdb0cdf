import { Model } from 'sequelize';
import type { ModelStatic } from 'sequelize';
import type { AttachmentStatus } from '../lib/types.js';
import { companyColumn, idColumn, optional, required, requiredId } from './columns.js';
import type { Creation } from './creation.js';
import type { ModelContext, ModelIndex } from './model-context.js';

/** One version running for one object of the host. JSON columns are canonical text. */
export interface AttachmentRow {
  id: number;
  company: string;
  workflowId: number;
  versionId: number;
  model: string;
  objectId: string;
  /** SHA-256 of company, model and object id while the attachment is open; `null` once closed, so that another may follow. */
  openKey: string | null;
  status: AttachmentStatus;
  position: number | null;
  round: number;
  stepCount: number;
  requesterId: string | null;
  startedBy: string | null;
  startedByName: string | null;
  metadata: string;
  historyCount: number;
  historyHead: string | null;
  startedAt: Date | null;
  closedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  /** Why it may not go on although it is open; `null` where it may. */
  blockedReason: string | null;
  /** The secret that the salts of its history are derived from; `null` until something is appended, and once it was destroyed. */
  historyHashSeed: string | null;
}

/** What an insert must name; nullable columns may be left out. */
export type AttachmentCreation = Creation<AttachmentRow>;

/** For typing and `instanceof`; each engine has a subclass of its own. */
export class Attachment extends Model<AttachmentRow, AttachmentCreation> {
  declare id: number;
  declare company: string;
  declare workflowId: number;
  declare versionId: number;
  declare model: string;
  declare objectId: string;
  declare openKey: string | null;
  declare status: AttachmentStatus;
  declare position: number | null;
  declare round: number;
  declare stepCount: number;
  declare requesterId: string | null;
  declare startedBy: string | null;
  declare startedByName: string | null;
  declare metadata: string;
  declare historyCount: number;
  declare historyHead: string | null;
  declare startedAt: Date | null;
  declare closedAt: Date | null;
  declare createdAt: Date;
  declare updatedAt: Date;
  declare blockedReason: string | null;
  declare historyHashSeed: string | null;
}

const INDEXES: readonly ModelIndex[] = [
  { name: 'open', unique: true, fields: ['open_key'] },
  { name: 'object', fields: ['model', 'object_id', 'company', 'id'] },
  { name: 'newest', fields: ['company', 'created_at', 'id'] },
  { name: 'newest_of_status', fields: ['company', 'status', 'created_at', 'id'] },
  { name: 'newest_of_requester', fields: ['company', 'requester_id', 'created_at', 'id'] },
  { name: 'newest_of_starter', fields: ['company', 'started_by', 'created_at', 'id'] },
  { name: 'newest_of_workflow', fields: ['workflow_id', 'created_at', 'id'] },
  { name: 'version', fields: ['version_id'] },
  { name: 'closed', fields: ['status', 'closed_at', 'id'] },
  { name: 'blocked', fields: ['blocked_reason'] },
];

/** Makes the `attachments` model of one engine. */
export function defineAttachment({ columns, options, references }: ModelContext): ModelStatic<Attachment> {
  const model: ModelStatic<Attachment> = class extends Attachment {};
  return model.init(
    {
      id: idColumn(columns),
      company: companyColumn(columns),
      workflowId: requiredId(columns),
      versionId: { ...requiredId(columns), ...references('versions', 'RESTRICT') },
      model: required(columns.uid),
      objectId: required(columns.uid),
      openKey: optional(columns.hash),
      status: required(columns.string(24)),
      position: optional(columns.integer),
      round: required(columns.integer),
      stepCount: required(columns.integer),
      requesterId: optional(columns.uid),
      startedBy: optional(columns.uid),
      startedByName: optional(columns.string(255)),
      metadata: required(columns.json),
      historyCount: required(columns.integer),
      historyHead: optional(columns.hash),
      startedAt: optional(columns.timestamp),
      closedAt: optional(columns.timestamp),
      createdAt: required(columns.timestamp),
      updatedAt: required(columns.timestamp),
      blockedReason: optional(columns.string(255)),
      historyHashSeed: optional(columns.hash),
    },
    options<Attachment>('Attachment', 'attachments', INDEXES),
  );
}
