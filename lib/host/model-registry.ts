import type { Model, ModelStatic, Transaction } from 'sequelize';
import { companyOf } from '../commands/actor.js';
import { WorkflowError } from '../errors.js';
import { inCall, requireCompany, requireId } from '../identity.js';
import { lockRow } from '../store/database.js';
import type {
  Actor,
  ObjectFacts,
  ObjectFields,
  ObjectId,
  ObjectPort,
  ObjectReference,
  UserId,
} from '../types.js';
import { attributesOf } from './object-attributes.js';
import { fitText, refusedValue } from './object-columns.js';
import type { RegisteredModel, RegisterModelOptions } from './register-options.js';

/** The models of the host that take part: maps its objects to `{ model, objectId }` and back. */
export class ModelRegistry implements ObjectPort {
  readonly #models = new Map<string, RegisteredModel>();

  /** @throws WorkflowError `INVALID_CONFIGURATION` where the key is taken */
  add(registered: RegisteredModel): void {
    if (this.#models.has(registered.key)) {
      throw new WorkflowError(
        'INVALID_CONFIGURATION',
        `registerModel: a model is already registered as "${registered.key}". Give this one another key.`,
      );
    }
    this.#models.set(registered.key, registered);
  }

  /** Every model that takes part, in the order in which they were registered. */
  all(): readonly RegisteredModel[] {
    return [...this.#models.values()];
  }

  /** The model with this key. @throws WorkflowError `MODEL_NOT_FOUND` */
  get(key: string): RegisteredModel {
    const registered = this.#models.get(key);
    if (registered !== undefined) return registered;
    throw new WorkflowError('MODEL_NOT_FOUND', `There is no model "${key}" that takes part in workflows.`);
  }

  /** The key under which a model was registered. @throws WorkflowError `INVALID_CONFIGURATION` */
  keyOf(model: ModelStatic<Model>): string {
    for (const registered of this.#models.values()) {
      if (registered.model === model) return registered.key;
    }
    throw new WorkflowError(
      'INVALID_CONFIGURATION',
      `Model ${model.name} is not registered. Call engine.registerModel(${model.name}, …) first.`,
    );
  }

  /** An object itself; `null` where there is none, or it belongs to a company that is not the actor's. */
  async find(
    reference: ObjectReference,
    { actor, transaction = null }: { readonly actor: Actor; readonly transaction?: Transaction | null },
  ): Promise<Model | null> {
    const key = this.#keyValue(reference);
    if (key === null) return null;
    const { model, primaryKey, options } = this.get(reference.model);
    const found = await model.unscoped().findOne({ where: { [primaryKey]: key }, transaction });
    if (found === null) return null;
    const company = companyOf(actor);
    return (factsOf(found, options).company ?? company) === company ? found : null;
  }

  writesFields(key: string): boolean {
    const options = this.#models.get(key)?.options;
    return options?.statusField !== undefined || options?.stageField !== undefined;
  }

  idFromText({ model, objectId }: ObjectReference): ObjectId {
    return this.#models.get(model)?.hasIntegerKey === true && /^-?\d{1,15}$/.test(objectId)
      ? Number(objectId)
      : objectId;
  }

  async lock(
    reference: ObjectReference,
    transaction: Transaction,
    isWhole: boolean,
  ): Promise<ObjectFacts | null> {
    const key = this.#keyValue(reference);
    const { model, primaryKey, options: fields } = this.get(reference.model);
    if (key === null) return null;
    const few = [primaryKey, fields.requesterField, fields.companyField].filter((name) => name !== undefined);
    const options = { where: { [primaryKey]: key }, ...(isWhole ? {} : { attributes: few }) };
    const found = await model.unscoped().findOne({ ...options, ...lockRow(transaction) });
    if (found === null) return null;
    return { ...factsOf(found, fields), ...(isWhole ? { attributes: attributesOf(found) } : {}) };
  }

  async readAttributes(
    reference: ObjectReference,
    transaction: Transaction,
  ): Promise<Readonly<Record<string, unknown>> | null> {
    const key = this.#keyValue(reference);
    if (key === null) return null;
    const { model, primaryKey } = this.get(reference.model);
    // Its row is locked already. On MySQL only a locking read sees it as it is now in a joined REPEATABLE READ.
    const found = await model.unscoped().findOne({ where: { [primaryKey]: key }, ...lockRow(transaction) });
    return found === null ? null : attributesOf(found);
  }

  trustedMetadata(key: string): readonly string[] {
    return this.get(key).options.trustedMetadata ?? [];
  }

  async setAttributes(
    reference: ObjectReference,
    values: Readonly<Record<string, unknown>>,
    transaction: Transaction,
  ): Promise<void> {
    const { model, primaryKey, options } = this.get(reference.model);
    const allowed = options.actionFields ?? [];
    const refused = Object.keys(values).filter((name) => !allowed.includes(name));
    if (refused.length > 0) {
      throw new WorkflowError(
        'FORBIDDEN',
        `Actions may not set ${refused.join(', ')} of ${reference.model}. Name what they may in registerModel({ actionFields }).`,
        { errors: refused.map((path) => ({ path, message: 'is not one of the actionFields' })) },
      );
    }
    const where = { [primaryKey]: this.#keyValue(reference) };
    await model.unscoped().update(values, { where, transaction });
  }

  async writeFields(
    reference: ObjectReference,
    fields: ObjectFields,
    transaction: Transaction,
  ): Promise<Readonly<Record<string, unknown>>> {
    const { model, primaryKey, options } = this.get(reference.model);
    const { statusField, stageField } = options;
    const values = {
      ...(statusField === undefined ? {} : { [statusField]: fields.status }),
      ...(stageField === undefined ? {} : { [stageField]: fitText(model, stageField, fields.stage) }),
    };
    // An object that was softly deleted still learns that its workflow was cancelled.
    const where = { [primaryKey]: this.#keyValue(reference) };
    try {
      await model.unscoped().update(values, { where, transaction, paranoid: false });
    } catch (error) {
      throw refusedValue(error, reference, Object.keys(values));
    }
    return values;
  }

  /** The key as the model's column holds it; `null` where the text cannot be one, so that no database refuses it. */
  #keyValue(reference: ObjectReference): ObjectId | null {
    const id = this.idFromText(reference);
    const isInteger = this.get(reference.model).hasIntegerKey;
    if (isInteger) return typeof id === 'number' && String(id) === reference.objectId ? id : null;
    return reference.objectId;
  }
}

/**
 * What the engine must know of an instance.
 *
 * @throws WorkflowError `INVALID_REQUEST` naming the attribute that holds neither a user's id nor a company
 */
export function factsOf(
  instance: Model,
  { requesterField, companyField }: RegisterModelOptions,
): ObjectFacts {
  const { name } = instance.constructor;
  return {
    ...(requesterField === undefined
      ? {}
      : { requesterId: userIdOf(instance.get(requesterField), `${name}.${requesterField}`) }),
    ...(companyField === undefined
      ? {}
      : { company: requireCompany(instance.get(companyField), inCall(`${name}.${companyField}`)) }),
  };
}

/** A column that must hold something holds empty text for nobody. */
function userIdOf(value: unknown, path: string): UserId | null {
  return value === null || value === undefined || value === '' ? null : requireId(value, inCall(path));
}
