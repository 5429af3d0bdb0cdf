import { WorkflowError } from '../lib/errors.js';
import type { AttachmentStatusView } from '../lib/queries/attachment-status.js';
import type { ObjectId } from '../lib/types.js';
import { readById } from './decide.js';
import type { OperationRequest } from './operation.js';
import { MOVE_REFUSALS } from './move-refusals.js';

type Attaching = Pick<OperationRequest, 'engine' | 'user' | 'hostUser' | 'call' | 'may'>;

interface Wanted {
  readonly workflowId: number;
  readonly autoStart: boolean;
  readonly metadata: Readonly<Record<string, unknown>>;
}

interface NamedObject {
  readonly model: string;
  readonly objectId: ObjectId;
}

/** Why a workflow may not be attached. */
export const ATTACH_REFUSALS = [
  'FORBIDDEN',
  'MODEL_NOT_FOUND',
  'OBJECT_NOT_FOUND',
  'WORKFLOW_NOT_FOUND',
  'WORKFLOW_INACTIVE',
  'WORKFLOW_INCOMPLETE',
  'WORKFLOW_NOT_PUBLISHED',
  'ALREADY_ATTACHED',
  'METADATA_TOO_LARGE',
  ...MOVE_REFUSALS,
] as const;

/**
 * Attaches a workflow to an object, for whoever may: those who manage, and whom the model's `canAttach` lets.
 *
 * @throws WorkflowError `FORBIDDEN`, `OBJECT_NOT_FOUND`, `ALREADY_ATTACHED`, …
 */
export async function attachAndRead(
  request: Attaching,
  { model, objectId: id }: NamedObject,
  { workflowId, metadata, autoStart }: Wanted,
): Promise<AttachmentStatusView> {
  const { engine, call } = request;
  await requireAttachable(request, { model, objectId: String(id) }, workflowId);
  const wanted = { object: { model, id }, workflow: workflowId, metadata, autoStart };
  const attached = await engine.attach(wanted, call);
  return readById(request, attached.id);
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
