import { closeSeat } from '../close-seat.js';
import { findSeat } from '../find-seat.js';
import { closeSeats, goOn } from '../positions.js';
import { requireFormData } from '../requirements.js';
import type { Run } from '../run.js';
import type { Flow, SeatCommand } from '../types.js';

/**
 * Approves for one seat; where that reaches the step's threshold, the step closes and the flow goes on.
 *
 * @throws WorkflowError see `findSeat` and `requireFormData`
 */
export function* approve(run: Run, command: SeatCommand): Flow {
  const seat = findSeat(run.state, command);
  requireFormData(run.state.plan, run.approval(seat.step), command);
  closeSeat(run, command, seat);
  const { stepNumber, approveAt, rejectedCount } = seat.step;
  const approvedCount = seat.step.approvedCount + 1;
  run.change({
    kind: 'step_counted',
    stepNumber,
    approvedCount,
    rejectedCount,
  });
  if (approvedCount < Number(approveAt)) return;
  closeSeats(run, seat.step, 'superseded');
  run.change({
    kind: 'step_closed',
    stepNumber,
    status: 'approved',
    closedAt: run.now,
  });
  yield* goOn(run);
}
