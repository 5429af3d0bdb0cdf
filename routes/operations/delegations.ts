import { delegationNotFound } from '../../lib/commands/delegations/find-delegation.js';
import type { DelegationView } from '../../lib/commands/delegations/delegation-view.js';
import type { DelegationListing } from '../../lib/api/delegations.js';
import type { Direction } from '../../lib/contract/delegations.js';
import {
  delegation,
  delegationChange,
  delegationQuery,
  newDelegation,
  showDelegation,
} from '../../lib/contract/delegations.js';
import { pageOf } from '../../lib/contract/paging.js';
import { byId } from '../../lib/contract/values.js';
import { WorkflowError } from '../../lib/errors.js';
import { mapPage } from '../../lib/store/page.js';
import { defineOperation } from '../define-operation.js';
import type { Operation, OperationRequest } from '../operation.js';

type Asking = Pick<OperationRequest, 'engine' | 'user' | 'call' | 'may'>;

/** Why a delegation cannot be as it is said. */
const REFUSALS = [
  'FORBIDDEN',
  'USER_NOT_FOUND',
  'DELEGATION_TO_SELF',
  'DELEGATION_PERIOD_INVALID',
  'DELEGATION_CYCLE',
  'WORKFLOW_NOT_FOUND',
] as const;

/** Out of office: one's own delegations, and those of the whole company for whoever may manage. */
export const delegationOperations: readonly Operation[] = [
  defineOperation({
    id: 'listDelegations',
    method: 'get',
    path: '/delegations',
    summary: "Lists the user's own delegations, newest first; those of the company for whoever may manage.",
    access: 'user',
    query: delegationQuery,
    answer: pageOf(delegation),
    handle: async (request) => {
      const { engine, user, call, query } = request;
      const listing = { ...(await sidesOf(request, query.direction)), includeRevoked: query.includeRevoked };
      const page = await engine.delegations.list(listing, query.page, call);
      return mapPage(page, (view) => showDelegation(view, user.id));
    },
  }),
  defineOperation({
    id: 'createDelegation',
    method: 'post',
    path: '/delegations',
    summary: 'Lets somebody decide for somebody else for a time, on whatever is open then.',
    access: 'user',
    body: newDelegation,
    answer: delegation,
    status: 201,
    errors: REFUSALS,
    example: {
      user_id: 7,
      starts_at: '2026-08-03T00:00:00Z',
      ends_at: '2026-08-17T00:00:00Z',
      reason: 'On leave',
    },
    handle: async (request) => {
      const { engine, user, call, body } = request;
      await requireOwn(request, body.fromUserId ?? user.id);
      return showDelegation(await engine.delegations.create(body, call), user.id);
    },
  }),
  defineOperation({
    id: 'getDelegation',
    method: 'get',
    path: '/delegations/:id',
    summary: 'Shows a delegation to both of its sides, revoked or not.',
    access: 'user',
    params: byId,
    answer: delegation,
    errors: ['DELEGATION_NOT_FOUND'],
    handle: async (request) => showDelegation(await admit(request, request.params.id), request.user.id),
  }),
  defineOperation({
    id: 'updateDelegation',
    method: 'patch',
    path: '/delegations/:id',
    summary: 'Changes a delegation that was not revoked. What was decided under it stays decided.',
    access: 'user',
    params: byId,
    body: delegationChange,
    answer: delegation,
    errors: [...REFUSALS, 'DELEGATION_NOT_FOUND', 'DELEGATION_REVOKED'],
    example: { ends_at: '2026-08-20T00:00:00Z' },
    handle: async (request) => {
      const { id, fromUserId } = await admit(request, request.params.id);
      await requireOwn(request, fromUserId);
      const { engine, user, call, body } = request;
      return showDelegation(await engine.delegations.update(id, body, call), user.id);
    },
  }),
  defineOperation({
    id: 'revokeDelegation',
    method: 'delete',
    path: '/delegations/:id',
    summary: 'Ends a delegation at once, and keeps it.',
    access: 'user',
    params: byId,
    errors: ['FORBIDDEN', 'DELEGATION_NOT_FOUND', 'DELEGATION_REVOKED'],
    handle: async (request) => {
      const { id, fromUserId } = await admit(request, request.params.id);
      await requireOwn(request, fromUserId);
      await request.engine.delegations.revoke(id, request.call);
    },
  }),
];

/** The delegation that a request names, for both of its sides. @throws WorkflowError `DELEGATION_NOT_FOUND` */
async function admit({ engine, user, call, may }: Asking, id: number): Promise<DelegationView> {
  const found = await engine.delegations.get(id, call);
  const sides = [found.fromUserId, found.userId].map(String);
  if (sides.includes(String(user.id)) || (await may('manage'))) return found;
  throw delegationNotFound();
}

/** @throws WorkflowError `FORBIDDEN` for somebody else's absence, unless the user may manage */
async function requireOwn({ user, may }: Asking, fromUserId: string | number): Promise<void> {
  if (String(fromUserId) === String(user.id) || (await may('manage'))) return;
  throw new WorkflowError(
    'FORBIDDEN',
    'Only who is out of office, or someone who may manage workflows, says who decides for them.',
  );
}

/** Whose delegations are listed. */
async function sidesOf({ user: { id }, may }: Asking, direction?: Direction): Promise<DelegationListing> {
  if (direction === 'given') return { givenBy: id };
  if (direction === 'received') return { receivedBy: id };
  return (await may('manage')) ? {} : { givenBy: id, receivedBy: id };
}
