import { randomInt } from 'node:crypto';
import { compileCondition } from '../definition/condition.js';
import type { Answer, FlowUser, Query } from '../flow/types.js';
import { findIdProblem } from '../identity.js';
import { absentHoldersOf, isHere } from '../store/absent-holders.js';
import { readPriorSteps } from '../store/prior-steps.js';
import type { CommandContext } from './context.js';
import type { FactLoader } from './fact-loader.js';
import type { UserId } from '../types.js';
import { runInlineActions } from './run-inline-actions.js';
import { unknownCase } from '../unknown-case.js';

/** Looks up what the flow asks: users together, and the rest in its order, in which locks are taken. */
export async function answerQueries(
  context: CommandContext,
  queries: readonly Query[],
  loader: FactLoader,
): Promise<readonly Answer[]> {
  await loader.people.prepare(queries);
  const answers: Answer[] = [];
  for (const query of queries) answers.push(await answerQuery(context, query, loader));
  return answers;
}

async function answerQuery(context: CommandContext, query: Query, loader: FactLoader): Promise<Answer> {
  const { people, transaction, subject } = loader;
  switch (query.kind) {
    case 'users':
      return { kind: 'users', users: await people.users(query.ids) };
    case 'role_members':
      return { kind: 'role_members', users: await people.roleMembers(query.role) };
    case 'manager':
      return { kind: 'manager', user: await people.manager(query.userId) };
    case 'team_head':
      return { kind: 'team_head', user: await people.teamHead(query.userId) };
    case 'department_head':
      return { kind: 'department_head', user: await people.departmentHead(query.departmentId) };
    case 'assigned_user':
      return { kind: 'assigned_user', user: await assignedUser(context, query.field, loader) };
    case 'rotation':
      return { kind: 'rotation', seatedOrder: await seatedOrder(query.approvalId, loader) };
    case 'random':
      return { kind: 'random', index: randomInt(query.below) };
    case 'condition':
      return {
        kind: 'condition',
        ...compileCondition(query.expression).evaluate(await loader.scope(query.expression, query.at)),
      };
    case 'substituted':
      return { kind: 'substituted', userIds: await substitutedUsers(context, query.userId, loader) };
    case 'inline_actions':
      return runInlineActions(context, query, loader);
    case 'prior_steps':
      return {
        kind: 'prior_steps',
        steps: await readPriorSteps(context.database, subject.attachment.id, transaction),
      };
    default:
      throw unknownCase('query', query);
  }
}

/** Whom a field of the object names; nobody, where the model has no such field or it holds no user's id. */
async function assignedUser(
  { userIds }: CommandContext,
  field: string,
  loader: FactLoader,
): Promise<FlowUser | null> {
  const id = (await loader.attributes())[field];
  if (findIdProblem(id) !== null) return null;
  const [user] = await loader.people.users([userIds.toText(id as UserId)]);
  return user ?? null;
}

async function seatedOrder(
  approvalId: number,
  { subject: { attachment }, surroundings }: FactLoader,
): Promise<readonly string[]> {
  const { company, workflowId } = attachment;
  return surroundings.seatedOrder({ company, workflowId, approvalId });
}

/** Whose seats somebody may decide for here and now. */
async function substitutedUsers(
  { database }: CommandContext,
  userId: string,
  { subject: { attachment, now }, transaction }: FactLoader,
): Promise<readonly string[]> {
  const { company, workflowId } = attachment;
  const delegations = await absentHoldersOf(database, { company, userId, at: now }, transaction);
  const here = delegations.filter((one) => isHere(one, workflowId));
  return here.map((one) => one.userId);
}
