import { readableEvent, type ReadableEvent } from '../../../contract/events.js';
import { pickName } from '../../../definition/names.js';
import type { ActionFacts } from '../../facts.js';
import type { EmailDraft } from './email-options.js';
import { textsFor } from './email-texts.js';
import { oneLine } from './plain-text.js';

/** What the templates of an e-mail see: what happened, and what is made of it for one reader. */
export interface EmailView extends ReadableEvent {
  readonly title: string;
  readonly link: string | null;
  readonly language: string;
  readonly recipient: EmailDraft['recipient'];
  /** Who did it: where nobody did, the system. */
  readonly actor: object;
  /** The name of where it stands: its stage, else its pipeline, else its workflow. */
  readonly place: string;
}

/** The attributes in which an object is likely to say what it is called. */
const TITLES = ['title', 'name', 'subject', 'reference', 'number'];

/** Gathers what the templates of an e-mail see. */
export function emailView({ facts, ...draft }: EmailDraft): EmailView {
  const event = readableEvent(facts, draft.language);
  const actor = event.user ?? { id: null, name: textsFor(draft.language).system };
  return { ...event, ...draft, actor, place: placeName(facts, draft.language) };
}

/** What an object is called, as far as can be seen without knowing it. */
export function titleOf({ object, attachment }: ActionFacts): string {
  const titles = TITLES.map((name) => object[name]).map((value) =>
    typeof value === 'string' || typeof value === 'number' ? oneLine(String(value)) : '',
  );
  return titles.find((title) => title !== '') ?? `${attachment.model} ${attachment.objectId}`;
}

function placeName({ stage, pipeline, attachment }: ActionFacts, language: string): string {
  return pickName((stage ?? pipeline)?.names ?? attachment.workflowNames, [language]);
}
