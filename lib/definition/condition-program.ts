import { conditionEnvironment } from './condition-environment.js';
import { ADVICE, ConditionError } from './condition-errors.js';
import { CONDITION_LIMITS } from './condition-limits.js';
import { readsOf } from './condition-reads.js';
import { applyRules } from './condition-rules.js';
import { CONDITION_VARIABLES, type ConditionScope } from './condition-scope.js';
import { toConditionValue } from './condition-values.js';
import { limitWork } from './condition-work.js';

/** Evaluates an expression; throws where that fails. */
export type ConditionProgram = (scope: ConditionScope) => unknown;

/**
 * Reads an expression, and makes every check that needs no data.
 *
 * @throws ConditionError, or an error of the library, that says what is wrong with it.
 */
export function readProgram(expression: string): ConditionProgram {
  if (expression.length > CONDITION_LIMITS.characters) {
    const message = `it is longer than ${CONDITION_LIMITS.characters} characters`;
    throw new ConditionError(message, 'spread it over several approvals or stages');
  }
  const run = conditionEnvironment().parse(expression);
  applyRules(run.ast, new Map(Object.entries(CONDITION_VARIABLES)));
  const { error, type = '' } = run.check();
  if (error !== undefined) throw error;
  if (!['bool', 'dyn'].includes(type)) {
    throw new ConditionError(`it gives ${type}, not true or false`, ADVICE);
  }
  limitWork(run.ast, new Map());
  const reads = readsOf(run.ast);
  return (scope) => {
    const read = Object.entries<object | null>({ ...scope }).filter(([name]) => reads.has(name));
    const values = read.map(([name, value]) => [name, toConditionValue(value, reads.get(name))] as const);
    limitWork(run.ast, new Map(values));
    return run(Object.fromEntries(values)) as unknown;
  };
}
