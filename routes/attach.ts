import { WorkflowError } from '../lib/errors.js';
import { presentById } from './decide.js';
import type { RouteRequest, RouteResponse } from './route.js';
import type { AttachBody, ObjectParams } from './schemas/run-time.js';

type Attaching = Pick<RouteRequest, 'engine' | 'user' | 'hostUser' | 'call' | 'languages' | 'may'>;

/**
 * Attaches a workflow to an object, for whoever may: those who manage, and whom the model's `canAttach` lets.
 *
 * @throws WorkflowError `FORBIDDEN`, `OBJECT_NOT_FOUND`, `ALREADY_ATTACHED`, …
 */
export async function attachAndPresent(
  request: Attaching,
  { model, object_id: id }: ObjectParams,
  body: AttachBody,
): Promise<RouteResponse> {
  const { engine, call } = request;
  await requireAttachable(request, { model, objectId: String(id) }, body.workflow_id);
  const attached = await engine.attach({
    object: { model, id },
    workflow: body.workflow_id,
    ...call,
    metadata: body.metadata,
    autoStart: body.auto_start,
  });
  return presentById(request, attached.id, 201);
}

async function requireAttachable(
  { engine, hostUser, call, may }: Attaching,
  reference: { readonly model: string; readonly objectId: string },
  workflowId: number,
): Promise<void> {
  const { options } = engine.models.get(reference.model);
  if (await may('manage')) return;
  if (options.canAttach !== undefined) {
    const object = await engine.models.find(reference, call);
    const { id, key } = await engine.definitions.getWorkflow(workflowId, call);
    // A host in JavaScript may answer anything: only `true` is a yes.
    const answer: unknown = object === null ? false : await options.canAttach(hostUser, object, { id, key });
    if (answer === true) return;
  }
  throw new WorkflowError('FORBIDDEN', 'You may not attach a workflow to this object.');
}
