import { company, id, optional, required } from './column.js';
import { integer, json, rowId, timestamp, uid } from './column-kinds.js';
import { table } from './table.js';
import type { RowOf } from './table.js';
import { WORKFLOW } from './workflow.js';

/** A phase or department inside a workflow. JSON columns are canonical text. */
export const PIPELINE = table(
  'Pipeline',
  'pipelines',
  {
    id: id(),
    company: company(),
    workflowId: required(rowId).references(WORKFLOW, 'CASCADE'),
    names: required(json),
    order: required(integer).named('sort_order'),
    departmentId: optional(uid),
    createdAt: required(timestamp),
    updatedAt: required(timestamp),
    /** What it says about itself; `null` where that is nothing. */
    settings: optional(json),
  },
  [{ name: 'order', fields: ['workflow_id', 'sort_order'] }],
);

/** A row of {@link PIPELINE}. */
export type PipelineRow = RowOf<typeof PIPELINE>;
