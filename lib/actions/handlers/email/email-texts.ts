import type { ActionEvent } from '../../../definition/types.js';
import { arabic } from './email-texts-ar.js';
import { english } from './email-texts-en.js';
import { primaryTag } from './email-language.js';

/** What is said about an event. Both are templates over what {@link emailView} gives. */
export interface EventTexts {
  readonly subject: string;
  readonly lead: string;
}

/** Everything that an e-mail says in one language by itself. */
export interface EmailTexts {
  readonly events: Readonly<Record<ActionEvent, EventTexts>>;
  readonly labels: Readonly<Record<EmailLabel, string>>;
  /** Who acts where nobody did. */
  readonly system: string;
  /** What the button says. */
  readonly open: string;
  readonly footer: string;
}

/** The details that stand below what is said, in this order. */
export const EMAIL_LABELS = [
  'request',
  'workflow',
  'stage',
  'requester',
  'actor',
  'onBehalfOf',
  'approvers',
  'reason',
] as const;
export type EmailLabel = (typeof EMAIL_LABELS)[number];

const TEXTS: ReadonlyMap<string, EmailTexts> = new Map([
  ['en', english],
  ['ar', arabic],
]);

/** The texts of a language; English for one that has none here. */
export function textsFor(language: string): EmailTexts {
  return TEXTS.get(primaryTag(language)) ?? english;
}
