import { restOfChain } from './chain.js';
import { cancelSteps, closeStep } from './close-step.js';
import { closeAttachment } from '../positions/completion.js';
import { raise, personOf } from '../raise.js';
import { openNextSteps } from '../positions/enter-position.js';
import { isOpenSeat } from '../rules/seat.js';
import type { Run } from '../run.js';
import { takeSeat } from '../assignments/take-seat.js';
import type { Thresholds } from './thresholds.js';
import { currentThresholds } from './thresholds.js';
import { SYSTEM_ACTOR } from '../types.js';
import type { Flow, StepState } from '../types.js';
import { fillVacancy } from '../assignments/vacancy.js';

/** Why a step is evaluated again. */
type Occasion = 'decision' | 'seat_removed';

/**
 * Evaluates a step by its votes and its live seats: closes it where a threshold is reached, and goes on; seats the next
 * of a chain where one is due.
 *
 * @throws WorkflowError see `openNextSteps` and `fillVacancy`
 */
export function* evaluateStep(run: Run, stepNumber: number, by: Occasion): Flow {
  const { approveAt, rejectAt } = recount(run, run.step(stepNumber));
  const step = run.step(stepNumber);
  if (step.rejectedCount >= rejectAt) {
    recordOutcome(run, step, { by, event: 'rejected' });
    closeStep(run, stepNumber, 'rejected');
    cancelSteps(run);
    closeAttachment(run, 'rejected');
    yield* raise(run, { event: 'after_reject', position: step.position, stepNumber });
  } else if (step.approvedCount >= approveAt) {
    recordOutcome(run, step, { by, event: 'approved' });
    closeStep(run, stepNumber, 'approved');
    yield* raise(run, { event: 'after_approve', position: step.position, stepNumber });
    yield* openNextSteps(run, run.position(step.position));
  } else if (!step.assignments.some(isOpenSeat)) {
    yield* seatNext(run, step, { approveAt, rejectAt, by });
  }
}

function recount(run: Run, step: StepState): Thresholds {
  const { stepNumber } = step;
  const thresholds = currentThresholds(run, step);
  if (thresholds === null) throw new RangeError(`Step ${stepNumber} has too few seats to be settled.`);
  const { approveAt, rejectAt } = thresholds;
  if (approveAt !== step.approveAt || rejectAt !== step.rejectAt) {
    run.emit({ kind: 'thresholds_changed', stepNumber, approveAt, rejectAt });
  }
  return thresholds;
}

/** Nobody's vote reached the threshold: the system records that it was. */
function recordOutcome(
  run: Run,
  { stepNumber, approveAt, approvedCount, rejectAt, rejectedCount }: StepState,
  { by, event }: { readonly by: Occasion; readonly event: 'approved' | 'rejected' },
): void {
  if (by === 'decision') return;
  const counts = { approve_at: approveAt, approved_count: approvedCount };
  const rejections = { reject_at: rejectAt, rejected_count: rejectedCount };
  run.record({
    event,
    actor: SYSTEM_ACTOR,
    stepNumber,
    data: { cause: 'threshold_reached', ...counts, ...rejections },
  });
}

/** Seats the next of a chain; where there is none any more, and too few have approved, nobody is left to seat. */
function* seatNext(
  run: Run,
  step: StepState,
  { approveAt, rejectAt, by }: Thresholds & { readonly by: Occasion },
): Flow {
  const { stepNumber, approvedCount } = step;
  const seatNo = Math.max(...step.assignments.map((held) => held.seatNo)) + 1;
  const { toCome, decided } = yield* restOfChain(run, step);
  const [next] = toCome;
  if (next !== undefined) {
    run.emit({
      kind: 'seats_assigned',
      stepNumber,
      assignments: [takeSeat(run, step, next, { seatNo, turn: 1 })],
      assignedAt: run.now,
    });
    yield* raise(run, {
      event: 'on_step_open',
      position: step.position,
      stepNumber,
      approvers: [personOf(next)],
    });
  } else if (approvedCount >= approveAt - decided) {
    run.emit({ kind: 'thresholds_changed', stepNumber, approveAt: approvedCount, rejectAt });
    yield* evaluateStep(run, stepNumber, by);
  } else {
    yield* fillVacancy(run, step, { seatNo, turn: 1 });
  }
}
