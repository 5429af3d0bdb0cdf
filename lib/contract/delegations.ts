import type { DelegationView } from '../commands/delegations/delegation-view.js';
import { DELEGATION_STATUSES } from '../commands/delegations/delegation-view.js';
import type { UserId } from '../types.js';
import { answer } from './answer.js';
import { about, nullable, nullableOutput } from './field.js';
import { defaulted, object, optional } from './object.js';
import { page } from './paging.js';
import { count, shownHostId, shownText, shownTime, shownWord } from './shown.js';
import { flag, hostId, optionalReason, rowId, time, word } from './values.js';

/** Which side of a delegation a user is on. */
export const DIRECTIONS = ['given', 'received'] as const;
export type Direction = (typeof DIRECTIONS)[number];

const changeMembers = {
  userId: optional(about('Who decides.', hostId)),
  startsAt: optional(about('When it begins. Left out, at once.', time)),
  endsAt: optional(about('When it is over; `null`: when it is revoked.', nullable(time))),
  workflowId: optional(about('The one workflow that is meant; `null`: all of them.', nullable(rowId))),
  reason: optional(optionalReason),
};

/** What a change says about a delegation. */
export const delegationChange = object('DelegationChange', changeMembers);

/** A new delegation. */
export const newDelegation = object('NewDelegation', {
  ...changeMembers,
  userId: about('Who decides.', hostId),
  fromUserId: optional(about('Who is out of office. Left out, the user.', hostId)),
});

/** Which delegations are listed. */
export const delegationQuery = object(null, {
  page,
  direction: optional(about('Those that the user has given, or received.', word(DIRECTIONS))),
  includeRevoked: defaulted(about('Whether those that were revoked are listed too.', flag), false),
});

/** A delegation as its reader sees it. */
export interface ShownDelegation extends DelegationView {
  /** Which side of it the reader is on; `null` for one between others. */
  readonly direction: Direction | null;
}

/** A delegation, as seen from one of its sides. */
export const delegation = answer<ShownDelegation>('Delegation', {
  id: count,
  fromUserId: shownHostId,
  fromUserName: shownText,
  userId: shownHostId,
  userName: shownText,
  direction: nullableOutput(shownWord(DIRECTIONS)),
  workflowId: nullableOutput(count),
  startsAt: shownTime,
  endsAt: nullableOutput(shownTime),
  reason: nullableOutput(shownText),
  status: shownWord(DELEGATION_STATUSES),
  createdBy: nullableOutput(shownHostId),
  createdAt: shownTime,
  updatedAt: shownTime,
  revokedAt: nullableOutput(shownTime),
  revokedBy: nullableOutput(shownHostId),
});

/** A delegation, for this reader. */
export function showDelegation(view: DelegationView, reader: UserId): ShownDelegation {
  return { ...view, direction: directionFor(view, reader) };
}

function directionFor({ fromUserId, userId }: DelegationView, reader: UserId): Direction | null {
  if (String(fromUserId) === String(reader)) return 'given';
  return String(userId) === String(reader) ? 'received' : null;
}
