import type { ASTNode } from '@marcbachmann/cel-js';
import { childrenOf } from './condition-tree.js';

/** What an expression looks at, by the name of the variable: the fields that it selects, or `undefined` for all. */
export type ConditionReads = ReadonlyMap<string, ReadonlySet<string> | undefined>;

/** Finds what an expression looks at, so that nothing else is copied for it. */
export function readsOf(tree: ASTNode): ConditionReads {
  const reads = new Map<string, Set<string> | undefined>();
  collect(tree, reads);
  return reads;
}

function collect(node: ASTNode, reads: Map<string, Set<string> | undefined>): void {
  if (node.op === 'id') {
    reads.set(node.args, undefined);
  } else if (node.op === '.' && node.args[0].op === 'id') {
    const [{ args: name }, field] = node.args;
    if (!reads.has(name)) reads.set(name, new Set());
    reads.get(name)?.add(field);
  } else {
    for (const child of childrenOf(node)) collect(child, reads);
  }
}
