import type {
  ActionFacts,
  ApprovalFacts,
  AttachmentFacts,
  PersonFacts,
  PlaceFacts,
} from '../actions/facts.js';
import { webhookPayload } from '../actions/handlers/webhook/payload.js';
import { ACTION_EVENTS, APPROVAL_TYPES } from '../definition/types.js';
import { ATTACHMENT_STATUSES } from '../types.js';
import type { AnswerMembers } from './answer.js';
import { answer, omittable } from './answer.js';
import type { Output } from './field.js';
import { about, list, nullableOutput } from './field.js';
import { count, shownHostId, shownObject, shownText, shownTexts, shownTimeText, shownWord } from './shown.js';

const names = about('By language tag.', shownTexts);

const person = answer<PersonFacts>('Person', { id: shownHostId, name: nullableOutput(shownText) });

const place = answer<PlaceFacts>('Place', { id: nullableOutput(count), names });

const attachment = answer<AttachmentFacts>('EventAttachment', {
  id: count,
  workflowId: count,
  workflowKey: shownText,
  workflowNames: names,
  model: shownText,
  objectId: shownHostId,
  status: shownWord(ATTACHMENT_STATUSES),
  round: count,
  progressPercentage: about('Whole percent.', count),
  requester: nullableOutput(person),
  startedBy: nullableOutput(person),
} satisfies Whole<AttachmentFacts>);

const approval = answer<ApprovalFacts>('EventApproval', {
  id: count,
  approvalType: shownWord(APPROVAL_TYPES),
  stepNumber: count,
} satisfies Whole<ApprovalFacts>);

/** Every fact, by its own name: what is told of an event names them so, in the spelling of the wire. */
const FACTS = {
  event: shownWord(ACTION_EVENTS),
  occurredAt: shownTimeText,
  company: shownText,
  attachment,
  object: about('The attributes of the object; empty where it no longer exists.', shownObject),
  metadata: shownObject,
  form: about('What forms were filled in with, up to where the attachment stood.', shownObject),
  user: about('Who did it; `null` for the system.', nullableOutput(person)),
  onBehalfOf: about('For whom, where that was somebody else.', nullableOutput(person)),
  approval: nullableOutput(approval),
  approvers: about('Who holds the open seats that it is about.', list(person)),
  stage: about('Where the attachment stands; for a move, where it came to.', nullableOutput(place)),
  pipeline: nullableOutput(place),
  fromStage: about('For a move: where it came from.', nullableOutput(place)),
  fromPipeline: nullableOutput(place),
  targetStage: about('Where a new round begins, for what was sent back.', nullableOutput(place)),
  initialStage: about('The first place of the version.', nullableOutput(place)),
  reason: nullableOutput(shownText),
} satisfies Whole<ActionFacts>;

const facts = answer<ActionFacts>('WorkflowEvent', FACTS);

/** What happened, and how everything stood then: as a webhook is told that leaves nothing out. */
export const workflowEvent: Output<ActionFacts> = {
  json: facts.json,
  render: (told) => webhookPayload(told, { include_object: true }),
};

const { event, occurredAt, ...others } = FACTS;

/** What those who receive webhooks are sent: `webhookPayload` makes it, and leaves out what the action does not tell. */
export const webhookEvent = answer<ActionFacts>('WebhookEvent', {
  event,
  occurredAt,
  ...Object.fromEntries(Object.entries(others).map(([name, fact]) => [name, omittable(fact)])),
});

/** A description that leaves none of them out. */
type Whole<Facts> = Required<Pick<AnswerMembers<Facts>, keyof Facts>>;
