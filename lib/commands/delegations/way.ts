import type { DelegationRow } from '../../../models/index.js';
import type { Period } from '../../store/delegations.js';

/** What a delegation says, before it has a row. */
export type DelegationTerms = Pick<
  DelegationRow,
  'company' | 'fromUserId' | 'userId' | 'workflowId' | 'startsAt' | 'endsAt'
>;

/** A seat's way from one user over their substitutes, with the time and the workflow in which it is open. */
export interface Way extends Period {
  /** From who is out of office to who decides in the end. */
  readonly users: readonly [string, ...string[]];
  readonly workflowId: number | null;
}

/** The way that a single delegation opens. */
export function wayOf({ fromUserId, userId, workflowId, startsAt, endsAt }: DelegationTerms): Way {
  return { users: [fromUserId, userId], workflowId, startsAt, endsAt };
}

/** Who decides at the end of a way. */
export function endOf({ users }: Way): string {
  return users.at(-1) ?? users[0];
}

/** The way one delegation further; `null` where that one begins elsewhere, or both never apply together. */
export function openNextSteps(way: Way, next: DelegationTerms): Way | null {
  if (next.fromUserId !== endOf(way)) return null;
  if (way.workflowId !== null && next.workflowId !== null && way.workflowId !== next.workflowId) return null;
  const startsAt = way.startsAt > next.startsAt ? way.startsAt : next.startsAt;
  const endsAt = earlier(way.endsAt, next.endsAt);
  if (endsAt !== null && endsAt <= startsAt) return null;
  const workflowId = way.workflowId ?? next.workflowId;
  return { users: [...way.users, next.userId], workflowId, startsAt, endsAt };
}

function earlier(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
