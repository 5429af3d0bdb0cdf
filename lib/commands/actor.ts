import type { Transaction } from 'sequelize';
import { inCall, requireCompany } from '../identity.js';
import type { FlowActor } from '../flow/types.js';
import type { Actor } from '../types.js';
import type { CommandContext } from './context.js';

/**
 * The company whose rows a call may touch: the one that it names, else the actor's; `''` for a host that has none.
 *
 * @throws WorkflowError `INVALID_REQUEST` where it can be no company
 */
export function companyOf(actor: Actor | null, named?: string): string {
  return requireCompany(named ?? actor?.company, inCall('company'));
}

/** The actor with the name that the directory knows; `null` stands for the system. */
export async function nameActor(
  { people, userIds }: Pick<CommandContext, 'people' | 'userIds'>,
  actor: Actor | null,
  transaction: Transaction,
): Promise<FlowActor> {
  if (actor === null) return { id: null, name: null };
  const id = userIds.toText(actor.id, 'actor.id');
  const [user] = await people.users([id], { company: companyOf(actor), transaction });
  return { id, name: user?.name ?? null };
}
