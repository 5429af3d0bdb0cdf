import { closeSeat } from '../assignments/close-seat.js';
import type { SeatCommand } from './command.js';
import { findSeat } from '../assignments/find-seat.js';
import { refuseFormData, requireReason } from '../rules/requirements.js';
import type { Run } from '../run.js';
import { evaluateStep } from '../steps/evaluate-step.js';
import type { Flow } from '../types.js';

/**
 * Rejects for one seat; where that reaches the step's threshold, or leaves too few who could still approve, the
 * attachment ends as rejected. Below it nothing ends.
 *
 * @throws WorkflowError see `findSeat`, `requireReason`, `refuseFormData` and `evaluateStep`
 */
export function* reject(run: Run, command: SeatCommand): Flow {
  const seat = yield* findSeat(run, command);
  requireReason(command);
  refuseFormData(command);
  closeSeat(run, command, seat);
  const { stepNumber, approvedCount, rejectedCount } = seat.step;
  run.emit({ kind: 'step_counted', stepNumber, approvedCount, rejectedCount: rejectedCount + 1 });
  yield* evaluateStep(run, stepNumber, 'decision');
}
