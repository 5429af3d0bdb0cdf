import type { Transaction } from 'sequelize';
import type { FlowActor } from '../flow/types.js';
import type { Actor } from '../types.js';
import type { CommandContext } from './context.js';

/** The company whose rows an actor may touch; `''` for a host that has none. */
export function companyOf(actor: Actor | null): string {
  return actor?.company ?? '';
}

/** The actor with the name that the directory knows; `null` stands for the system. */
export async function nameActor(
  { people, userIds }: Pick<CommandContext, 'people' | 'userIds'>,
  actor: Actor | null,
  transaction: Transaction,
): Promise<FlowActor> {
  if (actor === null) return { id: null, name: null };
  const id = userIds.toText(actor.id);
  const [user] = await people.users([id], { company: companyOf(actor), transaction });
  return { id, name: user?.name ?? null };
}
