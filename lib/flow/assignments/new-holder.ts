import { WorkflowError } from '../../errors.js';
import { isEligible, isSelfApproval } from '../rules/eligible.js';
import type { OpenSeat } from './open-seats.js';
import { isExcluded } from './repeated-approver.js';
import type { Run } from '../run.js';
import type { Flow, FlowUser } from '../types.js';
import { hasVote } from '../rules/seat.js';

/** Whether somebody may take an open seat that they have not held before. */
export function* mayHold(run: Run, { step, assignment }: OpenSeat, user: FlowUser): Flow<boolean> {
  const { seatNo } = assignment;
  return (
    isEligible(user, run.approval(step), run.state.attachment) &&
    !hasVote(step, user.id) &&
    !step.assignments.some((held) => held.seatNo === seatNo && held.userId === user.id) &&
    !(yield* isExcluded(run, step, user.id))
  );
}

/**
 * Nobody decides on their own request, nobody has two votes on a step, and nobody approves twice where the
 * workflow asks for someone else.
 *
 * @throws WorkflowError `SELF_APPROVAL`, `ALREADY_SEATED`
 */
export function* requireNewHolder(run: Run, { step }: OpenSeat, user: FlowUser): Flow {
  if (isSelfApproval(user.id, run.approval(step), run.state.attachment)) {
    throw new WorkflowError(
      'SELF_APPROVAL',
      `${user.name} requested or started this and may not decide on it.`,
    );
  }
  if (hasVote(step, user.id)) {
    throw new WorkflowError(
      'ALREADY_SEATED',
      `${user.name} has a voice on this step already. Choose someone else.`,
    );
  }
  if (yield* isExcluded(run, step, user.id)) {
    throw new WorkflowError(
      'ALREADY_SEATED',
      `${user.name} has approved an earlier step, and this one asks for someone else.`,
    );
  }
}
