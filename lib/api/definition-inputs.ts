import type { ApprovalInput } from '../commands/definitions/approval-input.js';
import type { NewForm } from '../commands/definitions/forms.js';
import type { PipelineChange, PipelineInput } from '../commands/definitions/pipelines.js';
import type { StageChange, StageInput } from '../commands/definitions/stages.js';
import type { NewWorkflow, WorkflowChange, WorkflowInput } from '../commands/definitions/workflows.js';
import { byActorOrSystem } from '../contract/call.js';
import { formChange, newForm } from '../contract/forms.js';
import { codeInput, readInCode } from '../contract/in-code.js';
import { newPipeline, pipelineChange } from '../contract/pipelines.js';
import { newStage, stageChange } from '../contract/stages.js';
import { newWorkflow, workflowChange } from '../contract/workflows.js';
import type { ParsedApproval } from '../definition/approval-schema.js';
import { judgeApprovals } from '../definition/approval-schema.js';

const INPUTS = {
  // A company is judged as that of every call.
  createWorkflow: codeInput<WorkflowInput>()({ ...newWorkflow.members, company: byActorOrSystem.company }),
  updateWorkflow: codeInput<WorkflowChange>()(workflowChange.members),
  addPipeline: codeInput<PipelineInput>()(newPipeline.members),
  updatePipeline: codeInput<PipelineChange>()(pipelineChange.members),
  addStage: codeInput<StageInput>()(newStage.members),
  updateStage: codeInput<StageChange>()(stageChange.members),
  createForm: codeInput<NewForm>()(newForm.members),
  updateForm: codeInput<Partial<NewForm>>()(formChange.members),
} as const;

/**
 * Checks a definition that code gives by the contract of the same request over HTTP.
 *
 * @throws WorkflowError `INVALID_DEFINITION`, naming what is not known, missing, or of another kind
 */
export function checkInput<Input extends object>(caller: keyof typeof INPUTS, input: Input): Input {
  return readInCode(INPUTS[caller], input, { caller, code: 'INVALID_DEFINITION' });
}

/** A new workflow that was checked, with its approvals. @throws WorkflowError `INVALID_DEFINITION` */
export function readWorkflow(input: WorkflowInput): NewWorkflow {
  const { pipelines, ...own } = checkInput('createWorkflow', input);
  return {
    ...withApprovals(own, 'approvals'),
    pipelines: pipelines?.map((pipeline, index) => withApprovals(pipeline, `pipelines.${index}.approvals`)),
  };
}

/** An input that was checked, with its approvals checked as a request's would be. @throws WorkflowError `INVALID_DEFINITION` */
export function readInput<Input extends { approvals?: readonly ApprovalInput[] | undefined }>(
  caller: keyof typeof INPUTS,
  input: Input,
  path: string,
): Parsed<Input> {
  return withApprovals(checkInput(caller, input), path);
}

type Parsed<Input> = Omit<Input, 'approvals'> & { approvals?: readonly ParsedApproval[] };

function withApprovals<Input extends { approvals?: readonly ApprovalInput[] | undefined }>(
  { approvals, ...input }: Input,
  path: string,
): Parsed<Input> {
  return approvals === undefined ? input : { ...input, approvals: judgeApprovals(approvals, path) };
}
