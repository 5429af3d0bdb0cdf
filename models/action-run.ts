import type { ActionEvent } from '../lib/definition/types.js';
import type { ActionRunStatus } from '../lib/types.js';
import { ATTACHMENT } from './attachment.js';
import { company, id, optional, required } from './column.js';
import { boolean, integer, json, rowId, string, text, timestamp, uid } from './column-kinds.js';
import { table } from './table.js';
import type { RowOf } from './table.js';

/** The outbox: one delivery of one action, written with what caused it. JSON columns are canonical text. */
export const ACTION_RUN = table(
  'ActionRun',
  'action_runs',
  {
    id: id(),
    company: company(),
    attachmentId: required(rowId).references(ATTACHMENT, 'CASCADE'),
    /** The action inside the frozen version, whose own row may be gone; `null` for one that comes with the package. */
    actionId: optional(rowId),
    event: required(string(32)).as<ActionEvent>(),
    handler: required(uid),
    parameters: required(json),
    /** What happened, and how everything stood then. */
    facts: required(json),
    idempotencyKey: required(uid),
    status: required(string(16)).as<ActionRunStatus>(),
    /** Attempts that were begun. */
    attempts: required(integer),
    /** Not to be tried before. */
    dueAt: required(timestamp),
    lastError: optional(text),
    /** Retried by hand: later ones did not wait for it. */
    isOutOfOrder: required(boolean),
    claimedBy: optional(uid),
    claimedUntil: optional(timestamp),
    createdAt: required(timestamp),
    finishedAt: optional(timestamp),
  },
  [
    { name: 'key', unique: true, fields: ['idempotency_key'] },
    { name: 'queue', fields: ['attachment_id', 'status', 'id'] },
    { name: 'due', fields: ['status', 'due_at'] },
    { name: 'company', fields: ['company', 'status', 'id'] },
  ],
);

/** A row of {@link ACTION_RUN}. */
export type ActionRunRow = RowOf<typeof ACTION_RUN>;
