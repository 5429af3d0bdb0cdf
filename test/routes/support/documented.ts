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
  const title = `${method.toUpperCase()} ${found.template} ${status}`;
  const place = ['paths', found.template, method, 'responses', String(status)];
  const described = responseAt(place);
  assert.ok(described !== undefined, `${title} is not in the document: ${JSON.stringify(body)}`);
  if (status === 204) return;
  const type = contentType.split(';')[0] ?? '';
  assert.ok(described.content?.[type] !== undefined, `${title} has no ${type} in the document.`);
  const validate = validatorOf(`document${described.pointer}/content/${part(type)}/schema`);
  if (validate(body)) return;
  const problem = ajv().errorsText(validate.errors);
  assert.fail(`${title} is not as the document says: ${problem}\n${JSON.stringify(body)}`);
}

interface Described {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, unknown>>;
}

/** A response of the document, and where it stands: many are referred to. */
function responseAt(place: readonly string[]): (Described & { readonly pointer: string }) | undefined {
  const found = valueAt(place);
  if (found === undefined) return undefined;
  if (found.$ref === undefined) return { ...found, pointer: `#/${place.map(part).join('/')}` };
  return { ...valueAt(found.$ref.slice(2).split('/')), pointer: found.$ref };
}

function valueAt(place: readonly string[]): Described | undefined {
  return place.reduce<unknown>(
    (value, name) => (value as Readonly<Record<string, unknown>> | undefined)?.[name],
    document(),
  ) as Described | undefined;
}

function validatorOf($ref: string): ValidateFunction {
  const validate = validators.get($ref) ?? ajv().compile({ $ref });
  validators.set($ref, validate);
  return validate;
}

/** A name as a part of a pointer into a document. */
function part(name: string): string {
  return encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
}
