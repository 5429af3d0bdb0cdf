import { fallbackFor } from './fallback.js';
import { raise, personOf } from '../raise.js';
import { noApprover } from '../steps/nobody-to-seat.js';
import { pickHolder } from './pick-holders.js';
import { openNextSteps } from '../positions/enter-position.js';
import type { Run } from '../run.js';
import { skipStep } from '../steps/skip-step.js';
import { isSomeone, takeSeat } from './take-seat.js';
import { liveSeats } from '../steps/thresholds.js';
import { SYSTEM_ACTOR } from '../types.js';
import type { Flow, StepState } from '../types.js';
import { hasVote } from '../rules/seat.js';

/** A seat that somebody else could take. */
interface Vacancy {
  readonly seatNo: number;
  readonly turn: number;
}

/**
 * What the approval says for the case that an open step has too few seats left: the transition is refused, the step
 * is skipped, or a fallback takes the seat.
 *
 * @throws WorkflowError `NO_APPROVER`; see `openNextSteps`
 */
export function* fillVacancy(run: Run, step: StepState, vacancy: Vacancy): Flow {
  const { stepNumber, approveAt: needed } = step;
  const approval = run.approval(step);
  const position = run.position(step.position);
  if (approval.onNoApprover === 'skip') {
    skipStep(run, stepNumber, { cause: 'no_approver', notes: {} });
    yield* openNextSteps(run, position);
    return;
  }
  const candidates = (yield* fallbackFor(run, position, approval)).filter(({ id }) => !hasVote(step, id));
  if (!isSomeone(candidates)) throw noApprover({ position, approval, seats: liveSeats(step), needed });
  const strategy = run.strategy(step.strategy);
  const user = yield* pickHolder(run, { approval, strategy, candidates });
  run.emit({
    kind: 'seats_assigned',
    stepNumber,
    assignments: [takeSeat(run, step, user, { ...vacancy, rotates: false })],
    assignedAt: run.now,
  });
  run.record({
    event: 'reassigned',
    actor: SYSTEM_ACTOR,
    stepNumber,
    data: { cause: 'no_approver', user_id: user.id, user_name: user.name },
  });
  const approvers = [personOf(user)];
  yield* raise(run, { event: 'after_reassign', position: position.index, stepNumber, approvers });
}
