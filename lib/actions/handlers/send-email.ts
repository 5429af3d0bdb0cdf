import type { ActionHandler } from '../handler.js';
import { resolveEmailOptions, type EmailOptions } from './email/email-options.js';
import { EMAIL_PARAMETERS, findEmailProblems, type EmailParameters } from './email/email-parameters.js';
import { findRecipients } from './email/find-recipients.js';
import { isTransport, openSmtp, type MailTransport } from './email/mail-transport.js';
import { namePeople } from './email/name-people.js';
import { EmailSender } from './email/email-sender.js';
import { writeEmails } from './email/write-emails.js';

/** A mail server may let an unknown sender wait before it answers. */
const TIMEOUT_MS = 50_000;

/**
 * Makes the handler `send_email`: it writes to whom an event concerns, or whom its action names, in their language.
 *
 * Everybody gets a message of their own; only `cc` makes it one that all share, in the language of the first. Whoever
 * has no address is left out, and where nobody is left nothing is sent. Where the mail server is out of reach or asks
 * to come back later, the action is tried again, and leaves out those whom this process has reached; another process
 * may send them a second copy, with the same `Message-ID`. What is refused for good is a dead letter where nobody got
 * it, else a warning in the log. An e-mail cannot be rolled back: no action may send it `inline`.
 *
 * @throws WorkflowError `INVALID_CONFIGURATION`, naming the option
 *
 * @example
 * ```ts
 * const sendEmail = emailHandler({
 *   transport: process.env.SMTP_URL ?? 'smtp://localhost:25',
 *   from: 'Approvals <noreply@example.com>',
 *   link: ({ attachment }) => `https://app.example.com/requests/${attachment.objectId}`,
 * });
 * ```
 */
export function emailHandler(options: EmailOptions): ActionHandler<EmailParameters> {
  const resolved = resolveEmailOptions(options);
  const sender = new EmailSender(transportOf(options));
  return {
    description: 'Sends an e-mail to those whom the event concerns, or whom the action names.',
    parameters: EMAIL_PARAMETERS,
    findProblems: findEmailProblems,
    timeoutMs: TIMEOUT_MS,
    onlyAfterCommit: true,
    async run(context) {
      const recipients = await findRecipients(context);
      const emails = writeEmails(await namePeople(context), recipients, resolved);
      if (emails.length > 0) await sender.deliver(emails, context);
    },
  };
}

function transportOf({ transport }: EmailOptions): () => Promise<MailTransport> {
  if (typeof transport !== 'string' && isTransport(transport)) return () => Promise.resolve(transport);
  let opened: Promise<MailTransport> | undefined;
  return () => (opened ??= openSmtp(transport));
}
