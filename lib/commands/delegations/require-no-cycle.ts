import type { Transaction } from 'sequelize';
import { WorkflowError } from '../../errors.js';
import { delegationsFrom } from '../../store/delegations.js';
import type { CommandContext } from '../context.js';
import type { DelegationTerms, Way } from './way.js';
import { endOf, openNextSteps, wayOf } from './way.js';

/**
 * Follows a delegation from its substitute to theirs, and so on, as long as all of them apply at the same time to the
 * same workflow. Two that are saved at once may miss each other: whoever reads a circle must not run in it either.
 *
 * @param id - The delegation's own row, which is about to change; `null` for a new one
 * @throws WorkflowError `DELEGATION_CYCLE` where the way comes back to who is out of office
 */
export async function requireNoCycle(
  { database, userIds }: CommandContext,
  id: number | null,
  terms: DelegationTerms,
  transaction: Transaction,
): Promise<void> {
  const { company, startsAt, endsAt } = terms;
  const walked = new Set<string>();
  let ways: readonly Way[] = [wayOf(terms)];
  while (ways.length > 0) {
    const absence = { company, startsAt, endsAt, fromUserIds: ways.map(endOf) };
    const given = await delegationsFrom(database, absence, transaction);
    const others = given.filter((delegation) => delegation.id !== id);
    const further = ways.flatMap((way) =>
      others.flatMap((delegation) => openNextSteps(way, delegation) ?? []),
    );
    const circle = further.find((way) => endOf(way) === terms.fromUserId);
    if (circle !== undefined) throw cycle(circle.users.map((user) => userIds.fromText(user)));
    ways = further.filter((way) => isNew(way, walked));
  }
}

/** Whether nobody came here before on a way that was open at the same time. */
function isNew(way: Way, walked: Set<string>): boolean {
  const { workflowId, startsAt, endsAt } = way;
  const key = JSON.stringify([endOf(way), workflowId, startsAt, endsAt]);
  if (walked.has(key)) return false;
  walked.add(key);
  return true;
}

function cycle(users: readonly unknown[]): WorkflowError {
  return new WorkflowError(
    'DELEGATION_CYCLE',
    'Whoever you name is out of office at that time themselves, and their delegations lead back to where this one begins.',
    {
      errors: [{ path: 'user_id', message: 'delegates back, at the same time' }],
      details: { user_ids: users },
    },
  );
}
