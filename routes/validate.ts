import type { ObjectSchema, ValidationError } from 'joi';
import { fieldErrors, JOI_OPTIONS } from '../lib/definition/joi-errors.js';
import { findUnfit } from '../lib/definition/json-value.js';
import { WorkflowError } from '../lib/errors.js';
import type { Lazy } from '../lib/lazy.js';
import { lazy } from '../lib/lazy.js';

const MAXIMUM_DEPTH = 64;

/**
 * A schema that answers in our words. They are part of it, because Joi reads words that it is given with a value anew
 * each time, which takes longer than to validate the value.
 */
export function inOurWords<Value>(schema: Lazy<ObjectSchema<Value>>): Lazy<ObjectSchema<Value>> {
  return lazy(() => schema().prefs(JOI_OPTIONS));
}

/**
 * What a part of a request says, by its schema, which was made by {@link inOurWords}.
 *
 * @throws WorkflowError `UNKNOWN_FIELD` where the only fault is a field that is not known, else `INVALID_REQUEST`
 */
export function validate<Value>(schema: ObjectSchema<Value>, part: unknown): Value {
  requireJson(part);
  const result = schema.validate(part);
  if (result.error === undefined) return result.value;
  const code = isOnlyUnknown(result.error) ? 'UNKNOWN_FIELD' : 'INVALID_REQUEST';
  throw invalid(code, fieldErrors(result.error, ''));
}

/**
 * Refuses what JSON cannot carry, and what is nested so deeply that whoever walks through it runs out of stack.
 *
 * @throws WorkflowError `INVALID_REQUEST`
 */
export function requireJson(part: unknown): void {
  const unfit = findUnfit(part, '', MAXIMUM_DEPTH);
  if (unfit !== undefined) throw invalid('INVALID_REQUEST', [unfit]);
}

function isOnlyUnknown({ details }: ValidationError): boolean {
  return details.every(({ type }) => type === 'object.unknown');
}

function invalid(
  code: 'UNKNOWN_FIELD' | 'INVALID_REQUEST',
  errors: ReturnType<typeof fieldErrors>,
): WorkflowError {
  const message =
    code === 'UNKNOWN_FIELD'
      ? 'The request has fields that are not known here: leave them out.'
      : 'The request is not valid: correct what "errors" lists.';
  return new WorkflowError(code, message, { errors });
}
