import { createRequire } from 'node:module';
import type { JsonSchema, NamedSchemas } from '../../lib/contract/field.js';
import type { Operation } from '../operation.js';
import { describeOperation } from './describe-operation.js';
import { PARAMETERS, PROBLEM } from './shared.js';
import { describeWebhooks } from './webhooks.js';

const require = createRequire(import.meta.url);

/** An OpenAPI 3.1 document. */
export interface OpenApiDocument extends JsonSchema {
  readonly openapi: '3.1.0';
  readonly paths: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
}

/**
 * Describes operations by an OpenAPI 3.1 document. Paths are relative to where the document is, so that it is true wherever
 * the router is mounted.
 */
export function openApiDocument(operations: readonly Operation[]): OpenApiDocument {
  const schemas = new Components('schemas');
  const responses = new Components('responses');
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const operation of operations) {
    const path = operation.path.replaceAll(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[operation.method] = describeOperation(operation, { schemas, responses });
  }
  const { version } = require('express-dynamic-workflows/package.json') as { readonly version: string };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Approval workflows',
      description: INTRODUCTION,
      version,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '.', description: 'Where this document is.' }],
    paths,
    webhooks: describeWebhooks(schemas),
    components: {
      schemas: { ...schemas.all, Problem: PROBLEM },
      responses: responses.all,
      parameters: PARAMETERS,
    },
  };
}

const INTRODUCTION = [
  'The user of a request is whom the application that mounts this API has signed in: sign in as you do there.',
  'Refusals are problems of RFC 9457 with a stable `code`.',
  'A request that changes something may carry an `Idempotency-Key`: sent again, it is answered as before and does nothing.',
  'New members may be added to answers.',
].join(' ');

/** What has a name, and is referred to by it. */
class Components implements NamedSchemas {
  readonly all: Record<string, JsonSchema> = {};
  readonly #kind: string;

  constructor(kind: string) {
    this.#kind = kind;
  }

  readonly refer = (name: string, make: () => JsonSchema): JsonSchema => {
    if (!Object.hasOwn(this.all, name)) {
      // It may refer to itself.
      this.all[name] = {};
      this.all[name] = make();
    }
    return { $ref: `#/components/${this.#kind}/${name}` };
  };
}
