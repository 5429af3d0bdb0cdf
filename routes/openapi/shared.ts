import type { JsonSchema } from '../../lib/contract/field.js';

/** A refusal, as RFC 9457 carries it. */
export const PROBLEM: JsonSchema = {
  type: 'object',
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string', description: 'What the status says.' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What is wrong and what to do, for people.' },
    code: { type: 'string', description: 'What is wrong, for programs; stable.' },
    errors: {
      type: 'array',
      description: 'Each thing that is wrong, and where.',
      items: {
        type: 'object',
        properties: {
          path: { type: 'string', description: 'Dotted: `stage_info.approvals.0.user_role`.' },
          message: { type: 'string' },
        },
        required: ['path', 'message'],
      },
    },
    details: { type: 'object', description: 'Facts for programs.' },
  },
  required: ['type', 'title', 'status', 'detail', 'code'],
};

/** Headers that many operations heed. */
export const PARAMETERS = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'Unique for what is to be done once. The same key gives the same answer for 24 hours.',
    schema: { type: 'string', minLength: 1, maxLength: 191 },
  },
  AcceptLanguage: {
    name: 'Accept-Language',
    in: 'header',
    description: 'In which languages names are wanted, best first.',
    schema: { type: 'string' },
    example: 'ar, en;q=0.8',
  },
} as const satisfies Readonly<Record<string, JsonSchema>>;

/** A reference to one of {@link PARAMETERS}. */
export function parameter(name: keyof typeof PARAMETERS): JsonSchema {
  return { $ref: `#/components/parameters/${name}` };
}
