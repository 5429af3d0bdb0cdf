import { LRUCache } from 'lru-cache';
import pLimit from 'p-limit';
import { GiveUp } from '../../delivery-errors.js';
import type { Logger } from '../../../types.js';
import { addressesOf, deliverEmail, type Email } from './deliver-email.js';
import type { MailTransport } from './mail-transport.js';
import { isOutage, type Refusal } from './smtp-replies.js';

/** How many conversations with the mail server there are at once. */
const CONCURRENCY = 5;

/** How many deliveries are remembered, so that a further attempt leaves them out. */
const REMEMBERED = 10_000;

/** What an attempt to deliver takes part in. */
interface Attempt {
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

/** Delivers e-mails, and remembers to whom: what is tried again by this process goes to nobody twice. */
export class EmailSender {
  readonly #transport: () => Promise<MailTransport>;
  readonly #delivered = new LRUCache<string, true>({ max: REMEMBERED });

  constructor(transport: () => Promise<MailTransport>) {
    this.#transport = transport;
  }

  /**
   * Delivers e-mails, several at once; stops at the first sign that the mail server is out of reach.
   *
   * @throws GiveUp where the mail server refuses everybody for good; another error where it may take a later attempt
   */
  async deliver(emails: readonly Email[], attempt: Attempt): Promise<void> {
    const transport = await this.#transport();
    const limit = pLimit(CONCURRENCY);
    let outage: Refusal | undefined;
    const refusals = await limit.map(emails, async (email) => {
      const addresses = addressesOf(email).filter((address) => !this.#delivered.has(keyOf(email, address)));
      if (addresses.length === 0) return [];
      if (outage !== undefined) return [outage];
      const refused = await deliverEmail(transport, email, addresses, attempt.signal);
      outage ??= refused.find(({ error }) => isOutage(error));
      this.#remember(email, addresses, refused);
      return refused;
    });
    report(refusals.flat(), emails.flatMap(addressesOf).length, attempt.logger);
  }

  #remember(email: Email, addresses: readonly string[], refused: readonly Refusal[]): void {
    const without = new Set(refused.map(({ address }) => address));
    for (const address of addresses) {
      if (!without.has(address)) this.#delivered.set(keyOf(email, address), true);
    }
  }
}

function keyOf({ messageId }: Email, address: string): string {
  return `${messageId} ${address}`;
}

function report(refusals: readonly Refusal[], recipients: number, logger: Logger): void {
  const passing = refusals.find(({ isPermanent }) => !isPermanent);
  const told = passing ?? refusals[0];
  if (told === undefined) return;
  const { error: cause } = told;
  const reason = cause instanceof Error ? cause.message : String(cause);
  const message = `The mail server did not take the e-mail for ${refusals.length} of ${recipients} recipients: ${reason}`;
  if (passing !== undefined) throw new Error(message, { cause });
  if (refusals.length === recipients) throw new GiveUp(message, { cause });
  logger.warn(message, { addresses: refusals.map(({ address }) => address) });
}
