import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';
import type { ActionFacts } from '../../facts.js';
import { addressKey } from './email-address.js';

/** Tell machines that no person wrote this, so that they do not answer. */
export const AUTOMATIC: Readonly<Record<string, string>> = {
  'Auto-Submitted': 'auto-generated',
  'X-Auto-Response-Suppress': 'All',
};

/** Names one e-mail: the same each time that it is sent again, so that a second copy can be told from a second e-mail. */
export function messageId(idempotencyKey: string, recipients: readonly string[], domain: string): string {
  return identifier(['message', idempotencyKey, ...recipients.map(addressKey)], domain);
}

/** What every e-mail about one attachment refers to, so that mailboxes show them as one conversation. */
export function threadId({ company, attachment }: ActionFacts, domain: string): string {
  const { id, model, objectId } = attachment;
  return identifier(['thread', company, id, model, objectId], domain);
}

/** The part of an address that an identifier ends with. */
export function domainOf(address: string): string {
  return domainToASCII(address.slice(address.lastIndexOf('@') + 1));
}

function identifier(parts: readonly (string | number)[], domain: string): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
  return `<${hash}@${domain}>`;
}
