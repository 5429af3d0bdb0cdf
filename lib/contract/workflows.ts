import type { VersionView, WorkflowSummary, WorkflowView } from '../commands/definitions/workflow-view.js';
import type { HierarchyStrategy } from '../definition/types.js';
import { HIERARCHY_STRATEGIES, WORKFLOW_STATUSES } from '../definition/types.js';
import { withJoi } from '../definition/with-joi.js';
import { answer, derived, omittable, within } from './answer.js';
import { approval, approvalInputs } from './approvals.js';
import { fieldError } from './field-errors.js';
import { about, list, listOf, nullableOutput, plain } from './field.js';
import { namesChange, newNames, shownNames } from './names.js';
import { object, optional } from './object.js';
import { newPipeline, pipeline, showPipelines } from './pipelines.js';
import { shownWorkflowSettings, workflowSettingInputs } from './settings.js';
import { count, shownFlag, shownHostId, shownText, shownTime, shownWord } from './shown.js';
import { key, text, word } from './values.js';

/** More at once is a mistake, not a workflow. */
const MAXIMUM_PIPELINES = 100;

const hierarchyStrategy = plain<HierarchyStrategy>(
  withJoi((Joi) => Joi.valid(...HIERARCHY_STRATEGIES)),
  { type: 'integer', enum: HIERARCHY_STRATEGIES },
);

const members = {
  ...workflowSettingInputs,
  hierarchyStrategy: optional(
    about(
      'Where it has approvals: 1 on stages of its pipelines, 2 on its pipelines, 3 itself.',
      hierarchyStrategy,
    ),
  ),
  status: optional(
    about('`draft` is still being written, `inactive` accepts no new attachments.', word(WORKFLOW_STATUSES)),
  ),
  approvals: optional(about('For hierarchy strategy 3. They replace those that are there.', approvalInputs)),
};

/** A new workflow with its pipelines. */
export const newWorkflow = object('NewWorkflow', {
  names: newNames,
  key: optional(about('Unique within the company. Left out, made of the English name.', key)),
  ...members,
  company: optional(about("The user's own; a user of none may name any.", text({ least: 0, most: 191 }))),
  pipelines: optional(listOf(newPipeline, MAXIMUM_PIPELINES)),
});

/** What a change says about a workflow. */
export const workflowChange = object(
  'WorkflowChange',
  { names: namesChange, key: optional(about('Unique within the company.', key)), ...members },
  { isChange: true },
);

const summaryMembers = {
  id: count,
  key: shownText,
  company: shownText,
  ...shownNames,
  hierarchyStrategy: shownWord(HIERARCHY_STRATEGIES),
  status: shownWord(WORKFLOW_STATUSES),
  isActive: shownFlag,
  isComplete: shownFlag,
  publishedVersion: derived(
    ({ publishedVersion }: WorkflowSummary) => publishedVersion?.number ?? null,
    nullableOutput(count),
  ),
  publishedVersionId: derived(
    ({ publishedVersion }: WorkflowSummary) => publishedVersion?.id ?? null,
    nullableOutput(count),
  ),
  hasUnpublishedChanges: shownFlag,
  createdAt: shownTime,
  updatedAt: shownTime,
};

/** A workflow without its tree. */
export const workflowSummary = answer<WorkflowSummary>('WorkflowSummary', summaryMembers);

/** A workflow with its tree. */
export const workflow = answer<WorkflowView>('Workflow', {
  ...summaryMembers,
  ...within(({ definition }: WorkflowView) => definition, shownWorkflowSettings),
  missing: list(fieldError),
  approvals: omittable(
    derived(
      ({ definition }) => (definition.hierarchyStrategy === 3 ? definition.approvals : undefined),
      list(approval),
    ),
  ),
  pipelines: derived(showPipelines, list(pipeline)),
});

/** What a workflow still needs before it can be published. */
export const completeness = answer<WorkflowView>('WorkflowCompleteness', {
  isComplete: shownFlag,
  missing: list(fieldError),
});

/** A version without its content. */
export const version = answer<VersionView>('WorkflowVersion', {
  id: count,
  number: count,
  hash: shownText,
  createdBy: nullableOutput(shownHostId),
  createdAt: shownTime,
});
