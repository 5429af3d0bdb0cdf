import { WorkflowError } from '../errors.js';
import { isSelfApproval } from './candidates.js';
import type { OpenSeat } from './find-seat.js';
import { isExcluded } from './repeated-approver.js';
import type { Run } from './run.js';
import type { Flow, FlowUser } from './types.js';
import { hasVoice } from './voices.js';

/**
 * Nobody decides on their own request, nobody has two voices on a step, and nobody approves twice where the
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
  if (hasVoice(step, user.id)) {
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
