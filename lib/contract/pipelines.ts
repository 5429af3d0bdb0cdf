import type { WorkflowView } from '../commands/definitions/workflow-view.js';
import type { PipelineDefinition } from '../definition/types.js';
import { WorkflowError } from '../errors.js';
import { answer, derived, omittable } from './answer.js';
import { approval, approvalInputs } from './approvals.js';
import type { Input } from './field.js';
import { about, list, nullable, nullableOutput, schemaInCode } from './field.js';
import { namesChange, newNames, shownNames } from './names.js';
import { object, optional } from './object.js';
import { placeSettingInputs, shownPlaceSettings } from './settings.js';
import { count, shownText } from './shown.js';
import { showStages, stage } from './stages.js';
import { hostId, placeOrder, wholeNumber } from './values.js';

/** More at once is a mistake, not a workflow. */
const MAXIMUM_STAGES = 500;

const hostIdOrNull = nullable(hostId);

/** Ids of departments are kept as text. */
const departmentId: Input<string | null> = {
  ...hostIdOrNull,
  parse: (checked, path) => {
    const id = hostIdOrNull.parse(checked, path);
    return id === null ? null : String(id);
  },
};

/** A request makes at most so many; what code gives is bounded by what a workflow may have. */
const numberOfStages: Input<number> = {
  ...wholeNumber(0, MAXIMUM_STAGES),
  inCode: () => schemaInCode(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
};

const members = {
  ...placeSettingInputs,
  departmentId: optional(about('Whose head decides where an approval asks for one.', departmentId)),
  order: optional(about('From 1: its place in the workflow. Left out, after the last one.', placeOrder)),
  approvals: optional(about('For hierarchy strategy 2. They replace those that are there.', approvalInputs)),
};

/** A new pipeline. */
export const newPipeline = object('NewPipeline', {
  names: newNames,
  ...members,
  numberOfStages: optional(about('For hierarchy strategy 1: stages to make, by number.', numberOfStages)),
});

/** What a change says about a pipeline. */
export const pipelineChange = object(
  'PipelineChange',
  { names: namesChange, ...members },
  { isChange: true },
);

/** A pipeline and its place in its workflow. */
export interface ShownPipeline extends PipelineDefinition {
  readonly workflowId: number;
  /** From 1. */
  readonly order: number;
  /** Whether its workflow has approvals on its pipelines. */
  readonly takesApprovals: boolean;
}

/** A pipeline with its stages. */
export const pipeline = answer<ShownPipeline>('Pipeline', {
  id: count,
  workflowId: count,
  ...shownNames,
  order: count,
  departmentId: nullableOutput(shownText),
  ...shownPlaceSettings,
  numberOfStages: derived(({ stages }) => stages.length, count),
  approvals: omittable(
    derived(({ takesApprovals, approvals }) => (takesApprovals ? approvals : undefined), list(approval)),
  ),
  stages: derived(({ stages }) => showStages(stages), list(stage)),
});

/** The pipelines of a workflow, in order. */
export function showPipelines({ id, definition }: WorkflowView): readonly ShownPipeline[] {
  const takesApprovals = definition.hierarchyStrategy === 2;
  return definition.pipelines.map((one, index) => {
    return { ...one, workflowId: id, order: index + 1, takesApprovals };
  });
}

/**
 * A pipeline of a workflow.
 *
 * @param id - @defaultValue that of the one that was added last
 * @throws WorkflowError `PIPELINE_NOT_FOUND`
 */
export function pipelineIn(workflow: WorkflowView, id?: number): ShownPipeline {
  const shown = showPipelines(workflow);
  const wanted = id ?? Math.max(...shown.map((one) => one.id));
  const found = shown.find((one) => one.id === wanted);
  if (found === undefined) throw new WorkflowError('PIPELINE_NOT_FOUND', 'There is no such pipeline.');
  return found;
}
