import type { ActionRunSummary, ActionRunView } from '../commands/action-runs/action-run-view.js';
import { ACTION_EVENTS } from '../definition/types.js';
import { ACTION_RUN_STATUSES } from '../types.js';
import type { AnswerMembers } from './answer.js';
import { answer, keyed } from './answer.js';
import { workflowEvent } from './events.js';
import { about, nullableOutput } from './field.js';
import { object, optional } from './object.js';
import { page } from './paging.js';
import { count, shownFlag, shownObject, shownText, shownTime, shownWord } from './shown.js';
import { rowId, word } from './values.js';

/** Which action runs are listed. */
export const actionRunQuery = object(null, {
  page,
  status: optional(word(ACTION_RUN_STATUSES)),
  attachmentId: optional(rowId),
});

const members: AnswerMembers<ActionRunSummary> = {
  id: count,
  attachmentId: count,
  actionId: about('`null` for an action that code names.', nullableOutput(count)),
  event: keyed('event_type', shownWord(ACTION_EVENTS)),
  handler: shownText,
  status: shownWord(ACTION_RUN_STATUSES),
  attempts: about('Those that were begun, since it was last retried by hand.', count),
  dueAt: about('Not to be tried before.', shownTime),
  lastError: nullableOutput(shownText),
  isOutOfOrder: about('Whether it was retried by hand: later ones did not wait for it.', shownFlag),
  idempotencyKey: about('The same at every attempt.', shownText),
  createdAt: shownTime,
  finishedAt: about('When it was delivered, or given up on.', nullableOutput(shownTime)),
};

/** A run, as lists show it. */
export const actionRunSummary = answer('ActionRunSummary', members);

/** A run with what its handler is called with. */
export const actionRun = answer<ActionRunView>('ActionRun', {
  ...members,
  parameters: about('Secrets are named, as they are stored.', shownObject),
  facts: workflowEvent,
});
