import type { ActionEvent } from '../../../definition/types.js';
import { EMAIL_LABELS, type EmailLabel } from './email-texts.js';
import type { EmailView } from './email-view.js';
import { plainText } from './plain-text.js';
import { compileTemplate } from './text-template.js';

/** One line below what is said. */
export interface EmailDetail {
  readonly label: EmailLabel;
  readonly value: string;
}

/** Where each detail comes from. */
const DETAILS: Readonly<Record<EmailLabel, string>> = {
  request: '{{title}}',
  workflow: '{{attachment.workflow_name}}',
  stage: '{{place}}',
  requester: '{{requester}}',
  actor: '{{actor}}',
  onBehalfOf: '{{on_behalf_of}}',
  approvers: '{{approvers}}',
  reason: '{{reason}}',
};

/** The events after which a seat is somebody else's: only then is it told whose. */
const PASSING: ReadonlySet<ActionEvent> = new Set(['after_delegate', 'after_escalate', 'after_reassign']);

/** The details of an e-mail that there is something to say about. */
export function emailDetails(view: EmailView, event: ActionEvent): readonly EmailDetail[] {
  return EMAIL_LABELS.filter((label) => label !== 'approvers' || PASSING.has(event))
    .map((label) => ({ label, value: compileTemplate(DETAILS[label])({ ...view }, plainText) }))
    .filter(({ value }) => value !== '');
}
