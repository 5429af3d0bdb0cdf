import { ACTION_EVENTS, type ActionEvent } from '../../../definition/types.js';
import type { ActionFacts } from '../../facts.js';
import { readAddress, type EmailAddress } from './email-address.js';
import type { MailTransport, SmtpOptions } from './mail-transport.js';
import type { KnownKeys } from '../../../known-options.js';
import { refused, requireKnown } from '../../../known-options.js';

/** What one e-mail says. */
export interface EmailContent {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** An e-mail that is about to be written. */
export interface EmailDraft {
  readonly facts: ActionFacts;
  /** One of the languages that e-mails are written in. */
  readonly language: string;
  /** What the object is called. */
  readonly title: string;
  readonly link: string | null;
  /** Who reads it; `name` is `null` for somebody who is no user of the directory. */
  readonly recipient: { readonly name: string | null; readonly address: string };
}

/** Writes an e-mail, or some of it: the rest is written as usual. Its HTML is sent as it is; see `escapeHtml`. */
export type EmailTemplate = (draft: EmailDraft) => Partial<EmailContent>;

/** What `emailHandler` takes. */
export interface EmailOptions {
  /**
   * A transporter of nodemailer; or where the SMTP server is, as options or as a URL
   * (`smtps://user:password@mail.example.com`), for which nodemailer must be installed.
   */
  readonly transport: MailTransport | SmtpOptions | string;
  /** Who writes: `noreply@example.com`, or `Approvals <noreply@example.com>`. */
  readonly from: string;
  /** Gives the absolute URL at which people see the object. @defaultValue no link */
  readonly link?: (facts: ActionFacts) => string | null;
  /**
   * Gives what people call the object.
   *
   * @defaultValue its `title`, `name`, `subject`, `reference` or `number`, else its model and id
   */
  readonly title?: (facts: ActionFacts) => string;
  /** Texts of your own, by event. What an action says itself comes before them. */
  readonly templates?: Partial<Readonly<Record<ActionEvent, EmailTemplate>>>;
  /**
   * The languages to write in, as BCP 47 tags. English and Arabic texts come with the package; others need
   * `templates`. Whoever speaks none of them is written to in the first that the workflow has a name in, else in the
   * first.
   *
   * @defaultValue `['en', 'ar']`
   */
  readonly languages?: readonly string[];
  /** What stands above each e-mail, and the colour of its button. */
  readonly brand?: EmailBrand;
}

/** How e-mails look. */
export interface EmailBrand {
  readonly name?: string;
  /** As `#rrggbb`. @defaultValue `'#1d4ed8'` */
  readonly color?: string;
}

/** The options of the handler, checked. */
export interface ResolvedEmailOptions extends Omit<EmailOptions, 'from' | 'languages' | 'brand'> {
  readonly from: EmailAddress;
  readonly languages: readonly [string, ...string[]];
  readonly brand: { readonly name: string; readonly color: string };
}

const OPTIONS: KnownKeys<EmailOptions> = {
  transport: true,
  from: true,
  link: true,
  title: true,
  templates: true,
  languages: true,
  brand: true,
};
const BRAND: KnownKeys<EmailBrand> = { name: true, color: true };
const ASKED = { caller: 'emailHandler', code: 'INVALID_CONFIGURATION' } as const;

const DEFAULT_COLOR = '#1d4ed8';

/** @throws WorkflowError `INVALID_CONFIGURATION`, naming the option */
export function resolveEmailOptions(options: EmailOptions): ResolvedEmailOptions {
  // JavaScript hosts have no compiler to tell them.
  requireKnown(options, OPTIONS, ASKED);
  if (options.brand !== undefined) requireKnown(options.brand, BRAND, { ...ASKED, path: 'brand' });
  const { transport, from, templates = {}, languages = ['en', 'ar'], brand = {} } = options;
  const given: unknown = transport;
  if (typeof given !== 'string' && (typeof given !== 'object' || given === null)) {
    refuse('transport', 'must be a nodemailer transporter, or the options or the URL of an SMTP server');
  }
  const sender = typeof from === 'string' ? readAddress(from) : undefined;
  if (sender === undefined) refuse('from', 'must be an address, such as Approvals <noreply@example.com>');
  for (const event of Object.keys(templates)) {
    if (!(ACTION_EVENTS as readonly string[]).includes(event)) {
      refuse(`templates.${event}`, `is no event; there are ${ACTION_EVENTS.join(', ')}`);
    }
  }
  const [first, ...more] = languages;
  if (first === undefined) refuse('languages', 'must name a language');
  const { name = '', color = DEFAULT_COLOR } = brand;
  if (!/^#[\da-f]{6}$/i.test(color)) refuse('brand.color', 'must be written as #rrggbb');
  return { ...options, from: sender, languages: [first, ...more], brand: { name, color } };
}

function refuse(path: string, expected: string): never {
  throw refused(ASKED, path, expected);
}
