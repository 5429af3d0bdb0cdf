import { randomInt } from 'node:crypto';
import type { Transaction } from 'sequelize';
import type { AttachmentRow } from '../../models/index.js';
import type { Fact, FlowUser, Need } from '../flow/types.js';
import { coveredBy } from '../store/delegations.js';
import { readPastSteps } from '../store/past-steps.js';
import type { LookupContext } from '../types.js';
import type { CommandContext } from './context.js';
import { evaluateCondition } from './evaluate-condition.js';

/** What the flow asks about, and when. */
interface Inquiry {
  readonly attachment: AttachmentRow;
  readonly now: Date;
}

/** Looks up what the flow must know. */
export async function answerNeed(
  context: CommandContext,
  need: Need,
  inquiry: Inquiry,
  transaction: Transaction,
): Promise<Fact> {
  const { people, rotations, database } = context;
  const { attachment, now } = inquiry;
  const { company, workflowId } = attachment;
  const lookup = { company, transaction };
  switch (need.kind) {
    case 'users':
      return { kind: 'users', users: await people.users(need.ids, lookup) };
    case 'role_members':
      return { kind: 'role_members', users: await people.roleMembers(need.role, lookup) };
    case 'manager':
      return { kind: 'manager', user: await people.manager(need.userId, lookup) };
    case 'team_head':
      return { kind: 'team_head', user: await people.teamHead(need.userId, lookup) };
    case 'department_head':
      return { kind: 'department_head', user: await people.departmentHead(need.departmentId, lookup) };
    case 'assigned_user':
      return { kind: 'assigned_user', user: await assignedUser(context, { need, attachment }, lookup) };
    case 'rotation': {
      const key = { company, workflowId, approvalId: need.approvalId };
      return { kind: 'rotation', seatedOrder: await rotations.lock(key, transaction) };
    }
    case 'random':
      return { kind: 'random', index: randomInt(need.below) };
    case 'condition':
      return {
        kind: 'condition',
        ...(await evaluateCondition(context, { ...need, attachment }, transaction)),
      };
    case 'covered': {
      const delegations = await coveredBy(database, { company, userId: need.userId, at: now }, transaction);
      const here = delegations.filter((one) => one.workflowId === null || one.workflowId === workflowId);
      return { kind: 'covered', userIds: here.map(({ userId }) => userId) };
    }
    case 'past_steps':
      return { kind: 'past_steps', steps: await readPastSteps(database, attachment.id, transaction) };
  }
}

/** Whom a field of the object names; nobody, where the model has no such field or it holds no user's id. */
async function assignedUser(
  { objects, people, userIds }: CommandContext,
  {
    need,
    attachment,
  }: { readonly need: Extract<Need, { kind: 'assigned_user' }>; readonly attachment: AttachmentRow },
  lookup: LookupContext,
): Promise<FlowUser | null> {
  const attributes = await objects.readAttributes(attachment, lookup.transaction);
  const id = attributes?.[need.field];
  if (typeof id !== 'string' && typeof id !== 'number') return null;
  const [user] = await people.users([userIds.toText(id)], lookup);
  return user ?? null;
}
