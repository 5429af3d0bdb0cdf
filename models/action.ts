import type { ActionEvent, ActionExecution, FailurePolicy } from '../lib/definition/types.js';
import { company, id, optional, required } from './column.js';
import { boolean, integer, json, rowId, string, text, timestamp, uid } from './column-kinds.js';
import { PIPELINE } from './pipeline.js';
import { STAGE } from './stage.js';
import { table } from './table.js';
import type { RowOf } from './table.js';
import { WORKFLOW } from './workflow.js';

/** A handler bound to an event, on a stage, a pipeline, a workflow, or as default. JSON columns are canonical text. */
export const ACTION = table(
  'Action',
  'actions',
  {
    id: id(),
    company: company(),
    /** The workflow it belongs to, also where it is bound to a part of it; `null` for a default. */
    workflowId: optional(rowId).references(WORKFLOW, 'CASCADE'),
    pipelineId: optional(rowId).references(PIPELINE, 'CASCADE'),
    stageId: optional(rowId).references(STAGE, 'CASCADE'),
    event: required(string(32)).as<ActionEvent>(),
    handler: required(uid),
    parameters: required(json),
    order: required(integer).named('sort_order'),
    isActive: required(boolean),
    execution: required(string(16)).as<ActionExecution>(),
    /** `null` for what is delivered after commit. */
    failurePolicy: optional(string(16)).as<FailurePolicy>(),
    condition: optional(text),
    createdAt: required(timestamp),
    updatedAt: required(timestamp),
  },
  [
    { name: 'workflow', fields: ['workflow_id'] },
    { name: 'pipeline', fields: ['pipeline_id'] },
    { name: 'stage', fields: ['stage_id'] },
    { name: 'company', fields: ['company', 'workflow_id'] },
  ],
);

/** A row of {@link ACTION}. */
export type ActionRow = RowOf<typeof ACTION>;
