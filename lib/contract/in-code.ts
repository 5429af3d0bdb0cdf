import type Joi from 'joi';
import { fieldErrors, JOI_OPTIONS } from '../definition/joi-errors.js';
import { summarize } from '../definition/summary.js';
import { WorkflowError } from '../errors.js';
import type { Asked } from '../known-options.js';
import { requireKnown } from '../known-options.js';
import type { Lazy } from '../lazy.js';
import type { InputMembers } from './object.js';
import { object } from './object.js';

type KeyOf<Request> = Request extends unknown ? Extract<keyof Request, string> : never;

/** What code may give to a method of the engine. */
export interface CodeInput {
  readonly keys: Readonly<Record<string, unknown>>;
  readonly schema: Lazy<Joi.ObjectSchema>;
}

/**
 * What code may give, of the members that the contract has of the same request: each of the request's keys is one of
 * them, and there are no others.
 *
 * @example
 * ```ts
 * const UPDATE = codeInput<DelegationChange>()(delegationChange.members);
 * ```
 */
export function codeInput<Request>() {
  return <const Members extends Readonly<Record<KeyOf<Request>, InputMembers[string]>>>(
    members: Members & Readonly<Record<Exclude<keyof Members, KeyOf<Request>>, never>>,
  ): CodeInput => ({ keys: members, schema: object(null, members as InputMembers).inCode });
}

/**
 * Checks what code gives as a request over HTTP is checked, and gives it as the engine takes it.
 *
 * @throws WorkflowError with the given code, naming what is not known, missing, or of another kind
 */
export function readInCode<Request extends object>(
  { keys, schema }: CodeInput,
  given: Request,
  asked: Asked,
): Request {
  requireKnown(given, keys, asked);
  const result: Joi.ValidationResult<Request> = schema().validate(given, JOI_OPTIONS);
  if (result.error === undefined) return result.value;
  const { caller, path = '', code = 'INVALID_REQUEST' } = asked;
  const errors = fieldErrors(result.error, path);
  throw new WorkflowError(code, `${caller}: ${summarize(errors)}.`, { errors });
}
