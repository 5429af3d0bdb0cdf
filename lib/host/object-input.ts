import { Model } from 'sequelize';
import type { ModelStatic } from 'sequelize';
import { WorkflowError } from '../errors.js';
import type { AttachmentTarget } from '../store/attachments.js';
import type { ObjectId, ObjectReference } from '../types.js';
import type { ModelRegistry } from './model-registry.js';

/** An object of the host: an instance of a registered model, or its model and key. */
export type ObjectInput = Model | { readonly model: ModelStatic<Model> | string; readonly id: ObjectId };

/** Which attachment is meant: its id, or the open one of an object. */
export type TargetInput = { readonly attachmentId: number } | { readonly object: ObjectInput };

/** A request that names its attachment as a {@link TargetInput}. */
export type Targeted<Request extends { target: unknown }> = Omit<Request, 'target'> & TargetInput;

/** The same for each member of a union of requests. */
export type DistributedTargeted<Request extends { target: unknown }> = Request extends unknown
  ? Targeted<Request>
  : never;

/**
 * The reference under which an object is stored.
 *
 * @throws WorkflowError `MODEL_NOT_FOUND`, or `INVALID_CONFIGURATION` for a model that is not registered
 */
export function toReference(registry: ModelRegistry, input: ObjectInput): ObjectReference {
  if (input instanceof Model) {
    const registered = registry.get(registry.keyOf(input.constructor as ModelStatic<Model>));
    return { model: registered.key, objectId: String(input.get(registered.primaryKey)) };
  }
  const given: unknown = input;
  if (typeof given !== 'object' || given === null) {
    const message = 'must be an instance of a registered model, or its { model, id }';
    throw new WorkflowError('INVALID_REQUEST', `The object ${message}.`, {
      errors: [{ path: 'object', message }],
    });
  }
  const key = typeof input.model === 'string' ? input.model : registry.keyOf(input.model);
  return { model: registry.get(key).key, objectId: String(input.id) };
}

/** The attachment that is meant, as it is stored. @throws WorkflowError `INVALID_REQUEST` unless it is named in one way */
export function toTarget(registry: ModelRegistry, input: TargetInput): AttachmentTarget {
  const { attachmentId, object } = input as { readonly attachmentId?: number; readonly object?: ObjectInput };
  if (attachmentId !== undefined && object === undefined) return { attachmentId };
  if (attachmentId === undefined && object !== undefined) return { object: toReference(registry, object) };
  const message = 'must be given, or attachmentId, and not both';
  throw new WorkflowError('INVALID_REQUEST', `Say which attachment is meant: object ${message}.`, {
    errors: [{ path: 'object', message }],
  });
}
