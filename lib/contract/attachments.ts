import type { AttachmentSummary } from '../commands/summary.js';
import { pickName } from '../definition/names.js';
import type { Names } from '../definition/types.js';
import { withJoi } from '../definition/with-joi.js';
import type { AttachmentStatusView } from '../queries/attachment-status.js';
import { ATTACHMENT_STATUSES } from '../types.js';
import type { AnswerMembers } from './answer.js';
import { answer, derived, keyed, omittable } from './answer.js';
import type { Audience } from './field.js';
import { about, list, nullable, nullableOutput, plain, schemaInCode } from './field.js';
import { defaulted, object, optional } from './object.js';
import { timePage } from './paging.js';
import { count, shownFlag, shownHostId, shownObject, shownText, shownTime, shownWord } from './shown.js';
import { step } from './steps.js';
import {
  flag,
  hostId,
  key,
  modelKey,
  objectId,
  openObject,
  optionalReason,
  rowId,
  text,
  word,
} from './values.js';

const startMembers = {
  autoStart: defaulted(about('Whether it starts at once.', flag), true),
  metadata: defaulted(about('Whatever is to be kept with it; at most 64 KiB as JSON.', openObject), {}),
};

/** Attaching a workflow to the object that the path names. */
export const attaching = object('Attaching', { workflowId: rowId, ...startMembers });

/** A new attachment: a workflow, and the object to which it is attached. */
export const newAttachment = object('NewAttachment', {
  workflowId: rowId,
  ...startMembers,
  model: modelKey,
  objectId,
});

/** How code attaches, which may name a workflow by its key, and whose request it is. */
export const attachingInCode = {
  workflow: plain<number | string>(withJoi((Joi) => Joi.alternatives(schemaInCode(rowId), key.schema()))),
  ...startMembers,
  requesterId: optional(nullable(hostId)),
};

/** Ending an attachment that is open. */
export const cancelling = object('Cancelling', { reason: optional(optionalReason) });

/** Which attachments are listed. */
export const attachmentQuery = object(null, {
  page: timePage,
  status: optional(word(ATTACHMENT_STATUSES)),
  model: optional(modelKey),
  objectId: optional(text({ most: 191 })),
  workflowId: optional(rowId),
});

/** What `next_stage` says at the last stage. */
const COMPLETE = 'Workflow Complete';

/** Where an attachment stands, without its steps. */
export const attachmentMembers: AnswerMembers<AttachmentSummary> = {
  id: keyed('attachment_id', count),
  workflowId: count,
  workflowName: derived(({ workflowNames }, { languages }) => pickName(workflowNames, languages), shownText),
  versionId: count,
  model: shownText,
  objectId: shownHostId,
  status: shownWord(ATTACHMENT_STATUSES),
  round: about('From 1; raised each time it is sent back.', count),
  currentStage: derived(
    ({ current }, audience) => nameOf(current?.names, audience),
    nullableOutput(shownText),
  ),
  currentStageId: derived(({ current }) => current?.stageId ?? null, nullableOutput(count)),
  currentPipeline: derived(
    ({ current }, audience) => nameOf(current?.pipelineNames, audience),
    nullableOutput(shownText),
  ),
  currentPipelineId: derived(({ current }) => current?.pipelineId ?? null, nullableOutput(count)),
  nextStage: derived(
    ({ next, status }, audience) =>
      next === null && status === 'in_progress' ? COMPLETE : nameOf(next?.names, audience),
    about(`\`${COMPLETE}\` at the last stage.`, nullableOutput(shownText)),
  ),
  nextStageId: derived(({ next }) => next?.stageId ?? null, nullableOutput(count)),
  progressPercentage: about('Whole percent.', count),
  requesterId: nullableOutput(shownHostId),
  startedBy: nullableOutput(shownHostId),
  startedAt: nullableOutput(shownTime),
  completedAt: about('`null` also where it ended otherwise.', nullableOutput(shownTime)),
  closedAt: about('When it ended, however it ended.', nullableOutput(shownTime)),
  createdAt: shownTime,
  metadata: shownObject,
  blockedReason: omittable(
    derived(
      ({ blockedReason }) => blockedReason ?? undefined,
      about('Why it may not go on although it is open.', shownText),
    ),
  ),
};

/** Where an attachment stands, without its steps. */
export const attachment = answer('Attachment', attachmentMembers);

/** Where an attachment stands, with its steps, for one reader. */
export const attachmentStatus = answer<AttachmentStatusView>('AttachmentStatus', {
  ...attachmentMembers,
  requiresUserAction: about('Whether this waits for the reader: to decide, or to resubmit.', shownFlag),
  canApprove: about('Whether the reader may decide for an open seat.', shownFlag),
  steps: list(step),
});

/** How far an attachment is. */
export const progress = answer<AttachmentSummary>('Progress', {
  id: keyed('attachment_id', count),
  status: shownWord(ATTACHMENT_STATUSES),
  progressPercentage: about('Whole percent.', count),
});

function nameOf(names: Names | null | undefined, { languages }: Audience): string | null {
  return names === null || names === undefined ? null : pickName(names, languages);
}
