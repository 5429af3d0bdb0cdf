import type { ApprovalConfig } from '../definition/types.js';
import { pickName } from '../definition/names.js';
import { WorkflowError } from '../errors.js';
import { ask } from './ask.js';
import { candidatesFor } from './candidates.js';
import { describePlace } from './place.js';
import { afterSeating, whoseTurn } from './rotation.js';
import type { Run } from './run.js';
import { STRATEGIES } from './strategies/index.js';
import type { StrategyName } from './strategies/strategy.js';
import { SYSTEM_ACTOR } from './types.js';
import type { Flow, FlowUser, NewAssignment, StepState } from './types.js';

const MS_PER_HOUR = 3_600_000;

/** The strategy that an approval's step runs by. */
export function strategyOf(approval: ApprovalConfig): StrategyName {
  return approval.approvalType === 'role' ? approval.roleSelectionStrategy : 'single';
}

/**
 * Opens a pending step: finds who is seated, and fixes its thresholds.
 *
 * @throws WorkflowError `NO_APPROVER` where nobody may be seated, `TOO_MANY_SEATS` above the limit
 */
export function* openStep(run: Run, step: StepState): Flow {
  const approval = run.approval(step);
  const strategy = STRATEGIES[step.strategy];
  const candidates = yield* candidatesFor(approval, run.state.attachment);
  const [first, ...others] = candidates;
  if (first === undefined) throw noApprover(run, step);
  if (strategy.seating === 'all' && candidates.length > run.settings.maxSeats) {
    throw tooManySeats(run, step, candidates.length);
  }
  const seated =
    strategy.seating === 'all' ? candidates : [yield* takeTurn(run, approval, [first, ...others])];
  run.change({
    kind: 'step_opened',
    stepNumber: step.stepNumber,
    approveAt: strategy.approveAt(seated.length),
    rejectAt: strategy.rejectAt(seated.length),
    openedAt: run.now,
  });
  run.change({
    kind: 'seats_assigned',
    stepNumber: step.stepNumber,
    assignments: seated.map((user, index) => seat(run, approval, user, { seatNo: index + 1, turn: 1 })),
    assignedAt: run.now,
  });
  run.record({
    event: 'step_opened',
    actor: SYSTEM_ACTOR,
    stepNumber: step.stepNumber,
    data: {
      ...describePlace(run.position(step.position)),
      seats: seated.length,
      round: step.round,
    },
  });
}

/** Asks for the rotation, picks whose turn it is, and moves the rotation on. */
export function* takeTurn(
  run: Run,
  approval: ApprovalConfig,
  candidates: readonly [FlowUser, ...FlowUser[]],
): Flow<FlowUser> {
  const { seatedOrder } = yield* ask({
    kind: 'rotation',
    approvalId: approval.id,
  });
  const user = whoseTurn(candidates, seatedOrder);
  run.change({
    kind: 'rotated',
    approvalId: approval.id,
    seatedOrder: afterSeating(user.id, seatedOrder),
  });
  return user;
}

/** A holder for a seat, with the time at which a rotating one passes on. */
export function seat(
  run: Run,
  approval: ApprovalConfig,
  user: FlowUser,
  place: {
    readonly seatNo: number;
    readonly turn: number;
    readonly onBehalfOf?: string;
  },
): NewAssignment {
  const rotates = STRATEGIES[strategyOf(approval)].seating === 'rotation' && approval.approvalType === 'role';
  return {
    seatNo: place.seatNo,
    turn: place.turn,
    userId: user.id,
    userName: user.name,
    onBehalfOf: place.onBehalfOf ?? null,
    rotationRole: rotates ? approval.userRole : null,
    reassignAt: rotates ? reassignmentTime(approval, run.now) : null,
  };
}

/** When an undecided seat of this approval passes on; `null` where it never does by time. */
export function reassignmentTime(approval: ApprovalConfig, from: Date): Date | null {
  if (approval.approvalType !== 'role' || approval.reassignAfterHours === undefined) return null;
  return new Date(from.getTime() + approval.reassignAfterHours * MS_PER_HOUR);
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
