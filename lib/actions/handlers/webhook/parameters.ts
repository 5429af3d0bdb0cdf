import { RESERVED_HEADERS } from './headers.js';
import { WEBHOOK_FACTS, type WebhookFact } from './payload.js';

/** The parameters of a `webhook` action. Each text may be written as a named secret: `{ "secret": "erp-hook" }`. */
export type WebhookParameters = Readonly<{
  /** Where to send it: any port, no user name or password. Redirects are not followed. */
  url: string;
  /**
   * What signs it. Best is `whsec_` and the base64 of 24 to 64 random bytes, which every library of Standard Webhooks
   * reads; any other text is the key as it stands.
   */
  secret: string;
  /** Further headers. Those that belong to the connection, the content or the signature are refused. */
  headers?: Readonly<Record<string, string>>;
  /** Which facts go out beside `event` and `occurred_at`. @defaultValue all of them */
  include?: readonly WebhookFact[];
  /**
   * Whether the attributes of the object go out, or which. They leave the application, and may hold what only some of
   * its people may see. @defaultValue `false`
   */
  include_object?: boolean | readonly string[];
}>;

/** The JSON Schema of {@link WebhookParameters}. */
export function webhookSchema(isInsecureEver: boolean): Readonly<Record<string, unknown>> {
  return {
    type: 'object',
    properties: {
      url: { type: 'string', maxLength: 2048, pattern: isInsecureEver ? '^https?://' : '^https://' },
      secret: { type: 'string', minLength: 1, maxLength: 1024 },
      headers: {
        type: 'object',
        maxProperties: 32,
        propertyNames: {
          pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$",
          not: { pattern: inAnyCase(RESERVED_HEADERS) },
        },
        additionalProperties: { type: 'string', maxLength: 4096, pattern: '^[\\t\\x20-\\x7e\\x80-\\xff]*$' },
      },
      include: { type: 'array', uniqueItems: true, items: { enum: WEBHOOK_FACTS } },
      include_object: { anyOf: [{ type: 'boolean' }, { type: 'array', items: { type: 'string' } }] },
    },
    required: ['url', 'secret'],
    additionalProperties: false,
  };
}

/** Patterns of JSON Schema have no flags. */
function inAnyCase({ source }: RegExp): string {
  return source.replace(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`);
}
