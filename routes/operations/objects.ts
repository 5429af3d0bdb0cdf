import { attaching, attachmentStatus } from '../../lib/contract/attachments.js';
import { decision } from '../../lib/contract/decisions.js';
import type { ObjectInput } from '../../lib/contract/object.js';
import { object } from '../../lib/contract/object.js';
import { modelKey, pathKey } from '../../lib/contract/values.js';
import { ATTACH_REFUSALS, attachAndRead } from '../attach.js';
import { decideAndRead, decideUnseen, readFresh } from '../decide.js';
import { defineOperation } from '../define-operation.js';
import type { Operation } from '../operation.js';
import { DECISION_REFUSALS } from '../move-refusals.js';

interface ObjectOptions<Params> {
  /** What names the object: `/objects/:model/:object_id`, or `/:id` under the host's own path. */
  readonly prefix: string;
  readonly params: ObjectInput<Params>;
  readonly toObject: (params: Params) => { readonly model: string; readonly objectId: string };
}

/** The three operations by which an object's workflow is seen, decided and attached. */
export function objectOperations<Params>(options: ObjectOptions<Params>): readonly Operation[] {
  return [...onAttachment(options), attachingTo(options)];
}

/** Those on an attachment that there is. */
function onAttachment<Params>({ prefix, params, toObject }: ObjectOptions<Params>): readonly Operation[] {
  const named = {
    access: 'attachment',
    params,
    target: (request: { params: Params; engine: { models: { get(key: string): unknown } } }) => {
      const reference = toObject(request.params);
      request.engine.models.get(reference.model);
      return { object: reference };
    },
    answer: attachmentStatus,
  } as const;
  return [
    defineOperation({
      ...named,
      id: 'getWorkflowStatus',
      method: 'get',
      path: `${prefix}/workflow_status`,
      summary: "Shows where the object's newest attachment stands, with its steps.",
      errors: ['MODEL_NOT_FOUND'],
      handle: readFresh,
    }),
    defineOperation({
      ...named,
      id: 'decideOnObject',
      method: 'post',
      path: `${prefix}/workflow_action`,
      summary: "Decides on the object's open attachment.",
      body: decision,
      errors: DECISION_REFUSALS,
      example: { action: 'approved', reason: 'Within the budget.' },
      handle: decideAndRead,
      handleUnseen: decideUnseen,
    }),
  ];
}

function attachingTo<Params>({ prefix, params, toObject }: ObjectOptions<Params>): Operation {
  return defineOperation({
    id: 'attachWorkflow',
    method: 'post',
    path: `${prefix}/attach_workflow`,
    summary: 'Attaches the published version of a workflow to the object.',
    access: 'user',
    params,
    body: attaching,
    answer: attachmentStatus,
    status: 201,
    errors: ATTACH_REFUSALS,
    example: { workflow_id: 1, metadata: { cost_centre: 'K-7' } },
    handle: (request) => attachAndRead(request, toObject(request.params), request.body),
  });
}

/** The operations on every registered model's objects. */
export const allObjectOperations: readonly Operation[] = objectOperations({
  prefix: '/objects/:model/:object_id',
  params: object(null, { model: modelKey, objectId: pathKey }),
  toObject: (params) => params,
});
