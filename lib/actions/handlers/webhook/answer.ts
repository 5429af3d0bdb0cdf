import { GiveUp, RetryLater } from '../../delivery-errors.js';
import { hideSecrets } from '../../secrets.js';
import type { Answer } from './exchange.js';
import { readRetryAfter } from './retry-after.js';

/** How much of an answer a message tells. */
const MAXIMUM_TOLD = 300;

/** What an answer is judged by. */
export interface Asked {
  /** Whom we asked, as messages name them. */
  readonly host: string;
  /** What no message may tell, though the answer may repeat it. */
  readonly hidden: readonly string[];
  readonly now: Date;
}

/**
 * Lets 2xx pass, and throws for any other answer.
 *
 * Only 410 is final. A 4xx usually says that receiver and action do not fit, which somebody can mend on the receiver's
 * side while the backoff lasts.
 *
 * @throws GiveUp for 410
 * @throws RetryLater for 429 and 503 that say when
 * @throws Error for everything else, redirects among it
 */
export function judgeAnswer(answer: Answer, { host, hidden, now }: Asked): void {
  const { status, retryAfter, text } = answer;
  if (status >= 200 && status < 300) return;
  if (status >= 300 && status < 400) {
    throw new Error(`${host} answered ${status}. Redirects are not followed: the url must be the final one.`);
  }
  const told = tell(hideSecrets(text, hidden));
  const message = `${host} answered ${status}${told === '' ? '.' : `: ${told}`}`;
  if (status === 410) throw new GiveUp(message);
  const afterMs = status === 429 || status === 503 ? readRetryAfter(retryAfter, now) : undefined;
  if (afterMs !== undefined) throw new RetryLater(message, { afterMs });
  throw new Error(message);
}

/** One line of a text that may be a whole page, or bytes. */
function tell(text: string): string {
  const line = text.replace(/[\s\p{Control}]+/gu, ' ').trim();
  return line.length > MAXIMUM_TOLD ? `${line.slice(0, MAXIMUM_TOLD)}…` : line;
}
