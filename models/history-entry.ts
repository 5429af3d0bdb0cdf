import type { HistoryEvent } from '../lib/types.js';
import { ATTACHMENT } from './attachment.js';
import { company, id, optional, required } from './column.js';
import { hash, integer, json, rowId, string, text, timestamp, uid } from './column-kinds.js';
import { table } from './table.js';
import type { RowOf } from './table.js';

/** One line of the audit: appended, and never updated but to erase what a person is called or wrote. JSON columns are canonical text. */
export const HISTORY_ENTRY = table(
  'HistoryEntry',
  'history',
  {
    id: id(),
    company: company(),
    attachmentId: required(rowId).references(ATTACHMENT, 'CASCADE'),
    sequence: required(integer),
    event: required(string(32)).as<HistoryEvent>(),
    stepId: optional(rowId),
    assignmentId: optional(rowId),
    actorId: optional(uid),
    actorName: optional(string(255)),
    onBehalfOf: optional(uid),
    comment: optional(text),
    data: required(json),
    previousHash: optional(hash),
    hash: required(hash),
    createdAt: required(timestamp),
    /** How its texts are known once the seed of their salts is destroyed, see `Openings`; `null` before. */
    openings: optional(json),
  },
  [{ name: 'sequence', unique: true, fields: ['attachment_id', 'sequence'] }],
);

/** A row of {@link HISTORY_ENTRY}. */
export type HistoryEntryRow = RowOf<typeof HISTORY_ENTRY>;
