import { validateHeaderName, validateHeaderValue } from 'node:http';
import { GiveUp } from '../../delivery-errors.js';
import type { ActionContext } from '../../handler.js';
import { signWebhook } from './signature.js';
import type { WebhookParameters } from './parameters.js';

/** Headers that an action may not set: those of the connection, of the content, and those that we set. */
export const RESERVED_HEADERS =
  /^(?:connection|expect|host|idempotency-key|keep-alive|te|trailer|transfer-encoding|upgrade|user-agent|(?:content|proxy|webhook)-.*)$/i;

/** What else the headers say. */
export interface Sending {
  readonly body: Uint8Array;
  readonly now: Date;
  readonly userAgent: string;
}

/**
 * The headers of one attempt.
 *
 * @throws GiveUp for a header that an action may not set
 * @throws TypeError naming a header that HTTP cannot carry, or for a secret that holds no key
 */
export function webhookHeaders(
  { idempotencyKey, attempt, parameters }: ActionContext<WebhookParameters>,
  { body, now, userAgent }: Sending,
): Readonly<Record<string, string>> {
  const { headers = {}, secret } = parameters;
  for (const [name, value] of Object.entries(headers)) {
    if (RESERVED_HEADERS.test(name)) throw new GiveUp(`A webhook may not set the header ${name}.`);
    validateHeaderName(name);
    validateHeaderValue(name, value);
  }
  const timestamp = Math.floor(now.getTime() / 1000);
  return {
    ...headers,
    'Content-Type': 'application/json',
    'User-Agent': userAgent,
    'Idempotency-Key': idempotencyKey,
    'Webhook-Id': idempotencyKey,
    'Webhook-Timestamp': String(timestamp),
    'Webhook-Signature': signWebhook({ id: idempotencyKey, timestamp, body }, secret),
    'Webhook-Attempt': String(attempt),
  };
}
