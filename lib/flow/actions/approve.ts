import { closeSeat } from '../close-seat.js';
import { closeStep } from '../close-step.js';
import { findSeat } from '../find-seat.js';
import { goOn } from '../positions.js';
import { requireFormData } from '../requirements.js';
import type { Run } from '../run.js';
import type { Flow, SeatCommand } from '../types.js';

/**
 * Approves for one seat; where that reaches the step's threshold, the step closes and the flow goes on.
 *
 * @throws WorkflowError see `findSeat`, `requireFormData` and `openStep`
 */
export function* approve(run: Run, command: SeatCommand): Flow {
  const seat = findSeat(run, command);
  requireFormData(run, seat.step, command);
  closeSeat(run, command, seat);
  const { stepNumber, position, approveAt, rejectedCount } = seat.step;
  const approvedCount = seat.step.approvedCount + 1;
  run.change({ kind: 'step_counted', stepNumber, approvedCount, rejectedCount });
  if (approveAt === null || approvedCount < approveAt) return;
  closeStep(run, stepNumber, 'approved');
  yield* goOn(run, run.position(position));
}
