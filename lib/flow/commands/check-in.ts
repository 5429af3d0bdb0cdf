import { recordDecision } from '../assignments/close-seat.js';
import type { SeatCommand } from './command.js';
import type { HeldSeat } from '../assignments/find-seat.js';
import { openSeats } from '../assignments/open-seats.js';
import { refuseFormData } from '../rules/requirements.js';
import type { Run } from '../run.js';
import { evaluateStep } from '../steps/evaluate-step.js';
import { SYSTEM_ACTOR } from '../types.js';
import type { Flow } from '../types.js';

/** Whether the next approval of a seat is its check-in. */
export function needsCheckIn(run: Run, { step, assignment }: HeldSeat): boolean {
  return run.approval(step).stepApprovalType === 'check_in_verify' && assignment.checkedInAt === null;
}

/**
 * Takes the work on for one seat. Where one approval is enough, the other seats close: the one who checks in verifies.
 *
 * @throws WorkflowError `FORM_DATA_UNEXPECTED`; see `evaluateStep`
 */
export function* checkIn(run: Run, command: SeatCommand, seat: HeldSeat): Flow {
  refuseFormData(command);
  const { stepNumber, approveAt } = seat.step;
  run.emit({ kind: 'checked_in', assignment: seat.key, checkedInAt: run.now });
  recordDecision(run, seat, { event: 'checked_in', comment: command.reason, data: {} });
  const others = openSeats(run.state).filter(
    ({ key }) => key.stepNumber === stepNumber && key.seatNo !== seat.key.seatNo,
  );
  if (approveAt !== 1 || others.length === 0) return;
  run.emit({
    kind: 'assignments_closed',
    assignments: others.map(({ key }) => key),
    status: 'superseded',
    actor: SYSTEM_ACTOR,
    comment: null,
    formData: undefined,
    actedAt: run.now,
  });
  yield* evaluateStep(run, stepNumber, 'decision');
}
