import type { MailMessage, MailTransport } from './mail-transport.js';
import { refusalsBy, refusalsIn, type Refusal } from './smtp-replies.js';
import { untilAborted } from './until-aborted.js';

/** One e-mail to everybody who is named on it. */
export type Email = Omit<MailMessage, 'envelope' | 'signal'>;

/** Everybody who is named on an e-mail. */
export function addressesOf({ to, cc }: Email): readonly string[] {
  return [...to, ...cc].map(({ address }) => address);
}

/** Hands an e-mail to the mail server for some of those who are named on it. @returns those who do not get it */
export async function deliverEmail(
  transport: MailTransport,
  email: Email,
  addresses: readonly string[],
  signal: AbortSignal,
): Promise<readonly Refusal[]> {
  const message: MailMessage = { ...email, signal };
  if (addresses.length < addressesOf(email).length) {
    message.envelope = { from: email.from.address, to: [...addresses] };
  }
  try {
    return refusalsIn(await untilAborted(() => transport.sendMail(message), signal));
  } catch (error) {
    return refusalsBy(error, addresses);
  }
}
