import type { ASTNode } from '@marcbachmann/cel-js';
import { conditionEnvironment, LINEAR_MATCHES } from './condition-environment.js';
import { ADVICE, ConditionError, describeError } from './condition-errors.js';
import { conditionPattern } from './condition-pattern.js';
import { childrenOf, literalText, readComprehension } from './condition-tree.js';
import { limitWork } from './condition-work.js';

/** The variables of a part of an expression, each with its fields; `null` where it may have any. */
type Variables = ReadonlyMap<string, readonly string[] | null>;

type Call = Extract<ASTNode, { op: 'call' | 'rcall' }>;

/** Every function of a condition. Others of the library are left out until somebody has judged what they may cost. */
const FUNCTIONS: ReadonlySet<string> = new Set([
  ...['has', 'size', 'dyn', 'bool', 'int', 'double', 'string', 'timestamp', 'duration'],
  ...['contains', 'startsWith', 'endsWith', 'matches', 'indexOf', 'lastIndexOf', 'substring', 'split'],
  ...['trim', 'lowerAscii', 'upperAscii'],
  ...['getFullYear', 'getMonth', 'getDate', 'getDayOfMonth', 'getDayOfWeek', 'getDayOfYear'],
  ...['getHours', 'getMinutes', 'getSeconds', 'getMilliseconds'],
]);

/** The functions that read a text, and what a good one looks like. */
const READERS: Readonly<Record<string, string>> = {
  timestamp: "write it as in timestamp('2026-01-31T00:00:00Z')",
  duration: "write it as in duration('36h')",
};

/**
 * Makes sure that an expression names only what there is, and calls only what can neither stall nor fail every time; its
 * `matches` become ours.
 *
 * @throws ConditionError that names the first thing that is wrong.
 */
export function applyRules(node: ASTNode, variables: Variables): void {
  const comprehension = readComprehension(node);
  if (comprehension !== undefined) {
    const inner = new Map(variables).set(comprehension.variable, null);
    applyRules(comprehension.list, variables);
    for (const body of comprehension.bodies) applyRules(body, inner);
    return;
  }
  for (const child of childrenOf(node)) applyRules(child, variables);
  if (node.op === 'id') checkVariable(node.args, variables);
  if (node.op === '.') checkField(node.args[0], node.args[1], variables);
  if (node.op === '[]') checkField(node.args[0], literalText(node.args[1]), variables);
  if (node.op === 'call' || node.op === 'rcall') checkCall(node);
}

function checkVariable(name: string, variables: Variables): void {
  if (variables.has(name)) return;
  throw new ConditionError(`there is no variable ${name}`, `use ${listWords(variables.keys())}`);
}

function checkField(holder: ASTNode, field: string | undefined, variables: Variables): void {
  if (field === '__proto__') throw new ConditionError(`there is no field ${field}`, ADVICE);
  const name = holder.op === 'id' ? holder.args : '';
  const fields = variables.get(name);
  if (field === undefined || !fields || fields.includes(field)) return;
  throw new ConditionError(`${name} has no field ${field}`, `use ${listWords(fields)}`);
}

function checkCall(node: Call): void {
  const [name] = node.args;
  if (!FUNCTIONS.has(name)) {
    throw new ConditionError(`there is no function ${name}`, `use ${listWords(FUNCTIONS)}`);
  }
  if (node.op === 'rcall' && name === 'matches') replaceMatches(node);
  const example = READERS[name];
  if (example !== undefined) checkReadable(node, example);
}

function replaceMatches(node: Call): void {
  const [, pattern] = childrenOf(node).map(literalText);
  if (pattern === undefined) {
    throw new ConditionError('matches() takes a pattern in quotes', "write it as in .matches('^A[0-9]+$')");
  }
  try {
    conditionPattern(pattern);
  } catch (error) {
    throw new ConditionError(`the pattern ${describeError(error)}`, 'write a simpler pattern');
  }
  node.args[0] = LINEAR_MATCHES;
}

function checkReadable(node: Call, example: string): void {
  if (childrenOf(node).some((child) => child.op !== 'value')) return;
  try {
    limitWork(node, new Map());
    conditionEnvironment().evaluate(node.input.slice(node.start, node.end));
  } catch (error) {
    throw new ConditionError(describeError(error), example);
  }
}

function listWords(words: Iterable<string>): string {
  return new Intl.ListFormat('en', { type: 'disjunction' }).format(words);
}
