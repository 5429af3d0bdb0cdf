import { checkIn, needsCheckIn } from './check-in.js';
import { closeSeat } from '../assignments/close-seat.js';
import type { SeatCommand } from './command.js';
import { findSeat } from '../assignments/find-seat.js';
import { requireFormData } from '../rules/requirements.js';
import type { Run } from '../run.js';
import { evaluateStep } from '../steps/evaluate-step.js';
import type { Flow } from '../types.js';

/**
 * Approves for one seat, or checks it in first where the approval asks for that; where the step's threshold is
 * reached, it closes and the flow goes on.
 *
 * @throws WorkflowError see `findSeat`, `checkIn`, `requireFormData` and `evaluateStep`
 */
export function* approve(run: Run, command: SeatCommand): Flow {
  const seat = yield* findSeat(run, command);
  if (needsCheckIn(run, seat)) return yield* checkIn(run, command, seat);
  requireFormData(run, seat.step, command);
  closeSeat(run, command, seat);
  const { stepNumber, approvedCount, rejectedCount } = seat.step;
  run.emit({ kind: 'step_counted', stepNumber, approvedCount: approvedCount + 1, rejectedCount });
  yield* evaluateStep(run, stepNumber, 'decision');
}
