import { pickName } from '../definition/names.js';
import type { ApprovalConfig, Position } from '../definition/types.js';
import { WorkflowError } from '../errors.js';
import { describePlace } from './place.js';
import type { Run } from './run.js';
import { strategyNameOf } from './strategies/index.js';
import { countingOptions } from './thresholds.js';

/** An approval that too few may be seated for. */
interface Vacancy {
  readonly place: Position;
  readonly approval: ApprovalConfig;
  /** How many there are. */
  readonly seats: number;
}

/** The refusal of a transition after which nobody, or too few, could approve. */
export function noApprover(run: Run, { place, approval, seats }: Vacancy): WorkflowError {
  const why = seats === 0 ? whoIsMissing(run, approval) : tooFew(run, approval, seats);
  return new WorkflowError(
    'NO_APPROVER',
    `Nobody may approve "${pickName(place.names, [])}": ${why}. ` +
      'Nothing was changed. Give the approval someone who is active and is not the requester, then try again.',
    { details: describePlace(place) },
  );
}

function tooFew(run: Run, approval: ApprovalConfig, seats: number): string {
  const needed = run.strategy(strategyNameOf(approval)).approveAt(seats, countingOptions(approval));
  return `it needs ${needed} approvals and only ${seats} may be seated`;
}

function whoIsMissing(run: Run, approval: ApprovalConfig): string {
  switch (approval.approvalType) {
    case 'role':
      return run.strategy(approval.roleSelectionStrategy).source === 'managers'
        ? 'the requester has no manager who may be seated'
        : `role ${approval.userRole ?? ''} has no member who may be seated`;
    case 'user':
      return `user ${approval.approvalUser} may not be seated`;
    case 'self':
      return 'there is no requester who may be seated';
    case 'team_head':
      return "the requester's team has no head who may be seated";
    case 'department_head':
      return 'the department has no head who may be seated';
    case 'assigned':
      return `the object's ${approval.assignedField} names nobody who may be seated`;
  }
}

/** The refusal of a step with more seats than the engine allows. */
export function tooManySeats(run: Run, place: Position, seats: number): WorkflowError {
  return new WorkflowError(
    'TOO_MANY_SEATS',
    `"${pickName(place.names, [])}" would seat ${seats} users; at most ${run.settings.maxSeats} are allowed. ` +
      'Name a smaller role, or use round_robin.',
    { details: describePlace(place) },
  );
}
