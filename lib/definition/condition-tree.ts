import type { ASTNode } from '@marcbachmann/cel-js';

/** `list.all(variable, …)` and its like: what evaluates a part of the expression once for each entry of a list. */
export interface Comprehension {
  readonly name: string;
  readonly list: ASTNode;
  readonly variable: string;
  /** What is evaluated for each entry: a predicate, a transformation, or both. */
  readonly bodies: readonly ASTNode[];
}

const COMPREHENSIONS: ReadonlySet<string> = new Set([
  'all(1)',
  'exists(1)',
  'exists_one(1)',
  'filter(1)',
  'map(1)',
  'map(2)',
]);

/** Reads a node as a comprehension; `undefined` where it is none. */
export function readComprehension(node: ASTNode): Comprehension | undefined {
  if (node.op !== 'rcall') return undefined;
  const [name, list, [variable, ...bodies]] = node.args;
  if (variable?.op !== 'id' || !COMPREHENSIONS.has(`${name}(${bodies.length})`)) return undefined;
  return { name, list, variable: variable.args, bodies };
}

/** The nodes that a node is made of, in order. */
export function childrenOf(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case 'map':
      return node.args.flat();
    case '!_':
    case '-_':
      return [node.args];
    default:
      return node.args;
  }
}

/** The text of a literal; `undefined` for anything else. */
export function literalText(node: ASTNode): string | undefined {
  return node.op === 'value' && typeof node.args === 'string' ? node.args : undefined;
}
