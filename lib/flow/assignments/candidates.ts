import type { ApprovalConfig, Position } from '../../definition/types.js';
import { ask } from '../ask.js';
import { managersAbove } from './managers.js';
import { isEligible } from '../rules/eligible.js';
import type { Run } from '../run.js';
import type { Flow, FlowUser } from '../types.js';
import { unknownCase } from '../../unknown-case.js';

/** Everyone who may be seated for an approval: in ascending order of id, managers lowest first. */
export function* candidatesFor(
  run: Run,
  position: Position,
  approval: ApprovalConfig,
): Flow<readonly FlowUser[]> {
  const users = yield* namedBy(run, position, approval);
  return users.filter((user) => isEligible(user, approval, run.state.attachment));
}

function* namedBy(run: Run, position: Position, approval: ApprovalConfig): Flow<readonly FlowUser[]> {
  const { requesterId } = run.state.attachment;
  switch (approval.approvalType) {
    case 'role':
      return yield* sharedBy(run, approval);
    case 'user':
      return (yield* ask({ kind: 'users', ids: [String(approval.approvalUser)] })).users;
    case 'self':
      return requesterId === null ? [] : (yield* ask({ kind: 'users', ids: [requesterId] })).users;
    case 'team_head':
      return requesterId === null ? [] : only((yield* ask({ kind: 'team_head', userId: requesterId })).user);
    case 'department_head': {
      const departmentId = yield* departmentOf(run, position);
      if (departmentId === null) return [];
      return only((yield* ask({ kind: 'department_head', departmentId })).user);
    }
    case 'assigned':
      return only((yield* ask({ kind: 'assigned_user', field: approval.assignedField })).user);
    default:
      throw unknownCase('type of approval', approval);
  }
}

/** The members of the approval's role, or the managers above the requester. */
function* sharedBy(
  run: Run,
  { roleSelectionStrategy, userRole, hierarchyLevels = 1 }: Extract<ApprovalConfig, { approvalType: 'role' }>,
): Flow<readonly FlowUser[]> {
  const { requesterId } = run.state.attachment;
  if (run.strategy(roleSelectionStrategy).source === 'managers') {
    return requesterId === null ? [] : yield* managersAbove(requesterId, hierarchyLevels);
  }
  return userRole === undefined ? [] : (yield* ask({ kind: 'role_members', role: userRole })).users;
}

/** The department of the pipeline; where it names none, that of the requester. */
function* departmentOf(run: Run, { pipeline }: Position): Flow<string | null> {
  const { requesterId } = run.state.attachment;
  const departmentId = pipeline?.departmentId ?? null;
  if (departmentId !== null || requesterId === null) return departmentId;
  const { users } = yield* ask({ kind: 'users', ids: [requesterId] });
  return users[0]?.departmentId ?? null;
}

function only(user: FlowUser | null): readonly FlowUser[] {
  return user === null ? [] : [user];
}
