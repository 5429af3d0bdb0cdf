import type { ErrorObject } from 'ajv';
import type { FieldError } from '../errors.js';
import { joinPath } from './json-value.js';
import { FORM_LIMITS } from './form-limits.js';

/** Characters of a path or a message: data and schemas repeat in them, and must not make an answer huge. */
const MAXIMUM_LENGTH = 500;

type Parameters = Readonly<Record<string, unknown>>;

/** How people call the types of JSON Schema. */
const TYPE_NAMES: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['number', 'a number'],
  ['integer', 'a whole number'],
  ['boolean', 'true or false'],
  ['array', 'a list'],
  ['object', 'an object'],
]);

/** What to say about each keyword that was not satisfied, worded to follow the path of the field. */
const MESSAGES: ReadonlyMap<string, (parameters: Parameters) => string> = new Map(
  Object.entries<(parameters: Parameters) => string>({
    required: () => 'is required',
    dependentRequired: ({ property }) => `is required where ${String(property)} is given`,
    dependencies: ({ property }) => `is required where ${String(property)} is given`,
    additionalProperties: () => 'is not allowed',
    unevaluatedProperties: () => 'is not allowed',
    propertyNames: () => 'is not an allowed name',
    'false schema': () => 'is not allowed',
    type: ({ type }) => `must be ${nameTypes(type)}`,
    enum: ({ allowedValues }) => `must be one of: ${list(allowedValues)}`,
    const: ({ allowedValue }) => `must be ${JSON.stringify(allowedValue)}`,
    minimum: ({ limit }) => `must be at least ${String(limit)}`,
    maximum: ({ limit }) => `must be at most ${String(limit)}`,
    exclusiveMinimum: ({ limit }) => `must be greater than ${String(limit)}`,
    exclusiveMaximum: ({ limit }) => `must be less than ${String(limit)}`,
    multipleOf: ({ limit }) => `must be a multiple of ${String(limit)}`,
    minLength: ({ limit }) => `must be at least ${String(limit)} characters long`,
    maxLength: ({ limit }) => `must be at most ${String(limit)} characters long`,
    pattern: ({ pattern }) => `must match the pattern ${String(pattern)}`,
    format: ({ format }) => `must be a valid ${String(format)}`,
    minItems: ({ limit }) => `must hold at least ${String(limit)} entries`,
    maxItems: ({ limit }) => `must hold at most ${String(limit)} entries`,
    items: ({ limit }) => `must hold at most ${String(limit)} entries`,
    additionalItems: ({ limit }) => `must hold at most ${String(limit)} entries`,
    unevaluatedItems: ({ limit }) => `must hold at most ${String(limit)} entries`,
    uniqueItems: () => 'must not repeat an entry',
    contains: () => 'does not hold the entries it must',
    minProperties: ({ limit }) => `must have at least ${String(limit)} fields`,
    maxProperties: ({ limit }) => `must have at most ${String(limit)} fields`,
    anyOf: () => 'matches none of the allowed alternatives',
    oneOf: () => 'must match exactly one of the allowed alternatives',
    not: () => 'is not allowed to have this value',
  }),
);

/** The parameters of Ajv's errors that name a property of the value at fault. */
const PROPERTY_PARAMETERS = ['missingProperty', 'additionalProperty', 'unevaluatedProperty'] as const;

/**
 * Turns what Ajv found into {@link FieldError}s. The path of an error about a property that is missing or must not
 * be there names that property.
 *
 * @param path - What to call the value that was judged: `form_data`.
 */
export function describeErrors(errors: readonly ErrorObject[], path: string): readonly FieldError[] {
  const described = new Map<string, FieldError>();
  for (const error of errors.slice(0, FORM_LIMITS.errors)) {
    const at = shorten(locate(error, path));
    const message = shorten(MESSAGES.get(error.keyword)?.(error.params) ?? 'does not meet a condition');
    described.set(`${at} ${message}`, { path: at, message });
  }
  return [...described.values()];
}

function locate(
  { instancePath, params, propertyName }: ErrorObject<string, Parameters>,
  path: string,
): string {
  const keys = instancePath.split('/').slice(1);
  const named = [
    propertyName,
    ...PROPERTY_PARAMETERS.map((parameter) => params[parameter]),
    params.propertyName,
  ];
  return [
    ...keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~')),
    ...named.filter((key) => typeof key === 'string').slice(0, 1),
  ].reduce(joinPath, path);
}

function shorten(text: string): string {
  return text.length > MAXIMUM_LENGTH ? `${text.slice(0, MAXIMUM_LENGTH)}…` : text;
}

function nameTypes(type: unknown): string {
  return [type]
    .flat()
    .map((name) => TYPE_NAMES.get(String(name)) ?? String(name))
    .join(' or ');
}

function list(values: unknown): string {
  return [values]
    .flat()
    .map((value) => JSON.stringify(value))
    .join(', ');
}
