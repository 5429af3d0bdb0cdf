import { closeSeat } from '../close-seat.js';
import { findSeat } from '../find-seat.js';
import { closeAttachment, closeOpenSteps, closeSeats } from '../positions.js';
import { refuseFormData, requireReason } from '../requirements.js';
import type { Run } from '../run.js';
import type { SeatCommand } from '../types.js';

/**
 * Rejects for one seat; where that reaches the step's threshold, the attachment ends as rejected.
 *
 * @throws WorkflowError see `findSeat`, `requireReason` and `refuseFormData`
 */
export function reject(run: Run, command: SeatCommand): void {
  requireReason(command);
  refuseFormData(command);
  const seat = findSeat(run.state, command);
  closeSeat(run, command, seat);
  const { stepNumber, rejectAt, approvedCount } = seat.step;
  const rejectedCount = seat.step.rejectedCount + 1;
  run.change({
    kind: 'step_counted',
    stepNumber,
    approvedCount,
    rejectedCount,
  });
  if (rejectedCount < Number(rejectAt)) return;
  closeSeats(run, seat.step, 'superseded');
  run.change({
    kind: 'step_closed',
    stepNumber,
    status: 'rejected',
    closedAt: run.now,
  });
  closeOpenSteps(run);
  closeAttachment(run, 'rejected');
}
