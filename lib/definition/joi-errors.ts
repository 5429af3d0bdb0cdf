import type { ValidationError, ValidationOptions } from 'joi';
import type { FieldError } from '../errors.js';
import { joinPath } from './json-value.js';

/** How the package validates with Joi: every error, worded to follow the path of the field. */
export const JOI_OPTIONS = {
  abortEarly: false,
  errors: { label: false, wrap: { label: false, array: false } },
  messages: {
    'any.required': 'is required',
    'any.only': 'must be one of: {#valids}',
    'any.unknown': 'is not allowed here',
    'array.base': 'must be a list',
    'array.max': 'must hold at most {#limit} entries',
    'array.unique': 'repeats an earlier entry',
    'boolean.base': 'must be true or false',
    'number.base': 'must be a number',
    'number.max': 'must be at most {#limit}',
    'number.integer': 'must be a whole number',
    'number.positive': 'must be greater than 0',
    'number.unsafe': 'is too large a number',
    'object.base': 'must be an object',
    'object.max': 'must have at most {#limit} fields',
    'object.unknown': 'is not a known option',
    'string.base': 'must be text',
    'string.empty': 'must not be empty',
    'string.max': 'must be at most {#limit} characters long',
  },
} as const satisfies ValidationOptions;

/** More errors than a person will read: the rest is left out. */
const MAXIMUM_ERRORS = 100;

/**
 * Turns what Joi found into {@link FieldError}s, one per field.
 *
 * @param path - The dotted path of the value that was validated; `''` for none.
 */
export function fieldErrors(error: ValidationError, path: string): FieldError[] {
  const found = new Map<string, FieldError>();
  for (const detail of error.details) {
    const at = detail.path.reduce<string>(joinPath, path);
    if (!found.has(at)) found.set(at, { path: at, message: detail.message });
  }
  return [...found.values()].slice(0, MAXIMUM_ERRORS);
}
