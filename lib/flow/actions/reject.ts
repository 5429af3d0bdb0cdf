import { closeSeat } from '../close-seat.js';
import { cancelSteps, closeStep } from '../close-step.js';
import { findSeat } from '../find-seat.js';
import { closeAttachment } from '../positions.js';
import { refuseFormData, requireReason } from '../requirements.js';
import type { Run } from '../run.js';
import type { SeatCommand } from '../types.js';

/**
 * Rejects for one seat; where that reaches the step's threshold, the attachment ends as rejected.
 *
 * @throws WorkflowError see `findSeat`, `requireReason` and `refuseFormData`
 */
export function reject(run: Run, command: SeatCommand): void {
  const seat = findSeat(run, command);
  requireReason(command);
  refuseFormData(command);
  closeSeat(run, command, seat);
  const { stepNumber, rejectAt, approvedCount } = seat.step;
  const rejectedCount = seat.step.rejectedCount + 1;
  run.change({ kind: 'step_counted', stepNumber, approvedCount, rejectedCount });
  if (rejectAt === null || rejectedCount < rejectAt) return;
  closeStep(run, stepNumber, 'rejected');
  cancelSteps(run);
  closeAttachment(run, 'rejected');
}
