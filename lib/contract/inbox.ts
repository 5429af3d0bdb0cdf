import { pickName } from '../definition/names.js';
import type { InboxItem, InboxTotal } from '../queries/inbox.js';
import { answer, derived, within } from './answer.js';
import { attachmentMembers } from './attachments.js';
import { about, list, nullableOutput } from './field.js';
import { count, shownHostId, shownText, shownTime } from './shown.js';
import { step } from './steps.js';

/** A seat that waits for the reader, with the holder for whom the reader decides in the words of history. */
export const inboxItem = answer<InboxItem>('InboxItem', {
  ...within(({ attachment }: InboxItem) => attachment, attachmentMembers),
  assignmentId: derived(({ assignment }) => assignment.id, count),
  assignedAt: derived(({ assignment }) => assignment.assignedAt, shownTime),
  coveringFor: derived(
    ({ coveringFor }) => coveringFor?.id ?? null,
    about('The holder of the seat, where that is somebody else.', nullableOutput(shownHostId)),
  ),
  coveringForName: derived(({ coveringFor }) => coveringFor?.name ?? null, nullableOutput(shownText)),
  step: about('The step, with this seat alone.', step),
});

const inboxTotal = answer<InboxTotal>('InboxTotal', {
  workflowId: count,
  workflowName: derived(({ names }, { languages }) => pickName(names, languages), shownText),
  count,
});

interface InboxTotals {
  readonly workflows: readonly InboxTotal[];
}

/** How many seats wait for the reader, by workflow. */
export const inboxSummary = answer<InboxTotals>('InboxSummary', {
  total: derived(({ workflows }) => workflows.reduce((sum, { count: waiting }) => sum + waiting, 0), count),
  workflows: list(inboxTotal),
});
