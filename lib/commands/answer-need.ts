import type { Transaction } from 'sequelize';
import type { AttachmentRow } from '../../models/index.js';
import type { Fact, Need } from '../flow/types.js';
import type { CommandContext } from './context.js';

/** Looks up what the flow must know. */
export async function answerNeed(
  { people, rotations }: CommandContext,
  need: Need,
  { company, workflowId }: AttachmentRow,
  transaction: Transaction,
): Promise<Fact> {
  const lookup = { company, transaction };
  switch (need.kind) {
    case 'users':
      return { kind: 'users', users: await people.users(need.ids, lookup) };
    case 'role_members':
      return { kind: 'role_members', users: await people.roleMembers(need.role, lookup) };
    case 'manager':
      return { kind: 'manager', user: await people.manager(need.userId, lookup) };
    case 'rotation': {
      const key = { company, workflowId, approvalId: need.approvalId };
      return { kind: 'rotation', seatedOrder: await rotations.lock(key, transaction) };
    }
  }
}
