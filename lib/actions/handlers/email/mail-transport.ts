import { WorkflowError } from '../../../errors.js';
import type { EmailAddress } from './email-address.js';

/** An e-mail as nodemailer takes it. */
export interface MailMessage {
  from: EmailAddress;
  to: EmailAddress[];
  cc: EmailAddress[];
  subject: string;
  text: string;
  html: string;
  messageId: string;
  inReplyTo: string;
  references: string;
  headers: Record<string, string>;
  /** Whom to hand it to, where that is not everybody who is named. */
  envelope?: { from: string; to: string[] };
  /** For nodemailer 10.5 and later, which then closes the connection. */
  signal: AbortSignal;
}

/** What sends e-mails: a transporter of nodemailer, or anything with its `sendMail`. */
export interface MailTransport {
  sendMail(message: MailMessage): Promise<unknown>;
}

/** How to reach an SMTP server; everything that nodemailer's `createTransport` takes. */
export interface SmtpOptions {
  readonly host?: string;
  /** @defaultValue `587`, or `465` where `secure` */
  readonly port?: number;
  /** Whether TLS begins with the connection. @defaultValue `false`: by STARTTLS, where the server offers it */
  readonly secure?: boolean;
  /** Refuses to send without TLS. */
  readonly requireTLS?: boolean;
  readonly auth?: Readonly<Record<string, unknown>>;
  /** Keeps connections open, for many e-mails; the process then ends only when it is told to. */
  readonly pool?: boolean;
  readonly [option: string]: unknown;
}

/** Whether these are no SMTP options but something that sends. */
export function isTransport(value: object): value is MailTransport {
  return 'sendMail' in value && typeof value.sendMail === 'function';
}

/**
 * Makes a transporter for an SMTP server with the nodemailer that is installed.
 *
 * @throws WorkflowError `INVALID_CONFIGURATION` where none is, or it does not load
 */
export async function openSmtp(
  options: SmtpOptions | string,
  packageName = 'nodemailer',
): Promise<MailTransport> {
  const imported = await importMailer(packageName);
  if (typeof imported.createTransport === 'function') {
    return (imported as { createTransport(options: unknown): MailTransport }).createTransport(options);
  }
  throw new WorkflowError('INVALID_CONFIGURATION', `The package ${packageName} is not nodemailer.`);
}

async function importMailer(packageName: string): Promise<{ readonly createTransport?: unknown }> {
  try {
    return (await import(packageName)) as object;
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND';
    const message = isMissing
      ? 'E-mail by SMTP needs nodemailer, which is not installed: run "npm install nodemailer".'
      : `The package ${packageName} does not load.`;
    throw new WorkflowError('INVALID_CONFIGURATION', message, { cause });
  }
}
