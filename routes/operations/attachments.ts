import { attachment, attachmentQuery, attachmentStatus, cancelling } from '../../lib/contract/attachments.js';
import { newAttachment, progress } from '../../lib/contract/attachments.js';
import { decision } from '../../lib/contract/decisions.js';
import { historyEntry } from '../../lib/contract/history.js';
import { pageOf, pageQuery } from '../../lib/contract/paging.js';
import { step } from '../../lib/contract/steps.js';
import { byId } from '../../lib/contract/values.js';
import type { AttachmentRow } from '../../models/index.js';
import { ATTACH_REFUSALS, attachAndRead } from '../attach.js';
import { decideAndRead, decideUnseen, readById, readFresh } from '../decide.js';
import { defineOperation } from '../define-operation.js';
import type { Operation, OperationRequest } from '../operation.js';
import { requireManage } from '../policy.js';
import { DECISION_REFUSALS, MOVE_REFUSALS } from '../move-refusals.js';

const named = {
  access: 'attachment',
  params: byId,
  target: ({ params }: { params: { readonly id: number } }) => ({ attachmentId: params.id }),
} as const;

/** Attachments as they are found. */
const reading: readonly Operation[] = [
  defineOperation({
    id: 'listAttachments',
    method: 'get',
    path: '/attachments',
    summary: 'Lists the attachments that the user may see, newest first.',
    access: 'user',
    query: attachmentQuery,
    answer: pageOf(attachment),
    handle: async ({ engine, user, query: { page, ...filter }, may }) => {
      const seesAll = (await may('manage')) || (await may('view'));
      return engine.reader.list({ visibleTo: seesAll ? undefined : String(user.id), ...filter }, page, user);
    },
  }),
  defineOperation({
    ...named,
    id: 'getAttachment',
    method: 'get',
    path: '/attachments/:id',
    summary: 'Shows where an attachment stands, with its steps.',
    answer: attachmentStatus,
    handle: readFresh,
  }),
  defineOperation({
    ...named,
    id: 'getAttachmentProgress',
    method: 'get',
    path: '/attachments/:id/progress',
    summary: 'Shows how far an attachment is.',
    answer: progress,
    handle: ({ engine }, found) => engine.reader.summary(found),
  }),
  defineOperation({
    ...named,
    id: 'listAttachmentHistory',
    method: 'get',
    path: '/attachments/:id/history',
    summary: 'Lists what has happened to an attachment, oldest first.',
    query: pageQuery,
    answer: pageOf(historyEntry),
    handle: ({ engine, query }, found) => engine.reader.history(found, query.page),
  }),
  defineOperation({
    ...named,
    id: 'listAttachmentSteps',
    method: 'get',
    path: '/attachments/:id/steps',
    summary: 'Lists the steps of an attachment with all of their assignments, in order.',
    query: pageQuery,
    answer: pageOf(step),
    handle: ({ engine, query }, found) => engine.reader.steps(found, query.page),
  }),
];

/** What moves attachments. */
const moving: readonly Operation[] = [
  defineOperation({
    id: 'createAttachment',
    method: 'post',
    path: '/attachments',
    summary: 'Attaches the published version of a workflow to an object.',
    access: 'user',
    body: newAttachment,
    answer: attachmentStatus,
    status: 201,
    errors: ATTACH_REFUSALS,
    example: { model: 'PurchaseRequest', object_id: 1, workflow_id: 1, metadata: { cost_centre: 'K-7' } },
    handle: (request) => attachAndRead(request, request.body, request.body),
  }),
  defineOperation({
    ...named,
    id: 'startAttachment',
    method: 'post',
    path: '/attachments/:id/start',
    summary: 'Starts what was attached without being started: for its requester, and those who manage.',
    answer: attachmentStatus,
    errors: [...MOVE_REFUSALS, 'ALREADY_STARTED', 'ATTACHMENT_CLOSED', 'ATTACHMENT_BLOCKED'],
    handle: async (request, found) => {
      if (!isOwn(request, found)) await requireManage(request);
      const { engine, call } = request;
      await engine.start({ attachmentId: found.id }, call);
      return readById(request, found.id);
    },
  }),
  defineOperation({
    ...named,
    id: 'decideOnAttachment',
    method: 'post',
    path: '/attachments/:id/action',
    summary: "Decides for a seat of the user's, or recalls or resubmits a request of their own.",
    body: decision,
    answer: attachmentStatus,
    errors: DECISION_REFUSALS,
    example: { action: 'approved', reason: 'Within the budget.' },
    handle: decideAndRead,
    handleUnseen: decideUnseen,
  }),
  defineOperation({
    ...named,
    id: 'cancelAttachment',
    method: 'post',
    path: '/attachments/:id/cancel',
    summary: 'Ends an open attachment, wherever it stands: for those who manage.',
    body: cancelling,
    answer: attachmentStatus,
    errors: [
      'FORBIDDEN',
      'ALREADY_DECIDED',
      'ATTACHMENT_CLOSED',
      'ACTION_FAILED',
      'OBJECT_NOT_WRITABLE',
      'MODEL_NOT_FOUND',
    ],
    example: { reason: 'Ordered twice.' },
    handle: async (request, { id }) => {
      await requireManage(request);
      const { engine, call, body } = request;
      await engine.cancel({ attachmentId: id, reason: body.reason }, call);
      return readById(request, id);
    },
  }),
];

/** Attachments at run time. */
export const attachmentOperations: readonly Operation[] = [...reading, ...moving];

/** Whether the user requested or started it. */
function isOwn({ user }: Pick<OperationRequest, 'user'>, { requesterId, startedBy }: AttachmentRow): boolean {
  const id = String(user.id);
  return requesterId === id || startedBy === id;
}
