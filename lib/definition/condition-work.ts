import type { ASTNode } from '@marcbachmann/cel-js';
import { LINEAR_MATCHES } from './condition-environment.js';
import { ConditionError } from './condition-errors.js';
import { CONDITION_LIMITS } from './condition-limits.js';
import { conditionPattern } from './condition-pattern.js';
import { ATOM, CHARACTERS_PER_WEIGHT, listOf, opaque, reachOf, type Reach } from './condition-reach.js';
import { childrenOf, literalText, readComprehension, type Comprehension } from './condition-tree.js';
import type { ConditionValue } from './condition-values.js';

type Variables = ReadonlyMap<string, Reach>;

/** Where an error may be caught, and another one raised, which is slow. */
const CATCHES: ReadonlySet<string> = new Set(['&&', '||', 'all', 'exists']);
const CATCH = 100;

const CALL = 30;
/** `getHours('Europe/Berlin')` and its like look up the rules of the time zone. */
const ZONED_CALL = 1000;

/** Where the library goes on searching at each character of a text. */
const SEARCHES: ReadonlySet<string> = new Set(['contains', 'indexOf', 'lastIndexOf', 'split']);

/** Of the cube of the weight of what is read: the library looks for a unit behind each digit, from each digit. */
const DURATION = 16;

/** Steps of a pattern that are one unit of work. */
const PATTERN_STEPS_PER_UNIT = 32;

/** What gives a value that is as large as its parts; everything else gives one without parts. */
const GROWING: ReadonlySet<ASTNode['op']> = new Set(['+', 'list', 'map', '?:', 'call', 'rcall']);

/**
 * Makes sure that evaluating an expression over these values stays within the limit: nothing in the library counts the
 * rounds of `all` in `exists`, or the size of a list that every `map` doubles. What is found is a bound, and depends on
 * nothing but expression and values.
 *
 * @throws ConditionError when it takes too much work.
 */
export function limitWork(tree: ASTNode, values: ReadonlyMap<string, ConditionValue>): void {
  const variables = [...values].map(([name, value]) => [name, reachOf([value])] as const);
  new Estimate().reach(tree, new Map(variables), 1);
}

class Estimate {
  #left: number = CONDITION_LIMITS.work;

  /** Counts what it takes to evaluate a node some times, and says what it gives. */
  reach(node: ASTNode, variables: Variables, times: number): Reach {
    const comprehension = readComprehension(node);
    if (comprehension !== undefined) return this.#repeat(comprehension, variables, times);
    this.#spend(times);
    switch (node.op) {
      case 'value':
        return reachOf([node.args instanceof Uint8Array ? node.args : (literalText(node) ?? null)]);
      case 'id':
        return variables.get(node.args) ?? ATOM;
      case '.':
        return this.reach(node.args[0], variables, times).field(node.args[1]);
      case '[]':
        return this.#select(node.args, variables, times);
      default:
        return this.#work(node, variables, times);
    }
  }

  #select([holder, key]: readonly [ASTNode, ASTNode], variables: Variables, times: number): Reach {
    this.reach(key, variables, times);
    const name = literalText(key);
    const reach = this.reach(holder, variables, times);
    return name === undefined ? reach.element() : reach.field(name);
  }

  #work(node: ASTNode, variables: Variables, times: number): Reach {
    const weights = childrenOf(node).map((child) => this.reach(child, variables, times).weight);
    const weight = weights.reduce((sum, one) => sum + one, 1);
    this.#spend(times * (weight + extraWork(node, weights)));
    return GROWING.has(node.op) ? opaque(weight * growthOf(node)) : ATOM;
  }

  #repeat({ name, list, variable, bodies }: Comprehension, variables: Variables, times: number): Reach {
    const entries = this.reach(list, variables, times);
    const rounds = times * entries.length;
    this.#spend(times + rounds * (CATCHES.has(name) ? CATCH : 1));
    const inner = new Map(variables).set(variable, entries.element());
    const result = bodies.reduce((_, body) => this.reach(body, inner, rounds), ATOM);
    if (name === 'map') return listOf(entries.length, result);
    return name === 'filter' ? entries : ATOM;
  }

  #spend(units: number): void {
    this.#left -= units;
    // Not `< 0`: endless work on an empty list is not a number.
    if (this.#left >= 0) return;
    throw new ConditionError('it takes too much work', 'look at fewer entries, or at shorter lists');
  }
}

/** What a node takes beyond looking at its parts once, which have these weights. */
function extraWork(node: ASTNode, weights: readonly number[]): number {
  if (CATCHES.has(node.op)) return CATCH;
  if (node.op !== 'call' && node.op !== 'rcall') return 0;
  const [name] = node.args;
  const [text = 0, argument = 0] = weights;
  if (name === LINEAR_MATCHES) return CALL + text * patternWork(node);
  if (SEARCHES.has(name)) return CALL + text * argument;
  if (name === 'duration') return CALL + DURATION * text ** 3;
  return weights.length > 1 && name.startsWith('get') ? ZONED_CALL : CALL;
}

/** Text may be split into its characters, each of which is a value. */
function growthOf(node: ASTNode): number {
  return node.op === 'rcall' && node.args[0] === 'split' ? 1 + CHARACTERS_PER_WEIGHT : 1;
}

function patternWork(node: ASTNode): number {
  const [, pattern = ''] = childrenOf(node).map(literalText);
  return (conditionPattern(pattern).size * CHARACTERS_PER_WEIGHT) / PATTERN_STEPS_PER_UNIT;
}
