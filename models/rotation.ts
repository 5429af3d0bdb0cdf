import { company, id, required } from './column.js';
import { json, rowId, timestamp } from './column-kinds.js';
import { table } from './table.js';
import type { RowOf } from './table.js';
import { WORKFLOW } from './workflow.js';

/** Whose turn it is, for one round-robin approval. JSON columns are canonical text. */
export const ROTATION = table(
  'Rotation',
  'rotations',
  {
    id: id(),
    company: company(),
    workflowId: required(rowId).references(WORKFLOW, 'CASCADE'),
    approvalId: required(rowId),
    /** User ids, the least recently seated first. */
    seatedOrder: required(json),
    updatedAt: required(timestamp),
  },
  [
    { name: 'approval', unique: true, fields: ['company', 'workflow_id', 'approval_id'] },
    { name: 'workflow', fields: ['workflow_id'] },
  ],
);

/** A row of {@link ROTATION}. */
export type RotationRow = RowOf<typeof ROTATION>;
