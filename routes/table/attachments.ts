import type { AttachmentRow } from '../../models/index.js';
import { attachAndPresent } from '../attach.js';
import { decideAndPresent, decideUnseen, presentById, presentFresh } from '../decide.js';
import { defineRoute } from '../define-route.js';
import { requireManage } from '../policy.js';
import { presentAttachment, presentHistoryEntry, presentStep } from '../presenters/attachment.js';
import { presentPage } from '../presenters/list.js';
import type { AnyRoute, RouteRequest } from '../route.js';
import type { ListQuery } from '../schemas/common.js';
import { byId, listQuery, toPageRequest, toTimePageRequest } from '../schemas/common.js';
import type { ActionBody, AttachBody, AttachmentQuery, ObjectParams } from '../schemas/run-time.js';
import { actionBody, attachmentQuery, attachObjectBody, cancelBody } from '../schemas/run-time.js';

interface ById {
  readonly id: number;
}

const named = {
  access: 'attachment',
  params: byId,
  target: ({ params }: { params: ById }) => ({ attachmentId: params.id }),
} as const;

/** Attachments at run time. */
export const attachmentRoutes: readonly AnyRoute[] = [
  defineRoute<unknown, AttachmentQuery, unknown>({
    method: 'get',
    path: '/attachments',
    access: 'user',
    query: attachmentQuery,
    handle: async ({ engine, user, query, languages, may }) => {
      const seesAll = (await may('manage')) || (await may('view'));
      const filter = {
        visibleTo: seesAll ? undefined : String(user.id),
        status: query.status,
        model: query.model,
        objectId: query.object_id,
        workflowId: query.workflow_id,
      };
      return presentPage(await engine.reader.list(filter, toTimePageRequest(query), user), (attachment) =>
        presentAttachment(attachment, languages),
      );
    },
  }),
  defineRoute<unknown, unknown, AttachBody & ObjectParams>({
    method: 'post',
    path: '/attachments',
    access: 'user',
    body: attachObjectBody,
    handle: (request) => attachAndPresent(request, request.body, request.body),
  }),
  defineRoute<ById, unknown, unknown>({
    ...named,
    method: 'get',
    path: '/attachments/:id',
    handle: presentFresh,
  }),
  defineRoute<ById, unknown, unknown>({
    ...named,
    method: 'get',
    path: '/attachments/:id/progress',
    handle: async ({ engine }, attachment) => {
      const { status, progressPercentage } = await engine.reader.summary(attachment);
      const body = { attachment_id: attachment.id, status, progress_percentage: progressPercentage };
      return { status: 200, body };
    },
  }),
  defineRoute<ById, ListQuery, unknown>({
    ...named,
    method: 'get',
    path: '/attachments/:id/history',
    query: listQuery,
    handle: async ({ engine, query }, attachment) =>
      presentPage(await engine.reader.history(attachment, toPageRequest(query)), presentHistoryEntry),
  }),
  defineRoute<ById, ListQuery, unknown>({
    ...named,
    method: 'get',
    path: '/attachments/:id/steps',
    query: listQuery,
    handle: async ({ engine, query, languages }, attachment) =>
      presentPage(await engine.reader.steps(attachment, toPageRequest(query)), (step) =>
        presentStep(step, languages),
      ),
  }),
  defineRoute<ById, unknown, unknown>({
    ...named,
    method: 'post',
    path: '/attachments/:id/start',
    handle: async (request, attachment) => {
      if (!isOwn(request, attachment)) await requireManage(request);
      const { engine, call } = request;
      await engine.start({ attachmentId: attachment.id, ...call });
      return presentById(request, attachment.id);
    },
  }),
  defineRoute<ById, unknown, ActionBody>({
    ...named,
    method: 'post',
    path: '/attachments/:id/action',
    body: actionBody,
    handle: decideAndPresent,
    handleUnseen: decideUnseen,
  }),
  defineRoute<ById, unknown, { reason?: string | null }>({
    ...named,
    method: 'post',
    path: '/attachments/:id/cancel',
    body: cancelBody,
    handle: async (request, { id }) => {
      await requireManage(request);
      const { engine, call, body } = request;
      await engine.cancel({ attachmentId: id, ...call, reason: body.reason });
      return presentById(request, id);
    },
  }),
];

/** Whether the user requested or started it. */
function isOwn({ user }: Pick<RouteRequest, 'user'>, { requesterId, startedBy }: AttachmentRow): boolean {
  const id = String(user.id);
  return requesterId === id || startedBy === id;
}
