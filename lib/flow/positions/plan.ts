import type { ApprovalConfig, Plan, Position } from '../../definition/types.js';
import type { StepState } from '../types.js';

/** The position of a plan with this index. @throws RangeError where there is none */
export function positionOf({ positions }: Plan, index: number): Position {
  const position = positions[index];
  if (position === undefined) throw new RangeError(`The plan has no position ${index}.`);
  return position;
}

/** The approval that a step was opened for. @throws RangeError where there is none */
export function approvalOf(
  plan: Plan,
  { position, approvalId }: Pick<StepState, 'position' | 'approvalId'>,
): ApprovalConfig {
  const approval = positionOf(plan, position).approvals.find(({ id }) => id === approvalId);
  if (approval === undefined) throw new RangeError(`The plan has no approval ${approvalId}.`);
  return approval;
}
