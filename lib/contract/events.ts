import type {
  ActionFacts,
  ApprovalFacts,
  AttachmentFacts,
  PersonFacts,
  PlaceFacts,
} from '../actions/facts.js';
import { pickName } from '../definition/names.js';
import { ACTION_EVENTS, APPROVAL_TYPES } from '../definition/types.js';
import type { WireKey } from '../definition/wire-keys.js';
import { wireKey } from '../definition/wire-keys.js';
import { ATTACHMENT_STATUSES } from '../types.js';
import type { AnswerMembers } from './answer.js';
import { answer, derived, omittable } from './answer.js';
import type { Output } from './field.js';
import { about, list, nullableOutput } from './field.js';
import { shownNames } from './names.js';
import { count, shownHostId, shownObject, shownText, shownTexts, shownTimeText, shownWord } from './shown.js';

const names = about('By language tag.', shownTexts);

const personMembers = { id: shownHostId, name: nullableOutput(shownText) } satisfies Whole<PersonFacts>;

const placeMembers = { id: nullableOutput(count), names } satisfies Whole<PlaceFacts>;

/** In the order in which facts are kept: receivers of webhooks get the same bytes as ever. */
const approval = answer<ApprovalFacts>('EventApproval', {
  approvalType: shownWord(APPROVAL_TYPES),
  id: count,
  stepNumber: count,
} satisfies Whole<ApprovalFacts>);

/** In the same order. */
function attachmentMembers(person: Output<PersonFacts>) {
  return {
    id: count,
    model: shownText,
    objectId: shownHostId,
    progressPercentage: about('Whole percent.', count),
    requester: nullableOutput(person),
    round: count,
    startedBy: nullableOutput(person),
    status: shownWord(ATTACHMENT_STATUSES),
    workflowId: count,
    workflowKey: shownText,
    workflowNames: names,
  } satisfies Whole<AttachmentFacts>;
}

/** How those things are told that an event has several of, and its attachment. */
interface Parts {
  readonly person: Output<PersonFacts>;
  readonly place: Output<PlaceFacts>;
  readonly attachment: Output<AttachmentFacts>;
}

/** Every fact of an event, by its own name: whoever is told of it is told them so, in the spelling of the wire. */
function eventMembers({ person, place, attachment }: Parts) {
  return {
    event: shownWord(ACTION_EVENTS),
    occurredAt: shownTimeText,
    company: shownText,
    attachment,
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
    object: about('The attributes of the object; empty where it no longer exists.', shownObject),
  } satisfies Whole<ActionFacts>;
}

const person = answer<PersonFacts>('Person', personMembers);

const members = eventMembers({
  person,
  place: answer<PlaceFacts>('Place', placeMembers),
  attachment: answer<AttachmentFacts>('EventAttachment', attachmentMembers(person)),
});

/** What happened, and how everything stood then. */
export const workflowEvent = answer<ActionFacts>('WorkflowEvent', members);

const { event, occurredAt, object, ...selectable } = members;

/** The facts that a webhook may leave out. The object has a choice of its own. */
export const SELECTABLE_FACTS = Object.keys(selectable) as readonly (keyof typeof selectable)[];

/** What a webhook is sent: those facts of the event that its action tells. */
export const webhookEvent = answer<Partial<ActionFacts>>('WebhookEvent', {
  event,
  occurredAt,
  ...Object.fromEntries(
    Object.entries({ ...selectable, object }).map(([name, fact]) => [name, omittable(fact)]),
  ),
});

/** Whoever has no name is called by the id. */
const calledPerson = answer<PersonFacts>(null, {
  ...personMembers,
  name: derived(({ id, name }: PersonFacts) => name ?? String(id), shownText),
});

const { name, nameEn, nameAr } = shownNames;

/** An event with what makes it readable: names in the language of whoever reads of it. */
const readableMembers = {
  ...eventMembers({
    person: calledPerson,
    place: answer<PlaceFacts>(null, { ...placeMembers, name, nameEn, nameAr }),
    attachment: answer<AttachmentFacts>(null, {
      ...attachmentMembers(calledPerson),
      workflowName: derived(
        ({ workflowNames }: AttachmentFacts, { languages }) => pickName(workflowNames, languages),
        shownText,
      ),
    }),
  }),
  // By itself too, where conditions have it.
  requester: derived(({ attachment }: ActionFacts) => attachment.requester, nullableOutput(calledPerson)),
};

const readable = answer<ActionFacts>(null, readableMembers);

type ReadableName = WireKey<keyof typeof readableMembers>;

/** An event for one reader: what templates and expressions see. */
export type ReadableEvent = Readonly<Record<ReadableName, unknown>>;

/** The names of what a {@link ReadableEvent} holds. */
export const READABLE_NAMES = Object.keys(readableMembers).map(wireKey) as readonly ReadableName[];

/** Tells a reader of what happened. */
export function readableEvent(facts: ActionFacts, language: string): ReadableEvent {
  return readable.render(facts, { languages: [language] }) as ReadableEvent;
}

/** A description that leaves none of them out. */
type Whole<Facts> = Required<Pick<AnswerMembers<Facts>, keyof Facts>>;
