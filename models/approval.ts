import { company, id, optional, required } from './column.js';
import { integer, json, rowId, timestamp } from './column-kinds.js';
import { FORM } from './form.js';
import { PIPELINE } from './pipeline.js';
import { STAGE } from './stage.js';
import { table } from './table.js';
import type { RowOf } from './table.js';
import { WORKFLOW } from './workflow.js';

/** Who must approve at a stage, a pipeline or the workflow itself, and how. JSON columns are canonical text. */
export const APPROVAL = table(
  'Approval',
  'approvals',
  {
    id: id(),
    company: company(),
    workflowId: required(rowId).references(WORKFLOW, 'CASCADE'),
    /** The pipeline it is configured on; `null` for one on a stage or on the workflow. */
    pipelineId: optional(rowId).references(PIPELINE, 'CASCADE'),
    /** The stage it is configured on; `null` for one on a pipeline or on the workflow. */
    stageId: optional(rowId).references(STAGE, 'CASCADE'),
    order: required(integer).named('sort_order'),
    formId: optional(rowId).references(FORM, 'RESTRICT'),
    config: required(json),
    createdAt: required(timestamp),
    updatedAt: required(timestamp),
  },
  [
    { name: 'workflow', fields: ['workflow_id'] },
    { name: 'stage', fields: ['stage_id'] },
    { name: 'pipeline', fields: ['pipeline_id'] },
    { name: 'form', fields: ['form_id'] },
  ],
);

/** A row of {@link APPROVAL}. */
export type ApprovalRow = RowOf<typeof APPROVAL>;
