import type { Environment } from '@marcbachmann/cel-js';
import { LRUCache } from 'lru-cache';
import { lazy, type Lazy } from '../lazy.js';
import { conditionEnvironment } from './condition-environment.js';
import { ConditionError } from './condition-errors.js';
import { CONDITION_LIMITS } from './condition-limits.js';
import { readsOf } from './condition-reads.js';
import { applyRules } from './condition-rules.js';
import { CONDITION_VARIABLES } from './condition-scope.js';
import { toConditionValue, type ConditionValue } from './condition-values.js';
import { limitWork } from './condition-work.js';

/** An expression that is ready to be evaluated over its variables, by name. Throws where that fails. */
export type Expression = (scope: Readonly<Record<string, unknown>>) => unknown;

/** What expressions of one kind see and give. */
export interface ExpressionKind {
  /** The variables; any may have any value. */
  readonly variables: readonly string[];
  /** Whether what an expression gives may be of this CEL type, such as `string` or `list<dyn>`. */
  readonly accepts: (type: string) => boolean;
  /** What to write instead of what is refused: `write …`. */
  readonly advice: string;
}

const CACHED_EXPRESSIONS = 1000;

/**
 * The CEL of conditions for what gives more than true or false, over variables of its own. Functions, limits, and how
 * values of the host are read are those of `compileCondition`.
 */
export class ExpressionLanguage {
  readonly #kind: ExpressionKind;
  readonly #environment: Lazy<Environment>;
  readonly #cache = new LRUCache<string, Expression>({ max: CACHED_EXPRESSIONS });

  constructor(kind: ExpressionKind) {
    this.#kind = kind;
    this.#environment = lazy(() => environmentWith(kind.variables));
  }

  /** @throws Error that says what is wrong with it, as far as that can be known without data; see `describeError` */
  compile(expression: string): Expression {
    const cached = this.#cache.get(expression);
    if (cached !== undefined) return cached;
    const compiled = this.#read(expression);
    this.#cache.set(expression, compiled);
    return compiled;
  }

  #read(expression: string): Expression {
    const { variables, accepts, advice } = this.#kind;
    if (expression.length > CONDITION_LIMITS.characters) {
      throw new ConditionError(`it is longer than ${CONDITION_LIMITS.characters} characters`, advice);
    }
    const run = this.#environment().parse(expression);
    applyRules(run.ast, new Map(variables.map((name) => [name, null])));
    const { error, type = '' } = run.check();
    if (error !== undefined) throw error;
    if (type !== 'dyn' && !accepts(type)) throw new ConditionError(`it gives ${type}`, advice);
    limitWork(run.ast, new Map());
    const reads = new Set(readsOf(run.ast).keys());
    return (scope) => {
      const values = toConditionValue(scope, reads) as ReadonlyMap<string, ConditionValue>;
      limitWork(run.ast, values);
      return run(Object.fromEntries(values)) as unknown;
    };
  }
}

/** The CEL of conditions, which knows these variables too. */
function environmentWith(variables: readonly string[]): Environment {
  const environment = conditionEnvironment().clone();
  const known = new Set(Object.keys(CONDITION_VARIABLES));
  for (const name of variables) {
    if (!known.has(name)) environment.registerVariable(name, 'dyn');
  }
  return environment;
}
