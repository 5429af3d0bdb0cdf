import { describeError } from '../../../definition/condition-errors.js';
import { CONDITION_LIMITS } from '../../../definition/condition-limits.js';
import type { FieldError } from '../../../errors.js';
import type { UserId } from '../../../types.js';
import { isAddress } from './email-address.js';
import { recipientExpressions } from './recipient-expressions.js';
import { compileTemplate } from './text-template.js';

/** Those whom what happened names: `approvers` are whoever holds the open seats that it is about. */
export const RECIPIENT_WORDS = ['requester', 'approvers', 'actor', 'started_by'] as const;
export type RecipientWord = (typeof RECIPIENT_WORDS)[number];

/**
 * Whom to write to: a word, an e-mail address, a user of the directory, or whoever a CEL expression gives over what
 * happened: an address, a user's id, or a list of those.
 */
export type EmailRecipient =
  RecipientWord | (string & {}) | { readonly user: UserId } | { readonly expression: string };

/** A text with placeholders, for every language or one for each. */
export type LocalizedText = string | Readonly<Record<string, string>>;

/** What an action that sends an e-mail may say. */
export type EmailParameters = Readonly<{
  /** @defaultValue by the event: its requester, or its approvers */
  to?: readonly EmailRecipient[];
  /** Whoever gets a copy. It makes the e-mail one that all recipients share, and see each other on. */
  cc?: readonly EmailRecipient[];
  subject?: LocalizedText;
  /** The text of the e-mail; without `html` also what its HTML says. */
  text?: LocalizedText;
  html?: LocalizedText;
}>;

const MAXIMUM_RECIPIENTS = 50;
const MAXIMUM_SUBJECT = 500;
const MAXIMUM_TEXT = 20_000;

const RECIPIENTS = {
  type: 'array',
  minItems: 1,
  maxItems: MAXIMUM_RECIPIENTS,
  items: {
    type: ['string', 'object'],
    pattern: `^(?:${RECIPIENT_WORDS.join('|')}|[^@\\s]+@[^@\\s]+)$`,
    maxLength: 254,
    minProperties: 1,
    maxProperties: 1,
    properties: {
      user: { type: ['string', 'integer'] },
      expression: { type: 'string', maxLength: CONDITION_LIMITS.characters },
    },
    additionalProperties: false,
  },
} as const;

function localized(maxLength: number): object {
  return {
    type: ['string', 'object'],
    minLength: 1,
    maxLength,
    minProperties: 1,
    additionalProperties: { type: 'string', minLength: 1, maxLength },
  };
}

/** The JSON Schema of {@link EmailParameters}. */
export const EMAIL_PARAMETERS: Readonly<Record<string, unknown>> = {
  type: 'object',
  properties: {
    to: RECIPIENTS,
    cc: RECIPIENTS,
    subject: localized(MAXIMUM_SUBJECT),
    text: localized(MAXIMUM_TEXT),
    html: localized(MAXIMUM_TEXT),
  },
  additionalProperties: false,
};

/** What the schema cannot see: addresses that are none, expressions and templates that cannot be read. */
export function findEmailProblems(parameters: EmailParameters): readonly FieldError[] {
  const recipients = (['to', 'cc'] as const).flatMap((name) =>
    (parameters[name] ?? []).map((recipient, index) => ({
      path: `${name}.${index}`,
      message: recipientProblem(recipient),
    })),
  );
  const texts = (['subject', 'text', 'html'] as const).flatMap((name) =>
    textsOf(name, parameters[name]).map(([path, text]) => ({ path, message: templateProblem(text) })),
  );
  return [...recipients, ...texts].flatMap(({ path, message }) =>
    message === null ? [] : { path, message },
  );
}

/** The languages that an action has texts of its own in. */
export function languagesOf({ subject, text, html }: EmailParameters): readonly string[] {
  return [subject, text, html].flatMap((given) => (typeof given === 'object' ? Object.keys(given) : []));
}

/** Whether a recipient is named by a word. */
export function isRecipientWord(recipient: string): recipient is RecipientWord {
  return (RECIPIENT_WORDS as readonly string[]).includes(recipient);
}

function recipientProblem(recipient: EmailRecipient): string | null {
  if (typeof recipient === 'string') {
    if (isRecipientWord(recipient) || isAddress(recipient)) return null;
    return `must be an e-mail address, or one of ${RECIPIENT_WORDS.join(', ')}`;
  }
  if (!('expression' in recipient)) return null;
  const problem = problemOf(() => recipientExpressions.compile(recipient.expression));
  return problem === null ? null : `must be a CEL expression that gives addresses or user ids: ${problem}`;
}

function textsOf(name: string, given: LocalizedText | undefined): readonly (readonly [string, string])[] {
  if (given === undefined) return [];
  if (typeof given === 'string') return [[name, given]];
  return Object.entries(given).map(([language, text]) => [`${name}.${language}`, text] as const);
}

function templateProblem(text: string): string | null {
  const problem = problemOf(() => compileTemplate(text));
  return problem === null ? null : `must be a Mustache template: ${problem}`;
}

function problemOf(read: () => unknown): string | null {
  try {
    read();
    return null;
  } catch (error) {
    return describeError(error);
  }
}
