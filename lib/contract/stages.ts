import { COLOR_NAMES, HEXADECIMAL_COLOR } from '../definition/color.js';
import type { StageDefinition } from '../definition/types.js';
import type { WorkflowView } from '../commands/definitions/workflow-view.js';
import { WorkflowError } from '../errors.js';
import { answer, derived } from './answer.js';
import { approval, approvalInputs } from './approvals.js';
import type { Input } from './field.js';
import { about, list, nullableOutput, plain } from './field.js';
import { namesChange, newNames, shownNames } from './names.js';
import { mapped, object, optional } from './object.js';
import { placeSettingInputs, shownPlaceSettings } from './settings.js';
import { count, shownFlag, shownText } from './shown.js';
import { anyJson, placeOrder, text } from './values.js';

/** A colour as it is written; whether there is such a colour is seen where it is stored. */
const color: Input<string | null> = {
  ...plain<string | null>(() => text({ most: 32 }).schema().allow(null), {
    anyOf: [
      { type: 'string', pattern: HEXADECIMAL_COLOR.source },
      { type: 'string', enum: COLOR_NAMES },
      { type: 'null' },
    ],
  }),
  inCode: anyJson.schema,
};

const infoMembers = {
  color: optional(about('`#rgb`, `#rrggbb`, `#rrggbbaa`, or the name of a colour in CSS.', color)),
  ...placeSettingInputs,
  approvals: optional(about('For hierarchy strategy 1. They replace those that are there.', approvalInputs)),
};
const info = object('StageInfoInput', infoMembers);

const order = optional(about('From 1: its place in the pipeline. Left out, after the last one.', placeOrder));

/** A new stage. */
export const newStage = mapped(
  object('NewStage', { names: newNames, order, stageInfo: optional(info) }),
  { names: newNames, order, ...infoMembers },
  ({ stageInfo, ...stage }) => ({ ...stage, ...stageInfo }),
);

/** What a change says about a stage. */
export const stageChange = mapped(
  object('StageChange', { names: namesChange, order, stageInfo: optional(info) }, { isChange: true }),
  { names: namesChange, order, ...infoMembers },
  ({ stageInfo, ...stage }) => ({ ...stage, ...stageInfo }),
);

/** A stage and its place among those of its pipeline. */
export interface ShownStage extends StageDefinition {
  /** From 1. */
  readonly order: number;
}

const stageMembers = {
  id: count,
  ...shownNames,
  order: count,
  stageInfo: derived(
    (stage: ShownStage) => stage,
    answer<ShownStage>('StageInfo', {
      color: nullableOutput(shownText),
      ...shownPlaceSettings,
      approvals: list(approval),
    }),
  ),
};

/** A stage, as its pipeline shows it. */
export const stage = answer<ShownStage>('Stage', stageMembers);

/** A stage with what is to be known of its workflow. */
export interface PlacedStage extends ShownStage {
  readonly pipelineId: number;
  readonly workflow: WorkflowView;
}

/** A stage that is shown alone. */
export const placedStage = answer<PlacedStage>('PlacedStage', {
  ...stageMembers,
  pipelineId: count,
  workflowId: derived(({ workflow }) => workflow.id, count),
  workflowIsComplete: derived(({ workflow }) => workflow.isComplete, shownFlag),
  hasUnpublishedChanges: derived(({ workflow }) => workflow.hasUnpublishedChanges, shownFlag),
});

/** Stages of a pipeline, in order. */
export function showStages(stages: readonly StageDefinition[]): readonly ShownStage[] {
  return stages.map((one, index) => ({ ...one, order: index + 1 }));
}

/**
 * A stage of a workflow.
 *
 * @param id - @defaultValue that of the one that was added last
 * @throws WorkflowError `STAGE_NOT_FOUND`
 */
export function stageIn(workflow: WorkflowView, id?: number): PlacedStage {
  const placed = workflow.definition.pipelines.flatMap(({ id: pipelineId, stages }) =>
    showStages(stages).map((one) => ({ ...one, pipelineId, workflow })),
  );
  const wanted = id ?? Math.max(...placed.map((one) => one.id));
  const found = placed.find((one) => one.id === wanted);
  if (found === undefined) throw new WorkflowError('STAGE_NOT_FOUND', `There is no stage ${wanted}.`);
  return found;
}
