import type { HierarchyStrategy } from '../../definition/types.js';
import { WorkflowError } from '../../errors.js';

const TAKES_APPROVALS_ON: Readonly<Record<HierarchyStrategy, string>> = {
  1: 'its stages',
  2: 'its pipelines',
  3: 'itself',
};

/**
 * Refuses what belongs to another depth of hierarchy.
 *
 * @throws WorkflowError `INVALID_DEFINITION`
 */
export function requireStrategy(actual: HierarchyStrategy, expected: HierarchyStrategy, path: string): void {
  if (actual === expected) return;
  throw new WorkflowError(
    'INVALID_DEFINITION',
    `This workflow has hierarchy strategy ${actual}: it takes approvals on ${TAKES_APPROVALS_ON[actual]}.`,
    { errors: [{ path, message: `is for hierarchy strategy ${expected} only` }] },
  );
}
