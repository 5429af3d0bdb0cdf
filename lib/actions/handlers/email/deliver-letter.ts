import type { MailMessage, MailTransport } from './mail-transport.js';
import { refusalsBy, refusalsIn, type Refusal } from './smtp-replies.js';
import { untilAborted } from './until-aborted.js';

/** One e-mail to everybody who is named on it. */
export type Letter = Omit<MailMessage, 'envelope' | 'signal'>;

/** Everybody who is named on a letter. */
export function addressesOf({ to, cc }: Letter): readonly string[] {
  return [...to, ...cc].map(({ address }) => address);
}

/** Hands a letter to the mail server for some of those who are named on it. @returns those who do not get it */
export async function deliverLetter(
  transport: MailTransport,
  letter: Letter,
  addresses: readonly string[],
  signal: AbortSignal,
): Promise<readonly Refusal[]> {
  const message: MailMessage = { ...letter, signal };
  if (addresses.length < addressesOf(letter).length) {
    message.envelope = { from: letter.from.address, to: [...addresses] };
  }
  try {
    return refusalsIn(await untilAborted(() => transport.sendMail(message), signal));
  } catch (error) {
    return refusalsBy(error, addresses);
  }
}
