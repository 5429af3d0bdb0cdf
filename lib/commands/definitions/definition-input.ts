import type { ParsedApproval } from '../../definition/approval-schema.js';
import { judgeApprovals } from '../../definition/approval-schema.js';
import { findWrongValues } from '../../definition/definition-input.js';
import { summarize } from '../../definition/summary.js';
import type { PlaceSettings } from '../../definition/types.js';
import { WorkflowError } from '../../errors.js';
import type { KnownKeys } from '../../known-options.js';
import { requireKnown } from '../../known-options.js';
import type { ApprovalInput } from './approval-input.js';
import type { NewForm } from './forms.js';
import type { PipelineChange, PipelineInput } from './pipelines.js';
import type { StageChange, StageInput } from './stages.js';
import type { NewWorkflow, WorkflowChange, WorkflowInput } from './workflows.js';

const PLACE: KnownKeys<PlaceSettings> = { condition: true, resubmission: true };
const PIPELINE_CHANGE: KnownKeys<PipelineChange> = {
  ...PLACE,
  names: true,
  departmentId: true,
  order: true,
  approvals: true,
};
const PIPELINE: KnownKeys<PipelineInput> = { ...PIPELINE_CHANGE, numberOfStages: true };
const STAGE: KnownKeys<StageInput & StageChange> = {
  ...PLACE,
  names: true,
  order: true,
  color: true,
  approvals: true,
};
const WORKFLOW_CHANGE: KnownKeys<WorkflowChange> = {
  resubmission: true,
  allowEmptyCompletion: true,
  recall: true,
  repeatedApprover: true,
  key: true,
  names: true,
  hierarchyStrategy: true,
  status: true,
  approvals: true,
};
const WORKFLOW: KnownKeys<WorkflowInput> = { ...WORKFLOW_CHANGE, company: true, pipelines: true };
const FORM: KnownKeys<NewForm> = { key: true, names: true, schema: true };

const KEYS = {
  createWorkflow: WORKFLOW,
  updateWorkflow: WORKFLOW_CHANGE,
  addPipeline: PIPELINE,
  updatePipeline: PIPELINE_CHANGE,
  addStage: STAGE,
  updateStage: STAGE,
  createForm: FORM,
  updateForm: FORM,
} as const;

/** @throws WorkflowError `INVALID_DEFINITION`, naming what is not known or of another kind */
export function checkInput(caller: keyof typeof KEYS, input: object, path = ''): void {
  check(caller, { input, keys: KEYS[caller], path });
}

interface Checked {
  readonly input: object;
  readonly keys: Readonly<Record<string, true>>;
  readonly path: string;
}

function check(caller: string, { input, keys, path }: Checked): void {
  requireKnown(input, keys, { caller, path, code: 'INVALID_DEFINITION' });
  const errors = findWrongValues(input, path);
  if (errors.length === 0) return;
  throw new WorkflowError('INVALID_DEFINITION', `${caller}: ${summarize(errors)}.`, { errors });
}

/** A new workflow that was checked, with its approvals. @throws WorkflowError `INVALID_DEFINITION` */
export function readWorkflow(input: WorkflowInput): NewWorkflow {
  checkInput('createWorkflow', input);
  const { pipelines, ...own } = input;
  for (const [index, pipeline] of (pipelines ?? []).entries()) {
    check('createWorkflow', { input: pipeline, keys: PIPELINE, path: `pipelines.${index}` });
  }
  return {
    ...withApprovals(own, 'approvals'),
    pipelines: pipelines?.map((pipeline, index) => withApprovals(pipeline, `pipelines.${index}.approvals`)),
  };
}

/** An input that was checked, with its approvals checked as a request's would be. @throws WorkflowError `INVALID_DEFINITION` */
export function readInput<Input extends { approvals?: readonly ApprovalInput[] | undefined }>(
  caller: keyof typeof KEYS,
  input: Input,
  path: string,
): Parsed<Input> {
  checkInput(caller, input);
  return withApprovals(input, path);
}

type Parsed<Input> = Omit<Input, 'approvals'> & { approvals?: readonly ParsedApproval[] };

function withApprovals<Input extends { approvals?: readonly ApprovalInput[] | undefined }>(
  { approvals, ...input }: Input,
  path: string,
): Parsed<Input> {
  return approvals === undefined ? input : { ...input, approvals: judgeApprovals(approvals, path) };
}
