import type { ApprovalConfig } from '../definition/types.js';
import { pickName } from '../definition/names.js';
import { WorkflowError } from '../errors.js';
import { candidatesFor } from './candidates.js';
import { describePlace } from './place.js';
import type { Run } from './run.js';
import { STRATEGIES } from './strategies/index.js';
import type { SomeUsers } from './take-seat.js';
import { isSomeone, takeSeat, takeTurn } from './take-seat.js';
import { SYSTEM_ACTOR } from './types.js';
import type { Flow, StepState } from './types.js';

/**
 * Opens a pending step: finds who is seated, and fixes its thresholds.
 *
 * @throws WorkflowError `NO_APPROVER` where nobody may be seated, `TOO_MANY_SEATS` above the limit
 */
export function* openStep(run: Run, step: StepState): Flow {
  const { stepNumber, round } = step;
  const approval = run.approval(step);
  const strategy = STRATEGIES[step.strategy];
  const seated = yield* findHolders(run, step);
  run.change({
    kind: 'step_opened',
    stepNumber,
    approveAt: strategy.approveAt(seated.length),
    rejectAt: strategy.rejectAt(seated.length),
    openedAt: run.now,
  });
  run.change({
    kind: 'seats_assigned',
    stepNumber,
    assignments: seated.map((user, index) => takeSeat(run, approval, user, { seatNo: index + 1, turn: 1 })),
    assignedAt: run.now,
  });
  run.record({
    event: 'step_opened',
    actor: SYSTEM_ACTOR,
    stepNumber,
    data: { ...describePlace(run.position(step.position)), seats: seated.length, round },
  });
}

/** Who takes the seats of a step: every candidate, or the one whose turn it is. */
function* findHolders(run: Run, step: StepState): Flow<SomeUsers> {
  const approval = run.approval(step);
  const candidates = yield* candidatesFor(approval, run.state.attachment);
  if (!isSomeone(candidates)) throw noApprover(run, step);
  if (STRATEGIES[step.strategy].seating === 'rotation') return [yield* takeTurn(run, approval, candidates)];
  if (candidates.length > run.settings.maxSeats) throw tooManySeats(run, step, candidates.length);
  return candidates;
}

function noApprover(run: Run, step: StepState): WorkflowError {
  const position = run.position(step.position);
  return new WorkflowError(
    'NO_APPROVER',
    `Nobody may approve "${pickName(position.names, [])}": ${whoIsMissing(run.approval(step))}. ` +
      'Nothing was changed. Give the approval someone who is active and is not the requester, then try again.',
    { details: describePlace(position) },
  );
}

function whoIsMissing(approval: ApprovalConfig): string {
  switch (approval.approvalType) {
    case 'role':
      return `role ${approval.userRole} has no member who may be seated`;
    case 'user':
      return `user ${approval.approvalUser} may not be seated`;
    case 'self':
      return 'there is no requester who may be seated';
  }
}

function tooManySeats(run: Run, step: StepState, members: number): WorkflowError {
  const position = run.position(step.position);
  return new WorkflowError(
    'TOO_MANY_SEATS',
    `"${pickName(position.names, [])}" would seat ${members} users; at most ${run.settings.maxSeats} are allowed. ` +
      'Name a smaller role, or use round_robin.',
    { details: describePlace(position) },
  );
}
