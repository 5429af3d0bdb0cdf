import assert from 'node:assert/strict';
import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { lazy } from '../../../lib/lazy.js';
import { openApiDocument } from '../../../routes/openapi/document.js';
import { OPERATIONS } from '../../../routes/operations/index.js';

/** What was asked, and answered. */
export interface Exchanged {
  readonly method: string;
  /** As it was asked for, below where the router is mounted. */
  readonly path: string;
  readonly status: number;
  readonly contentType: string;
  readonly body: unknown;
}

const document = lazy(() => openApiDocument(OPERATIONS));

const ajv = lazy(() => {
  const made = new Ajv2020({ strict: false, allErrors: true, formats: fullFormats });
  return made.addSchema(document(), 'document');
});
const validators = new Map<string, ValidateFunction>();

const TEMPLATES = OPERATIONS.map(({ method, path }) => ({
  method,
  template: path.replaceAll(/:(\w+)/g, '{$1}'),
  pattern: new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}/?$`),
}));

/**
 * Checks an answer against the document: that its status is among those of the operation, and that the body is as the
 * document says. What is no operation is not looked at.
 */
export function assertDocumented({ method, path, status, contentType, body }: Exchanged): void {
  const [bare = ''] = path.split('?');
  const found = TEMPLATES.find((one) => one.method === method && one.pattern.test(bare));
  if (found === undefined) return;
  const { responses } = document().paths[found.template]?.[method] as unknown as {
    responses: Record<string, Described>;
  };
  const title = `${method.toUpperCase()} ${found.template} ${status}`;
  const described = responses[status];
  assert.ok(described !== undefined, `${title} is not in the document: ${JSON.stringify(body)}`);
  const type = contentType.split(';')[0] ?? '';
  if (status === 204) return;
  assert.ok(described.content?.[type] !== undefined, `${title} has no ${type} in the document.`);
  const validate = validatorOf([
    found.template,
    method,
    'responses',
    String(status),
    'content',
    type,
    'schema',
  ]);
  if (validate(body)) return;
  assert.fail(
    `${title} is not as the document says: ${ajv().errorsText(validate.errors)}\n${JSON.stringify(body)}`,
  );
}

interface Described {
  readonly content?: Readonly<Record<string, unknown>>;
}

function validatorOf(path: readonly string[]): ValidateFunction {
  const pointer = ['paths', ...path].map((part) =>
    encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')),
  );
  const $ref = `document#/${pointer.join('/')}`;
  const validate = validators.get($ref) ?? ajv().compile({ $ref });
  validators.set($ref, validate);
  return validate;
}
