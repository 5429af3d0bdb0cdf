import type { Environment } from '@marcbachmann/cel-js';
import { lazy } from '../lazy.js';
import { cel } from '../libraries.js';
import { CONDITION_LIMITS } from './condition-limits.js';
import { conditionPattern } from './condition-pattern.js';
import { CONDITION_VARIABLES } from './condition-scope.js';

/** Replaces CEL's `matches`, which the library hands to `RegExp`, where a pattern can take forever. */
export const LINEAR_MATCHES = 'matchesLinear';

const ARITHMETIC = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
} as const satisfies Readonly<Record<string, (left: number, right: number) => number>>;

/** The CEL that conditions are written in. */
export const conditionEnvironment = lazy(createEnvironment);

function createEnvironment(): Environment {
  const environment = new (cel().Environment)({
    unlistedVariablesAreDyn: false,
    enableOptionalTypes: false,
    // `object.rate in [1, 2.5]` is no mistake.
    homogeneousAggregateLiterals: false,
    limits: { maxAstNodes: CONDITION_LIMITS.nodes, maxDepth: CONDITION_LIMITS.nesting },
  });
  for (const name of Object.keys(CONDITION_VARIABLES)) {
    // A requester may be null, which is no map.
    environment.registerVariable(name, name === 'requester' ? 'dyn' : 'map');
  }
  environment.registerFunction(`string.${LINEAR_MATCHES}(string): bool`, matchesLinear, { async: false });
  mixNumbers(environment);
  return environment;
}

function matchesLinear(text: string, source: string): boolean {
  return conditionPattern(source).test(text);
}

/** Data has doubles and an expression has whole literals; CEL by itself compares the two, but does not reckon with them. */
function mixNumbers(environment: Environment): void {
  for (const [operator, apply] of Object.entries(ARITHMETIC)) {
    const mixed = (left: number | bigint, right: number | bigint): number =>
      apply(Number(left), Number(right));
    environment.registerOperator(`double ${operator} int: double`, mixed);
    environment.registerOperator(`int ${operator} double: double`, mixed);
  }
  environment.registerOperator('double % double: double', ARITHMETIC['%']);
  environment.registerOperator('double == int: bool', isSameNumber);
}

/** Exact also where a double is not. */
function isSameNumber(left: number, right: bigint): boolean {
  return left <= right && left >= right;
}
