import type { ActionContext } from '../../handler.js';
import type { Email } from './deliver-email.js';
import type { EmailAddress } from './email-address.js';
import { AUTOMATIC, domainOf, messageId, threadId } from './email-headers.js';
import { chooseLanguage } from './email-language.js';
import type { EmailDraft, ResolvedEmailOptions } from './email-options.js';
import { languagesOf, type EmailParameters } from './email-parameters.js';
import { titleOf } from './email-view.js';
import type { Recipient, Recipients } from './find-recipients.js';
import { oneLine } from './plain-text.js';
import { writeContent } from './write-content.js';

type Context = ActionContext<EmailParameters>;

/** Writes one e-mail to each recipient; with copies, one that all of them share. */
export function writeEmails(
  context: Context,
  { to, cc }: Recipients,
  options: ResolvedEmailOptions,
): readonly Email[] {
  const shared = cc.length > 0 ? [{ to, cc }] : to.map((one) => ({ to: [one], cc: [] }));
  return shared.flatMap((recipients) => {
    const [first] = [...recipients.to, ...recipients.cc];
    return first === undefined
      ? []
      : writeEmail(context, recipients, draftFor(context, first, options), options);
  });
}

function writeEmail(
  context: Context,
  recipients: Recipients,
  draft: EmailDraft,
  options: ResolvedEmailOptions,
): Email {
  const { from } = options;
  const domain = domainOf(from.address);
  const thread = threadId(context, domain);
  const addresses = [...recipients.to, ...recipients.cc].map(({ address }) => address);
  return {
    from,
    to: recipients.to.map(toAddress),
    cc: recipients.cc.map(toAddress),
    ...writeContent(draft, context.parameters, options),
    messageId: messageId(context.idempotencyKey, addresses, domain),
    inReplyTo: thread,
    references: thread,
    headers: { ...AUTOMATIC },
  };
}

function draftFor(
  facts: Context,
  { address, name, locale }: Recipient,
  { languages, link, title = titleOf }: ResolvedEmailOptions,
): EmailDraft {
  const [first, ...more] = languages;
  const spoken = [first, ...more, ...languagesOf(facts.parameters)] as const;
  return {
    facts,
    language: chooseLanguage(locale, spoken, facts.attachment.workflowNames),
    title: oneLine(title(facts)),
    link: linkTo(link?.(facts) ?? null),
    recipient: { name, address },
  };
}

/** @throws Error where the host gives what is no link: `javascript:` would be one, and a path leads nowhere from a mailbox */
function linkTo(url: string | null): string | null {
  if (url === null) return null;
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol === 'https:' || parsed?.protocol === 'http:') return parsed.href;
  throw new Error(`The option "link" of emailHandler must give an absolute http(s) URL, not "${url}".`);
}

function toAddress({ name, address }: Recipient): EmailAddress {
  return { name: oneLine(name ?? ''), address };
}
