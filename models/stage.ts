import { company, id, optional, required } from './column.js';
import { integer, json, rowId, string, timestamp } from './column-kinds.js';
import { PIPELINE } from './pipeline.js';
import { table } from './table.js';
import type { RowOf } from './table.js';

/** One stop inside a pipeline. JSON columns are canonical text. */
export const STAGE = table(
  'Stage',
  'stages',
  {
    id: id(),
    company: company(),
    /** The pipeline's workflow, kept here so that a whole definition is read by one key. */
    workflowId: required(rowId),
    pipelineId: required(rowId).references(PIPELINE, 'CASCADE'),
    names: required(json),
    order: required(integer).named('sort_order'),
    color: optional(string(32)),
    createdAt: required(timestamp),
    updatedAt: required(timestamp),
    /** What it says about itself; `null` where that is nothing. */
    settings: optional(json),
  },
  [
    { name: 'order', fields: ['pipeline_id', 'sort_order'] },
    { name: 'workflow', fields: ['workflow_id'] },
  ],
);

/** A row of {@link STAGE}. */
export type StageRow = RowOf<typeof STAGE>;
