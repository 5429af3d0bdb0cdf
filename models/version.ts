import { company, id, optional, required } from './column.js';
import { hash, integer, json, rowId, timestamp, uid } from './column-kinds.js';
import { table } from './table.js';
import type { RowOf } from './table.js';
import { WORKFLOW } from './workflow.js';

/** A frozen snapshot of a whole workflow. Never updated. JSON columns are canonical text. */
export const VERSION = table(
  'Version',
  'versions',
  {
    id: id(),
    company: company(),
    workflowId: required(rowId).references(WORKFLOW, 'RESTRICT'),
    number: required(integer),
    hash: required(hash),
    definition: required(json),
    createdBy: optional(uid),
    createdAt: required(timestamp),
  },
  [
    { name: 'hash', unique: true, fields: ['workflow_id', 'hash'] },
    { name: 'number', unique: true, fields: ['workflow_id', 'number'] },
  ],
);

/** A row of {@link VERSION}. */
export type VersionRow = RowOf<typeof VERSION>;
