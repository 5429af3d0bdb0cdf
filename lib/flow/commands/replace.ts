import { WorkflowError } from '../../errors.js';
import { ask } from '../ask.js';
import type { CommandOf } from './command.js';
import { openSeats } from '../assignments/open-seats.js';
import { handOver } from '../assignments/hand-over.js';
import { requireNewHolder } from '../assignments/new-holder.js';
import { requireStarted } from '../rules/attachment.js';
import type { Run } from '../run.js';
import type { Flow } from '../types.js';

/**
 * Gives an open seat to somebody else, who decides for themselves: what an administrator does for a holder who left.
 *
 * @throws WorkflowError `ATTACHMENT_CLOSED`, `ATTACHMENT_NOT_STARTED`, `ALREADY_DECIDED` where the seat is no longer
 * open, `USER_NOT_FOUND`, `SELF_APPROVAL`, `ALREADY_SEATED`
 */
export function* replace(run: Run, { actor, reason, assignmentId, userId }: CommandOf<'replaced'>): Flow {
  requireStarted(run.state.attachment);
  const seat = openSeats(run.state).find(({ assignment }) => assignment.id === assignmentId);
  if (seat === undefined) {
    throw new WorkflowError('ALREADY_DECIDED', 'This seat is no longer open. Read the status again.');
  }
  const { users } = yield* ask({ kind: 'users', ids: [userId] });
  const user = users.find(({ active }) => active);
  if (user === undefined) {
    throw new WorkflowError('USER_NOT_FOUND', `There is no active user ${userId} to take the seat.`, {
      errors: [{ path: 'user_id', message: 'is not an active user' }],
    });
  }
  yield* requireNewHolder(run, seat, user);
  yield* handOver(run, seat, { event: 'replaced', actor, user, comment: reason });
}
