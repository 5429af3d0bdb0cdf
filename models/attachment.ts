import type { ModelKey } from '../lib/register.js';
import type { AttachmentStatus } from '../lib/types.js';
import { company, id, optional, required } from './column.js';
import { hash, integer, json, rowId, string, timestamp, uid } from './column-kinds.js';
import { table } from './table.js';
import { VERSION } from './version.js';

/** One version running for one object of the host. JSON columns are canonical text. */
export const ATTACHMENT = table(
  'Attachment',
  'attachments',
  {
    id: id(),
    company: company(),
    workflowId: required(rowId),
    versionId: required(rowId).references(VERSION, 'RESTRICT'),
    model: required(uid).as<ModelKey>(),
    objectId: required(uid).changing(),
    /** SHA-256 of company, model and object id while the attachment is open; `null` once closed, so that another may follow. */
    openKey: optional(hash),
    status: required(string(24)).as<AttachmentStatus>().changing(),
    position: optional(integer).changing(),
    round: required(integer).changing(),
    stepCount: required(integer).changing(),
    requesterId: optional(uid).changing(),
    startedBy: optional(uid).changing(),
    startedByName: optional(string(255)).changing(),
    metadata: required(json),
    historyCount: required(integer),
    historyHead: optional(hash),
    startedAt: optional(timestamp).changing(),
    closedAt: optional(timestamp).changing(),
    createdAt: required(timestamp),
    updatedAt: required(timestamp),
    /** Why it may not go on although it is open; `null` where it may. */
    blockedReason: optional(string(255)).changing(),
    /** The secret that the salts of its history are derived from; `null` until something is appended, and once it was destroyed. */
    historyHashSeed: optional(hash),
  },
  [
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
  ],
);

/** A row of {@link ATTACHMENT}. */
export interface AttachmentRow {
  id: number;
  company: string;
  workflowId: number;
  versionId: number;
  /** The key under which the object's model was registered. */
  model: ModelKey;
  objectId: string;
  /** @internal */
  openKey: string | null;
  status: AttachmentStatus;
  /** Where it stands in its version, from 0 on; `null` before the start and after completion. */
  position: number | null;
  round: number;
  /** @internal */
  stepCount: number;
  requesterId: string | null;
  startedBy: string | null;
  startedByName: string | null;
  /** What the host keeps with it, as JSON. */
  metadata: string;
  /** @internal */
  historyCount: number;
  /** @internal */
  historyHead: string | null;
  startedAt: Date | null;
  closedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  /** Why it may not go on although it is open; `null` where it may. */
  blockedReason: string | null;
  /** @internal */
  historyHashSeed: string | null;
}
