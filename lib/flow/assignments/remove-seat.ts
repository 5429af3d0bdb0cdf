import { restOfChain } from '../steps/chain.js';
import type { OpenSeat } from './open-seats.js';
import type { Run } from '../run.js';
import { evaluateStep } from '../steps/evaluate-step.js';
import type { Thresholds } from '../steps/thresholds.js';
import { currentThresholds } from '../steps/thresholds.js';
import { SYSTEM_ACTOR } from '../types.js';
import type { Flow, StepState } from '../types.js';
import { fillVacancy } from './vacancy.js';

/**
 * Takes an open seat away, without a decision. The thresholds follow the seats that are left; where too few are,
 * nobody is left to seat.
 *
 * @throws WorkflowError see `evaluateStep` and `fillVacancy`
 */
export function* removeSeat(run: Run, { step, assignment, key }: OpenSeat, cause: string): Flow {
  const { stepNumber } = step;
  const { userId, userName, seatNo, turn } = assignment;
  run.emit({
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
  const left = run.step(stepNumber);
  const thresholds = currentThresholds(run, left);
  const isChain = run.strategy(step.strategy).seating === 'chain';
  const reachable = isChain && thresholds !== null ? yield* withoutLink(run, left, thresholds) : thresholds;
  if (reachable === null) {
    yield* fillVacancy(run, left, { seatNo, turn: turn + 1 });
    return;
  }
  if (isChain) run.emit({ kind: 'thresholds_changed', stepNumber, ...reachable });
  yield* evaluateStep(run, stepNumber, 'seat_removed');
}

/** A chain needs one approval less where those who are left could not make up for it; `null` where none would do. */
function* withoutLink(
  run: Run,
  step: StepState,
  { approveAt, rejectAt }: Thresholds,
): Flow<Thresholds | null> {
  const { toCome } = yield* restOfChain(run, step);
  if (step.approvedCount + toCome.length >= approveAt) return { approveAt, rejectAt };
  return approveAt > 1 ? { approveAt: approveAt - 1, rejectAt } : null;
}
