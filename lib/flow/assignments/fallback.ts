import type { ApprovalConfig, Position } from '../../definition/types.js';
import { ask } from '../ask.js';
import { isEligible } from '../rules/eligible.js';
import { priorApprovers } from '../steps/prior-approvals.js';
import type { Run } from '../run.js';
import type { Flow, FlowUser } from '../types.js';

/** Who is seated instead, where nobody may be; the rules for who may not be stay the same. */
export function* fallbackFor(
  run: Run,
  position: Position,
  approval: ApprovalConfig,
): Flow<readonly FlowUser[]> {
  const users = yield* namedBy(approval);
  const eligible = users.filter((user) => isEligible(user, approval, run.state.attachment));
  if (eligible.length === 0 || run.state.plan.settings.repeatedApprover !== 'exclude') return eligible;
  const approvers = yield* priorApprovers(run, position, null);
  return eligible.filter(({ id }) => !approvers.has(id));
}

function* namedBy({ onNoApprover: policy }: ApprovalConfig): Flow<readonly FlowUser[]> {
  if (typeof policy === 'string') return [];
  if ('user' in policy) return (yield* ask({ kind: 'users', ids: [String(policy.user)] })).users;
  return (yield* ask({ kind: 'role_members', role: policy.role })).users;
}
