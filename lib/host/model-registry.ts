import type { FindOptions, Model, ModelStatic, Transaction, WhereOptions } from 'sequelize';
import { companyOf } from '../commands/actor.js';
import { exactColumns } from '../directory/exact-columns.js';
import { WorkflowError } from '../errors.js';
import { lockRow } from '../store/database.js';
import type { Driver } from '../sql/driver.js';
import type {
  HostRow,
  LockedObject,
  ObjectFields,
  ObjectId,
  ObjectPort,
  ObjectReference,
  ObjectReferences,
} from '../types.js';
import { isDataException } from './data-exception.js';
import { isStorable } from './key-column.js';
import { attributesOf, wholeRow } from './object-attributes.js';
import { fitText } from './object-columns.js';
import { factFields, factsOf } from './object-facts.js';
import { lockObjects, rowOf, writeObjects } from './object-rows.js';
import type { RegisteredModel } from './register-options.js';
import type { ObjectSearch } from './registered-models.js';

/** The models of the host that take part: maps its objects to `{ model, objectId }` and back. */
export class ModelRegistry implements ObjectPort {
  readonly #models = new Map<string, RegisteredModel>();
  readonly #driver: Driver;

  constructor(driver: Driver) {
    this.#driver = driver;
  }

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
  async find(reference: ObjectReference, { actor, transaction = null }: ObjectSearch): Promise<Model | null> {
    const { model, options } = this.get(reference.model);
    const attributes = { include: exactColumns(model, factFields(options)) };
    const found = await this.#findRow(reference, { attributes, transaction });
    if (found === null) return null;
    const company = companyOf(actor);
    return (factsOf(found, options).company ?? company) === company ? found : null;
  }

  rowOf({ model: key, objectId }: ObjectReference): HostRow | null {
    const registered = this.#models.get(key);
    return registered === undefined ? null : rowOf(registered, objectId);
  }

  writesFields(key: string): boolean {
    const options = this.#models.get(key)?.options;
    return options?.statusField !== undefined || options?.stageField !== undefined;
  }

  idFromText({ model, objectId }: ObjectReference): ObjectId {
    const keyColumn = this.#models.get(model)?.keyColumn;
    const integer = keyColumn?.isInteger === true ? keyColumn.toValue(objectId) : null;
    return typeof integer === 'number' ? integer : objectId;
  }

  async resolve(
    reference: ObjectReference,
    transaction: Transaction | null,
  ): Promise<ObjectReference | null> {
    const registered = this.#models.get(reference.model);
    if (registered === undefined) return isStorable(reference.objectId) ? reference : null;
    const { keyColumn } = registered;
    if (keyColumn.toValue(reference.objectId) === null) return null;
    if (keyColumn.isInteger) return reference;
    // What was softly deleted has its name still.
    const selected = { attributes: keyColumn.selected(), paranoid: false };
    const found = await this.#findRow(reference, { ...selected, transaction });
    return found === null ? reference : { model: reference.model, objectId: keyColumn.nameOf(found) };
  }

  async lock(
    reference: ObjectReference,
    transaction: Transaction,
    isWhole: boolean,
  ): Promise<LockedObject | null> {
    const { model, keyColumn, options: fields } = this.get(reference.model);
    const attributes = isWhole ? wholeRow(model) : keyColumn.selected(factFields(fields));
    const found = await this.#findRow(reference, { attributes, ...lockRow(transaction) });
    if (found === null) return null;
    const objectId = keyColumn.isInteger ? reference.objectId : keyColumn.nameOf(found);
    return {
      objectId,
      ...factsOf(found, fields),
      ...(isWhole ? { attributes: attributesOf(found) } : {}),
    };
  }

  async lockAll(
    { model: key, objectIds }: ObjectReferences,
    transaction: Transaction,
  ): Promise<ReadonlyMap<string, LockedObject>> {
    const registered = this.get(key);
    const { model, keyColumn, options } = registered;
    const several = objectIds.length > 1 ? objectIds : [];
    const rows = await lockObjects(registered, several, { attributes: wholeRow(model), transaction });
    const locked = new Map(
      rows.map((row): [string, LockedObject] => {
        const objectId = keyColumn.nameOf(row);
        return [objectId, { objectId, ...factsOf(row, options), attributes: attributesOf(row) }];
      }),
    );
    // Of one that is spelled otherwise only the database knows which it is.
    for (const objectId of objectIds.filter((name) => !locked.has(name))) {
      const one = await this.lock({ model: key, objectId }, transaction, true);
      if (one !== null) locked.set(objectId, one);
    }
    return locked;
  }

  async lockRows({ model: key, objectIds }: ObjectReferences, transaction: Transaction): Promise<void> {
    const registered = this.get(key);
    const attributes = registered.keyColumn.selected();
    await lockObjects(registered, objectIds, { attributes, paranoid: false, transaction });
  }

  async readAttributes(
    reference: ObjectReference,
    transaction: Transaction,
  ): Promise<Readonly<Record<string, unknown>> | null> {
    const { model } = this.get(reference.model);
    // Its row is locked already. On MySQL only a locking read sees it as it is now in a joined REPEATABLE READ.
    const found = await this.#findRow(reference, { attributes: wholeRow(model), ...lockRow(transaction) });
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
    const { model, keyColumn, options } = this.get(reference.model);
    const allowed = options.actionFields ?? [];
    const refused = Object.keys(values).filter((name) => !allowed.includes(name));
    if (refused.length > 0) {
      throw new WorkflowError(
        'FORBIDDEN',
        `Actions may not set ${refused.join(', ')} of ${reference.model}. Name what they may in registerModel({ actionFields }).`,
        { errors: refused.map((path) => ({ path, message: 'is not one of the actionFields' })) },
      );
    }
    const where = { [keyColumn.name]: keyColumn.toBound(reference.objectId) };
    await model.unscoped().update(values, { where, transaction });
  }

  async writeFields(
    { model: key, objectIds }: ObjectReferences,
    fields: ObjectFields,
    transaction: Transaction,
  ): Promise<Readonly<Record<string, unknown>>> {
    const registered = this.get(key);
    const { model, options } = registered;
    const { statusField, stageField } = options;
    const values = {
      ...(statusField === undefined ? {} : { [statusField]: fields.status }),
      ...(stageField === undefined ? {} : { [stageField]: fitText(model, stageField, fields.stage) }),
    };
    await writeObjects(this.#driver, { registered, objectIds, values }, transaction);
    return values;
  }

  /** The row that a caller means; `null` where there is none, and where the text cannot be a key. */
  async #findRow(reference: ObjectReference, options: FindOptions): Promise<Model | null> {
    const { model, keyColumn } = this.get(reference.model);
    const value = keyColumn.toValue(reference.objectId);
    if (value === null) return null;
    try {
      return await model
        .unscoped()
        .findOne({ where: { [keyColumn.name]: value } as WhereOptions, ...options });
    } catch (error) {
      if (isDataException(error)) return null;
      throw error;
    }
  }
}
