import { candidatesFor } from './candidates.js';
import { cancelSteps, closeStep } from './close-step.js';
import { closeAttachment } from './completion.js';
import { goOn } from './positions.js';
import type { Run } from './run.js';
import { takeSeat } from './take-seat.js';
import { liveSeats, thresholdsOf } from './thresholds.js';
import type { Thresholds } from './thresholds.js';
import { SYSTEM_ACTOR } from './types.js';
import type { Flow, StepState } from './types.js';
import { fillVacancy } from './vacancy.js';
import { hasVoice } from './voices.js';

/**
 * Judges a step by its votes and its live seats: closes it where a threshold is reached, and goes on; seats the next
 * of a chain where one is due.
 *
 * @throws WorkflowError see `goOn` and `fillVacancy`
 */
export function* settleStep(run: Run, stepNumber: number, by: 'decision' | 'seat_removed'): Flow {
  const { approveAt, rejectAt } = recount(run, run.step(stepNumber));
  const step = run.step(stepNumber);
  if (step.rejectedCount >= rejectAt) {
    recordOutcome(run, step, { by, event: 'rejected' });
    closeStep(run, stepNumber, 'rejected');
    cancelSteps(run);
    closeAttachment(run, 'rejected');
  } else if (step.approvedCount >= approveAt) {
    recordOutcome(run, step, { by, event: 'approved' });
    closeStep(run, stepNumber, 'approved');
    yield* goOn(run, run.position(step.position));
  } else if (!step.assignments.some(({ status }) => status === 'current')) {
    yield* seatNext(run, step);
  }
}

/** The thresholds of a step as its live seats are now; `null` where too few are left. */
export function currentThresholds(run: Run, step: StepState): Thresholds | null {
  const strategy = run.strategy(step.strategy);
  // The seats of a chain are taken one by one: how many there will be was settled when it opened.
  const seats = strategy.seating === 'chain' ? (step.approveAt ?? 0) : liveSeats(step);
  return thresholdsOf(strategy, run.approval(step), seats);
}

function recount(run: Run, step: StepState): Thresholds {
  const thresholds = currentThresholds(run, step);
  if (thresholds === null) throw new RangeError(`Step ${step.stepNumber} has too few seats to be settled.`);
  const { approveAt, rejectAt } = thresholds;
  if (approveAt !== step.approveAt || rejectAt !== step.rejectAt) {
    run.change({ kind: 'thresholds_changed', stepNumber: step.stepNumber, ...thresholds });
  }
  return thresholds;
}

/** Nobody's vote reached the threshold: the system records that it was. */
function recordOutcome(
  run: Run,
  { stepNumber, approveAt, approvedCount, rejectAt, rejectedCount }: StepState,
  { by, event }: { readonly by: 'decision' | 'seat_removed'; readonly event: 'approved' | 'rejected' },
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

/** Seats the next of a chain; where there is none any more, nobody is left to seat. */
function* seatNext(run: Run, step: StepState): Flow {
  const { stepNumber, position, assignments, approvedCount } = step;
  const seatNo = Math.max(...assignments.map((held) => held.seatNo)) + 1;
  const candidates = yield* candidatesFor(run, run.position(position), run.approval(step));
  const seated = new Set(assignments.filter(({ turn }) => turn === 1).map(({ userId }) => userId));
  const others = candidates.filter(({ id }) => !seated.has(id));
  const next = others.find(({ id }) => !hasVoice(step, id));
  if (next !== undefined) {
    run.change({
      kind: 'seats_assigned',
      stepNumber,
      assignments: [takeSeat(run, step, next, { seatNo, turn: 1 })],
      assignedAt: run.now,
    });
  } else if (others.length > 0) {
    // Whoever is left has decided already, for a seat that was passed on to them.
    run.change({ kind: 'thresholds_changed', stepNumber, approveAt: approvedCount, rejectAt: 1 });
    yield* settleStep(run, stepNumber, 'decision');
  } else {
    yield* fillVacancy(run, step, { seatNo, turn: 1 });
  }
}
