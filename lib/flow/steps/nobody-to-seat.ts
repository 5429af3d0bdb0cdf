import { pickName } from '../../definition/names.js';
import type { ApprovalConfig, Position } from '../../definition/types.js';
import { WorkflowError } from '../../errors.js';
import { describePosition } from '../positions/describe-position.js';
import type { Run } from '../run.js';
import { unknownCase } from '../../unknown-case.js';

/** An approval that too few may be seated for. */
interface Vacancy {
  readonly position: Position;
  readonly approval: ApprovalConfig;
  /** How many there are. */
  readonly seats: number;
  /** How many must approve. */
  readonly needed: number | null;
}

/** The refusal of a transition after which nobody, or too few, could approve. */
export function noApprover({ position, approval, seats, needed }: Vacancy): WorkflowError {
  const why =
    seats === 0 ? whoIsMissing(approval) : `it needs ${needed} approvals and only ${seats} may be seated`;
  return new WorkflowError(
    'NO_APPROVER',
    `Nobody may approve "${pickName(position.names, [])}": ${why}. ` +
      'Nothing was changed. Give the approval someone who is active and is not the requester, then try again.',
    { details: describePosition(position) },
  );
}

function whoIsMissing(approval: ApprovalConfig): string {
  switch (approval.approvalType) {
    case 'role':
      return approval.userRole === undefined
        ? 'the requester has no manager who may be seated'
        : `role ${approval.userRole} has no member who may be seated`;
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
    default:
      throw unknownCase('type of approval', approval);
  }
}

/** The refusal of a step with more seats than the engine allows. */
export function tooManySeats(run: Run, position: Position, seats: number): WorkflowError {
  return new WorkflowError(
    'TOO_MANY_SEATS',
    `"${pickName(position.names, [])}" would seat ${seats} users; at most ${run.settings.maxSeats} are allowed. ` +
      'Name a smaller role, or use round_robin.',
    { details: describePosition(position) },
  );
}
