import { webhookEvent } from '../../lib/contract/events.js';
import type { JsonSchema, NamedSchemas } from '../../lib/contract/field.js';

/** What the action `webhook` sends to others, as OpenAPI says it. */
export function describeWebhooks(schemas: NamedSchemas): JsonSchema {
  return {
    workflowEvent: {
      post: {
        summary: 'Tells of what has happened, by the scheme of Standard Webhooks.',
        description:
          'It is sent again until it is answered 2xx, each time with the same id: act on an id once. ' +
          'verifyWebhookSignature of the package tells whether it was signed with your secret.',
        parameters: [
          header('webhook-id', 'The same for every attempt.', true),
          header('webhook-timestamp', 'When the attempt was made, in seconds since 1970.', true),
          header(
            'webhook-signature',
            'HMAC-SHA256 over id, timestamp and body, where there is a secret.',
            false,
          ),
        ],
        requestBody: {
          required: true,
          content: { 'application/json': { schema: webhookEvent.json(schemas) } },
        },
        responses: { '2XX': { description: 'Received.' } },
      },
    },
  };
}

function header(name: string, description: string, required: boolean): JsonSchema {
  return { name, in: 'header', description, required, schema: { type: 'string' } };
}
