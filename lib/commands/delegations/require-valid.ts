import type { Transaction } from 'sequelize';
import { WorkflowError } from '../../errors.js';
import type { FlowUser } from '../../flow/types.js';
import type { CommandContext } from '../context.js';
import { workflowNotFound } from '../definitions/edit-workflow.js';
import { requireNoCycle } from './require-no-cycle.js';
import type { DelegationTerms } from './way.js';

/**
 * Checks what a delegation says.
 *
 * @param id - Its own row; `null` for a new one
 * @throws WorkflowError `DELEGATION_TO_SELF`, `DELEGATION_PERIOD_INVALID`, `WORKFLOW_NOT_FOUND`, `DELEGATION_CYCLE`
 */
export async function requireValid(
  context: CommandContext,
  id: number | null,
  terms: DelegationTerms,
  transaction: Transaction,
): Promise<void> {
  const { company, fromUserId, userId, workflowId, startsAt, endsAt } = terms;
  if (fromUserId === userId) {
    throw new WorkflowError(
      'DELEGATION_TO_SELF',
      'Nobody decides for themselves by delegation. Name another.',
      {
        errors: [{ path: 'user_id', message: 'is who is out of office' }],
      },
    );
  }
  if (endsAt !== null && endsAt <= startsAt) {
    throw new WorkflowError('DELEGATION_PERIOD_INVALID', 'A delegation must end after it starts.', {
      errors: [{ path: 'ends_at', message: 'must be later than starts_at' }],
    });
  }
  if (workflowId !== null) {
    const workflow = await context.definitions.workflows.find({ id: workflowId, company }, transaction);
    if (workflow === null) throw workflowNotFound(workflowId);
  }
  await requireNoCycle(context, id, terms, transaction);
}

/** Who is out of office, and who decides for them. */
export interface Parties {
  readonly from: FlowUser;
  readonly to: FlowUser;
}

/**
 * The two sides of a delegation. Who is out of office may have left for good.
 *
 * @throws WorkflowError `USER_NOT_FOUND` for who is none of the company's, and for a substitute who is not active
 */
export async function requireParties(
  { people }: CommandContext,
  { company, fromUserId, userId }: Pick<DelegationTerms, 'company' | 'fromUserId' | 'userId'>,
  transaction: Transaction,
): Promise<Parties> {
  const users = await people.users([fromUserId, userId], { company, transaction });
  const from = users.find(({ id }) => id === fromUserId);
  const to = users.find(({ id, active }) => id === userId && active);
  if (from === undefined) throw userNotFound(fromUserId, { path: 'from_user_id', message: 'is not a user' });
  if (to === undefined) throw userNotFound(userId, { path: 'user_id', message: 'is not an active user' });
  return { from, to };
}

function userNotFound(id: string, error: { readonly path: string; readonly message: string }): WorkflowError {
  const detail = `A delegation needs two users of the company, and ${id} ${error.message} of it.`;
  return new WorkflowError('USER_NOT_FOUND', detail, { errors: [error] });
}
