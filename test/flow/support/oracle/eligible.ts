import type { ApprovalConfig, Position } from '../../../../lib/definition/types.js';
import type { AssignmentState, AttachmentState, StepState } from '../../../../lib/flow/types.js';
import type { World } from '../world.js';

/** Whose request it is, and who started it. */
export type Owners = Pick<AttachmentState, 'requesterId' | 'startedBy'>;

/** Who may be seated for an approval now: in ascending order of id, managers lowest first. */
export function eligibleFor(
  world: World,
  owners: Owners,
  place: Position,
  approval: ApprovalConfig,
): readonly string[] {
  return mayBeSeated(world, owners, approval, namedBy(world, owners, place, approval));
}

/** Of these those who are active, and do not decide on a request of their own. */
export function mayBeSeated(
  { people }: World,
  owners: Owners,
  approval: ApprovalConfig,
  ids: readonly string[],
): readonly string[] {
  return ids.filter((id) => people.isActive(id) && maySeat(approval, owners, id));
}

/** Whether a seat in the hands of this user would not be an approval of their own request. */
export function maySeat(approval: ApprovalConfig, { requesterId, startedBy }: Owners, id: string): boolean {
  if (approval.allowSelfApproval || approval.approvalType === 'self') return true;
  return id !== requesterId && id !== startedBy;
}

function namedBy(
  { people, object }: World,
  { requesterId }: Owners,
  { pipeline }: Position,
  approval: ApprovalConfig,
): readonly string[] {
  const list = (id: string | null): readonly string[] => (id === null ? [] : [id]);
  switch (approval.approvalType) {
    case 'self':
      return list(requesterId);
    case 'user':
      return [String(approval.approvalUser)];
    case 'team_head':
      return requesterId === null ? [] : list(people.teamHeadOf(requesterId));
    case 'department_head': {
      const own = requesterId === null ? null : people.departmentOf(requesterId);
      const department = pipeline?.departmentId ?? own;
      return department === null ? [] : list(people.headOf(department));
    }
    case 'assigned':
      return list(object.assigned(approval.assignedField));
    case 'role': {
      if (approval.userRole !== undefined) return people.membersOf(String(approval.userRole));
      const levels = approval.roleSelectionStrategy === 'supervisor' ? 1 : Number(approval.hierarchyLevels);
      return managersOf(people, requesterId, levels);
    }
  }
}

function managersOf(people: World['people'], requesterId: string | null, levels: number): readonly string[] {
  const line = requesterId === null ? [] : [requesterId];
  for (let level = 0; level < levels && requesterId !== null; level += 1) {
    const manager = people.managerOf(String(line.at(-1)));
    if (manager === null || line.includes(manager)) break;
    line.push(manager);
  }
  return line.slice(1);
}

/** Who of these would be picked where somebody on leave is passed over. */
export function presentOf({ people }: World, ids: readonly string[]): readonly string[] {
  const there = ids.filter((id) => !people.isAbsent(id));
  return there.length > 0 ? there : ids;
}

/** Whether somebody has a vote on a step already: a seat that is open, or one that they have decided. */
export function hasVoteOn({ assignments }: StepState, id: string): boolean {
  const decided = ['approved', 'rejected', 'needs_resubmission'];
  return assignments.some(
    ({ status, userId, actorId }) =>
      (status === 'current' && userId === id) ||
      (decided.includes(status) && (userId === id || actorId === id)),
  );
}

/** Whether an approval lets this holder's seat come to a user by their own wish. */
export function isInScopeOf(
  { people }: World,
  approval: ApprovalConfig,
  { userId }: Pick<AssignmentState, 'userId'>,
  successor: string,
): boolean {
  if (approval.delegateScope === 'company') return true;
  if (approval.delegateScope === 'role') {
    return 'userRole' in approval && people.membersOf(String(approval.userRole)).includes(successor);
  }
  const department = people.departmentOf(userId);
  return department !== null && people.departmentOf(successor) === department;
}
