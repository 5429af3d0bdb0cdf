import { READABLE_NAMES, type ReadableEvent } from '../../../contract/events.js';
import { describeError } from '../../../definition/condition-errors.js';
import { ExpressionLanguage } from '../../../definition/expression.js';
import { GiveUp } from '../../delivery-errors.js';

const ADVICE = 'write what gives an address, a user id, or a list of those, such as object.manager_id';

const TYPES: ReadonlySet<string> = new Set(['string', 'int', 'double', 'null']);

/** The language of `{ "expression": … }`: CEL over what happened, in the names of the wire. */
export const recipientExpressions = new ExpressionLanguage({
  variables: READABLE_NAMES,
  accepts: (type) => TYPES.has(type) || type.startsWith('list'),
  advice: ADVICE,
});

/**
 * Whom an expression gives: addresses and ids of users, as text. Nothing (`null`, an empty text) is nobody.
 *
 * @throws GiveUp where it cannot be evaluated: what happened stays as it was, so no further attempt can
 */
export function evaluateRecipients(expression: string, event: ReadableEvent): readonly string[] {
  let value: unknown;
  try {
    value = recipientExpressions.compile(expression)(event);
  } catch (cause) {
    throw new GiveUp(`The recipients ${expression} could not be found: ${describeError(cause)}.`, { cause });
  }
  return (Array.isArray(value) ? value : [value]).map((entry: unknown) => recipientText(expression, entry));
}

function recipientText(expression: string, entry: unknown): string {
  if (entry === null) return '';
  if (typeof entry === 'string') return entry.trim();
  if (typeof entry === 'number' || typeof entry === 'bigint') return String(entry);
  throw new GiveUp(`The recipients ${expression} could not be found: ${ADVICE}.`);
}
