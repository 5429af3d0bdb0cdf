import type { OpenSeat } from './find-seat.js';
import type { Run } from './run.js';
import { currentThresholds, settleStep } from './settle-step.js';
import { SYSTEM_ACTOR } from './types.js';
import type { Flow } from './types.js';
import { fillVacancy } from './vacancy.js';

/**
 * Takes an open seat away, without a decision. The thresholds follow the seats that are left; where too few are,
 * nobody is left to seat.
 *
 * @throws WorkflowError see `settleStep` and `fillVacancy`
 */
export function* removeSeat(run: Run, { step, assignment, key }: OpenSeat, cause: string): Flow {
  const { stepNumber } = step;
  const { userId, userName, seatNo, turn } = assignment;
  run.change({
    kind: 'assignments_closed',
    assignments: [key],
    status: 'cancelled',
    actor: SYSTEM_ACTOR,
    comment: null,
    formData: undefined,
    actedAt: run.now,
  });
  run.record({
    event: 'seat_removed',
    actor: SYSTEM_ACTOR,
    stepNumber,
    assignment: key,
    data: { cause, user_id: userId, user_name: userName },
  });
  const isChain = run.strategy(step.strategy).seating === 'chain';
  const left = isChain ? { ...step, approveAt: (step.approveAt ?? 0) - 1 } : run.step(stepNumber);
  if (currentThresholds(run, left) === null) {
    yield* fillVacancy(run, run.step(stepNumber), { seatNo, turn: turn + 1 });
    return;
  }
  if (isChain) {
    run.change({ kind: 'thresholds_changed', stepNumber, approveAt: left.approveAt ?? 0, rejectAt: 1 });
  }
  yield* settleStep(run, stepNumber, 'seat_removed');
}
