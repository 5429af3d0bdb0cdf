import type { ApprovalConfig } from '../../definition/types.js';
import { ask } from '../ask.js';
import { roleOf } from '../assignments/take-seat.js';
import type { Flow, FlowUser } from '../types.js';
import { unknownCase } from '../../unknown-case.js';

/** Whether an approval lets its holder pass the seat to this user. Where it has no role, nobody is of that. */
export function* isInScope(approval: ApprovalConfig, holderId: string, user: FlowUser): Flow<boolean> {
  switch (approval.delegateScope) {
    case 'company':
      return true;
    case 'role': {
      const role = roleOf(approval);
      if (role === null) return false;
      const { users } = yield* ask({ kind: 'role_members', role });
      return users.some(({ id }) => id === user.id);
    }
    case 'department': {
      const { users } = yield* ask({ kind: 'users', ids: [holderId] });
      const departmentId = users[0]?.departmentId ?? null;
      return departmentId !== null && departmentId === user.departmentId;
    }
    default:
      throw unknownCase('scope of delegation', approval.delegateScope);
  }
}
