import { delegationNotFound } from '../../lib/commands/delegations/find-delegation.js';
import type { DelegationView } from '../../lib/commands/delegations/delegation-view.js';
import type { DelegationListing } from '../../lib/commands/delegations/delegations.js';
import { WorkflowError } from '../../lib/errors.js';
import { defineRoute } from '../define-route.js';
import { presentDelegation } from '../presenters/delegation.js';
import { presentPage } from '../presenters/list.js';
import type { AnyRoute, RouteRequest, RouteResponse } from '../route.js';
import { byId, toPageRequest } from '../schemas/common.js';
import type { DelegationBody, DelegationChangeBody, DelegationQuery } from '../schemas/delegations.js';
import { delegationChange, delegationQuery, newDelegation } from '../schemas/delegations.js';

interface ById {
  readonly id: number;
}

type Asking = Pick<RouteRequest, 'engine' | 'user' | 'call' | 'may'>;

/** Out of office: one's own delegations, and those of the whole company for whoever may manage. */
export const delegationRoutes: readonly AnyRoute[] = [
  defineRoute<unknown, DelegationQuery, unknown>({
    method: 'get',
    path: '/delegations',
    access: 'user',
    query: delegationQuery,
    handle: async (request) => {
      const { engine, user, call, query } = request;
      const listing = { ...(await sidesOf(request)), includeRevoked: query.include_revoked };
      const page = await engine.delegations.list(listing, toPageRequest(query), call);
      return presentPage(page, (delegation) => presentDelegation(delegation, user.id));
    },
  }),
  defineRoute<unknown, unknown, DelegationBody>({
    method: 'post',
    path: '/delegations',
    access: 'user',
    body: newDelegation,
    handle: async (request) => {
      const { engine, call, body } = request;
      const { user_id: userId, from_user_id: fromUserId } = body;
      await requireOwn(request, fromUserId ?? request.user.id);
      const input = { ...toChange(body), userId, fromUserId };
      return present(request, await engine.delegations.create(input, call), 201);
    },
  }),
  defineRoute<ById, unknown, unknown>({
    method: 'get',
    path: '/delegations/:id',
    access: 'user',
    params: byId,
    handle: async (request) => present(request, await admit(request, request.params.id)),
  }),
  defineRoute<ById, unknown, DelegationChangeBody>({
    method: 'patch',
    path: '/delegations/:id',
    access: 'user',
    params: byId,
    body: delegationChange,
    handle: async (request) => {
      const { id, fromUserId } = await admit(request, request.params.id);
      await requireOwn(request, fromUserId);
      const { engine, call, body } = request;
      return present(request, await engine.delegations.update(id, toChange(body), call));
    },
  }),
  defineRoute<ById, unknown, unknown>({
    method: 'delete',
    path: '/delegations/:id',
    access: 'user',
    params: byId,
    handle: async (request) => {
      const { id, fromUserId } = await admit(request, request.params.id);
      await requireOwn(request, fromUserId);
      await request.engine.delegations.revoke(id, request.call);
      return { status: 204 };
    },
  }),
];

/** The delegation that a request names, for both of its sides. @throws WorkflowError `DELEGATION_NOT_FOUND` */
async function admit({ engine, user, call, may }: Asking, id: number): Promise<DelegationView> {
  const delegation = await engine.delegations.get(id, call);
  const sides = [delegation.fromUserId, delegation.userId].map(String);
  if (sides.includes(String(user.id)) || (await may('manage'))) return delegation;
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
async function sidesOf({
  user: { id },
  query: { direction },
  may,
}: RouteRequest<unknown, DelegationQuery>): Promise<DelegationListing> {
  if (direction === 'given') return { givenBy: id };
  if (direction === 'received') return { receivedBy: id };
  return (await may('manage')) ? {} : { givenBy: id, receivedBy: id };
}

function toChange({ user_id: userId, starts_at: startsAt, ends_at: endsAt, ...rest }: DelegationChangeBody) {
  return { userId, startsAt, endsAt, workflowId: rest.workflow_id, reason: rest.reason };
}

function present({ user }: Asking, delegation: DelegationView, status = 200): RouteResponse {
  return { status, body: presentDelegation(delegation, user.id) };
}
