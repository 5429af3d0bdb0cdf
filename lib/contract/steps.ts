import { APPROVAL_TYPES, STEP_APPROVAL_TYPES } from '../definition/approval-types.js';
import { localizeSchema } from '../definition/form-labels.js';
import { pickName } from '../definition/names.js';
import type { CompiledForm } from '../definition/types.js';
import { FORCED_OUTCOMES } from '../flow/commands/command.js';
import type { AssignmentView, StepView } from '../queries/step-view.js';
import { ASSIGNMENT_STATUSES, STEP_STATUSES } from '../types.js';
import { answer, derived, keyed } from './answer.js';
import { about, list, nullableOutput } from './field.js';
import { object, optional } from './object.js';
import { count, shownHostId, shownJson, shownObject, shownText, shownTime, shownWord } from './shown.js';
import { hostId, optionalReason, reason, word } from './values.js';

/** Who takes a seat instead of its holder. */
export const replacement = object('Replacement', {
  userId: about('Who decides from now on.', hostId),
  reason: optional(optionalReason),
});

/** How an open step is to end. */
export const forcedEnd = object('ForcedEnd', {
  outcome: about('`skipped` counts as no approval.', word(FORCED_OUTCOMES)),
  reason,
});

/** One holder of a seat. */
const assignment = answer<AssignmentView>('Assignment', {
  id: count,
  seatNo: count,
  userId: shownHostId,
  userName: shownText,
  status: shownWord(ASSIGNMENT_STATUSES),
  onBehalfOf: about('Whose seat it is, where this holder decides for someone.', nullableOutput(shownHostId)),
  assignedAt: shownTime,
  checkedInAt: nullableOutput(shownTime),
  actorId: keyed(
    'actor',
    about(
      'Who decided: the holder, or their substitute; `null` for nobody yet.',
      nullableOutput(shownHostId),
    ),
  ),
  actorName: nullableOutput(shownText),
  actedAt: nullableOutput(shownTime),
  comment: nullableOutput(shownText),
  formData: about('What the form was filled in with; `null` for nothing.', shownJson),
});

const stepForm = answer<CompiledForm>('StepForm', {
  id: count,
  name: derived(({ names }, { languages }) => pickName(names, languages), shownText),
  schema: derived(
    ({ schema }, { languages }) => localizeSchema(schema, languages),
    about(
      'The JSON Schema that `form_data` must satisfy, with its labels in the language of the reader.',
      shownObject,
    ),
  ),
});

/** A step with its assignments. */
export const step = answer<StepView>('Step', {
  id: count,
  stepNumber: count,
  round: count,
  stageId: nullableOutput(count),
  stage: derived(({ stageNames }, { languages }) => pickName(stageNames, languages), shownText),
  pipeline: derived(
    ({ pipelineNames }, { languages }) => pipelineNames && pickName(pipelineNames, languages),
    nullableOutput(shownText),
  ),
  approvalType: shownWord(APPROVAL_TYPES),
  roleSelectionStrategy: about('`null` unless a role is asked.', nullableOutput(shownText)),
  stepApprovalType: shownWord(STEP_APPROVAL_TYPES),
  form: nullableOutput(stepForm),
  status: shownWord(STEP_STATUSES),
  approveAt: nullableOutput(count),
  rejectAt: nullableOutput(count),
  approvedCount: count,
  rejectedCount: count,
  dueAt: nullableOutput(shownTime),
  blockedReason: about('Why it cannot go on by itself.', nullableOutput(shownText)),
  openedAt: nullableOutput(shownTime),
  closedAt: nullableOutput(shownTime),
  assignmentCount: about('How many there are: `assignments` may hold fewer.', count),
  assignments: list(assignment),
});
