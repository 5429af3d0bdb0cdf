import type { JsonSchema, NamedSchemas } from '../../lib/contract/field.js';
import type { ObjectInput } from '../../lib/contract/object.js';
import type { ErrorCode } from '../../lib/errors.js';
import { STATUS_CODES } from 'node:http';
import type { Access, Operation } from '../operation.js';
import { byStatus, refusalsOf } from '../refusals.js';
import { parameter } from './shared.js';

const FOR: Readonly<Record<Access, string>> = {
  user: 'For anyone who is signed in.',
  manage: 'For whoever may manage workflows.',
  attachment: 'For whoever may see the attachment; to others it does not exist.',
};

/** An object's schema, as far as it is taken apart. */
interface ObjectSchema extends JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

/** What operations have in common, and refer to by its name. */
interface Shared {
  readonly schemas: NamedSchemas;
  readonly responses: NamedSchemas;
}

/** What OpenAPI says of one operation. */
export function describeOperation(operation: Operation, { schemas, responses }: Shared): JsonSchema {
  const { id, path, summary, access, contract } = operation;
  const [, resource = ''] = path.split('/');
  return {
    operationId: id,
    tags: [resource],
    summary,
    description: FOR[access],
    parameters: [
      ...parametersOf('path', contract.params?.json(schemas)),
      ...parametersOf('query', contract.query?.json(schemas)),
      parameter('AcceptLanguage'),
      ...(operation.method === 'get' ? [] : [parameter('IdempotencyKey')]),
    ],
    ...requestBodyOf(operation, schemas),
    responses: { ...successOf(operation, schemas), ...problemsOf(operation, responses) },
  };
}

function parametersOf(place: 'path' | 'query', schema: ObjectSchema = {}): readonly JsonSchema[] {
  const { properties = {}, required = [] } = schema;
  return Object.entries(properties).map(([name, { description, ...json }]) => ({
    name,
    in: place,
    ...(description === undefined ? {} : { description }),
    ...(place === 'path' || required.includes(name) ? { required: true } : {}),
    schema: json,
  }));
}

function requestBodyOf({ contract: { body }, example }: Operation, schemas: NamedSchemas): JsonSchema {
  if (body === undefined) return {};
  const schema = body.json(schemas);
  const content = { schema, ...(example === undefined ? {} : { example }) };
  const required = !takesNothing(body);
  return { requestBody: { required, content: { 'application/json': content } } };
}

/** Whether an empty object will do: then no body will do as well. */
function takesNothing({ schema, isRuled, parse }: ObjectInput<unknown>): boolean {
  if (isRuled === true || schema().validate({}).error !== undefined) return false;
  try {
    parse({}, '');
    return true;
  } catch {
    return false;
  }
}

function successOf({ contract: { answer }, status }: Operation, schemas: NamedSchemas): JsonSchema {
  if (answer === undefined) return { [status ?? 204]: { description: 'Done.' } };
  const content = { 'application/json': { schema: answer.json(schemas) } };
  return { [status ?? 200]: { description: status === 201 ? 'Created.' : 'As asked.', content } };
}

function problemsOf(operation: Operation, responses: NamedSchemas): JsonSchema {
  const problems = [...byStatus(refusalsOf(operation))].sort(([one], [other]) => one - other);
  return Object.fromEntries(
    problems.map(([status, codes]) => [
      status,
      // Most operations are refused for the same reasons: those of each status are said once.
      responses.refer(codes.map(pascalCase).join('Or'), () => problemOf(status, codes)),
    ]),
  );
}

function problemOf(status: number, codes: readonly ErrorCode[]): JsonSchema {
  const code = { type: 'string', enum: codes };
  const schema = { allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code } }] };
  return {
    description: STATUS_CODES[status] ?? 'Error',
    content: { 'application/problem+json': { schema } },
  };
}

/** `NOT_FOUND` → `NotFound`. */
function pascalCase(code: ErrorCode): string {
  return code.toLowerCase().replaceAll(/(?:^|_)([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
