import { Model } from 'sequelize';
import type { ModelStatic } from 'sequelize';
import { WorkflowError } from '../errors.js';
import type { ModelKey } from '../register.js';
import type { AttachmentTarget } from '../store/attachments.js';
import type { Actor } from '../types.js';
import type { ObjectId, ObjectReference } from '../types.js';
import { toName } from './key-column.js';
import type { ModelRegistry } from './model-registry.js';
import { factsOf } from './object-facts.js';
import type { RegisteredModel } from './register-options.js';

/** An object of the host: an instance of a registered model, or its model and key. Keys above 2^53 are text or bigint. */
export type ObjectInput =
  Model | { readonly model: ModelStatic<Model> | ModelKey; readonly id: ObjectId | bigint };

/** Which attachment is meant: its id, or the open one of an object. */
export type TargetInput = { readonly attachmentId: number } | { readonly object: ObjectInput };

/**
 * An object as a caller spells it.
 *
 * @throws WorkflowError `MODEL_NOT_FOUND`; `INVALID_CONFIGURATION` for a model that is not registered, or an instance
 * whose key has lost digits; `INVALID_REQUEST` for an id that has
 */
export function toReference(registry: ModelRegistry, input: ObjectInput): ObjectReference {
  if (input instanceof Model) {
    const registered = registry.get(registry.keyOf(input.constructor as ModelStatic<Model>));
    return referenceOf(registered, input);
  }
  const given: unknown = input;
  if (typeof given !== 'object' || given === null) {
    const message = 'must be an instance of a registered model, or its { model, id }';
    throw new WorkflowError('INVALID_REQUEST', `The object ${message}.`, {
      errors: [{ path: 'object', message }],
    });
  }
  const key = typeof input.model === 'string' ? input.model : registry.keyOf(input.model);
  return { model: registry.get(key).key, objectId: toName(input.id) };
}

/** An instance of a registered model, by the key that it holds. */
export function referenceOf({ key, keyColumn }: RegisteredModel, instance: Model): ObjectReference {
  return { model: key, objectId: keyColumn.nameOf(instance) };
}

interface Call {
  readonly actor: Actor | null;
  readonly company?: string | undefined;
}

/**
 * A call of code about an instance that names its company: it is within that company, where neither the call nor the actor
 * names one. An actor of another company is refused as for any other object.
 */
export function withinCompanyOf<Asked extends Call>(
  registry: ModelRegistry,
  object: ObjectInput | undefined,
  asked: Asked,
): Asked {
  const { actor, company } = asked;
  const named = company ?? actor?.company ?? companyNamedBy(registry, object);
  if (named === undefined || named === (company ?? actor?.company)) return asked;
  return actor === null ? { ...asked, company: named } : { ...asked, actor: { ...actor, company: named } };
}

/** The company that an instance names; `undefined` where it names none, or is named itself by its key alone. */
export function companyNamedBy(registry: ModelRegistry, object: ObjectInput | undefined): string | undefined {
  if (!(object instanceof Model)) return undefined;
  const { options } = registry.get(registry.keyOf(object.constructor as ModelStatic<Model>));
  const { companyField } = options;
  return companyField === undefined ? undefined : factsOf(object, { companyField }).company;
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
