import type { FindOptions, Model, ModelStatic, Order, Transaction, WhereOptions } from 'sequelize';
import { companyOf } from '../commands/actor.js';
import { exactColumns, exactValue } from '../directory/exact-columns.js';
import { hasLostDigits } from '../directory/exact-integer.js';
import { WorkflowError } from '../errors.js';
import { inCall, requireCompany, requireId } from '../identity.js';
import { lockByKey, lockRow } from '../store/database.js';
import { hostRowOf, isFoundByKey, writeHostRows } from '../store/host-rows.js';
import type { Driver } from '../sql/driver.js';
import { lists } from '../store/sql/statement-text.js';
import type {
  Actor,
  HostRow,
  LockedObject,
  ObjectFacts,
  ObjectFields,
  ObjectId,
  ObjectPort,
  ObjectReference,
  ObjectReferences,
  UserId,
} from '../types.js';
import { isDataException } from './data-exception.js';
import { isStorable, lostDigits } from './key-column.js';
import { attributesOf, wholeRow } from './object-attributes.js';
import { fitText, refusedValue } from './object-columns.js';
import type { RegisteredModel, RegisterModelOptions } from './register-options.js';

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
  async find(
    reference: ObjectReference,
    { actor, transaction = null }: { readonly actor: Actor; readonly transaction?: Transaction | null },
  ): Promise<Model | null> {
    const { model, options } = this.get(reference.model);
    const attributes = { include: exactColumns(model, factFields(options)) };
    const found = await this.#findRow(reference, { attributes, transaction });
    if (found === null) return null;
    const company = companyOf(actor);
    return (factsOf(found, options).company ?? company) === company ? found : null;
  }

  rowOf({ model: key, objectId }: ObjectReference): HostRow | null {
    const registered = this.#models.get(key);
    if (registered === undefined) return null;
    const { model, keyColumn } = registered;
    return hostRowOf({ model, keyName: keyColumn.name }, keyColumn.toValue(objectId));
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
    const rows = await this.#lockTogether(registered, several, { attributes: wholeRow(model), transaction });
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
    await this.#lockTogether(registered, objectIds, { attributes, paranoid: false, transaction });
  }

  /** Locks rows in the order of their keys. */
  async #lockTogether(
    { key, model, keyColumn }: RegisteredModel,
    objectIds: readonly string[],
    options: FindOptions & { readonly transaction: Transaction },
  ): Promise<readonly Model[]> {
    const { transaction } = options;
    const rows: Model[] = [];
    for (const some of await this.#together(key, objectIds, transaction)) {
      const where = {
        [keyColumn.name]: some.flatMap((name) => keyColumn.toValue(name) ?? []),
      } as WhereOptions;
      const locking = some.length > 1 ? lockByKey(transaction) : lockRow(transaction);
      const order: Order = [[keyColumn.name, 'ASC']];
      rows.push(...(await model.unscoped().findAll({ where, order, ...options, ...locking })));
    }
    return rows;
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
    const { model, options } = this.get(key);
    const { statusField, stageField } = options;
    const values = {
      ...(statusField === undefined ? {} : { [statusField]: fields.status }),
      ...(stageField === undefined ? {} : { [stageField]: fitText(model, stageField, fields.stage) }),
    };
    for (const some of await this.#together(key, objectIds, transaction)) {
      try {
        await this.#write({ model: key, objectIds: some }, values, transaction);
      } catch (error) {
        throw refusedValue(error, { model: key, objectIds: some }, Object.keys(values));
      }
    }
    return values;
  }

  async #write(
    { model: key, objectIds }: ObjectReferences,
    values: Readonly<Record<string, string | null>>,
    transaction: Transaction,
  ): Promise<void> {
    const { model, keyColumn } = this.get(key);
    const host = { model, keyName: keyColumn.name };
    const rows = objectIds.flatMap((objectId) => this.rowOf({ model: key, objectId }) ?? []);
    const areRows = rows.length === objectIds.length;
    if (areRows && (await writeHostRows(this.#driver, { host, rows, values }, transaction))) return;
    for (const objectId of objectIds) {
      // An object that was softly deleted still learns that its workflow was cancelled.
      const where = { [keyColumn.name]: keyColumn.toBound(objectId) };
      await model.unscoped().update(values, { where, transaction, paranoid: false });
    }
  }

  /** Objects whose rows may be locked in one statement. */
  async #together(
    key: string,
    objectIds: readonly string[],
    transaction: Transaction,
  ): Promise<readonly (readonly string[])[]> {
    const { model, keyColumn } = this.get(key);
    const isOne = objectIds.length <= 1;
    if (isOne || (await isFoundByKey({ model, keyName: keyColumn.name }, transaction)))
      return lists(objectIds);
    return objectIds.map((objectId) => [objectId]);
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

/**
 * What the engine must know of an instance.
 *
 * @throws WorkflowError `INVALID_REQUEST` naming the attribute that holds neither a user's id nor a company;
 * `INVALID_CONFIGURATION` where an id has lost digits
 */
export function factsOf(
  instance: Model,
  { requesterField, companyField }: RegisterModelOptions,
): ObjectFacts {
  const { name } = instance.constructor;
  return {
    ...(requesterField === undefined
      ? {}
      : { requesterId: userIdOf(exactIn(instance, requesterField), `${name}.${requesterField}`) }),
    ...(companyField === undefined
      ? {}
      : { company: requireCompany(exactIn(instance, companyField), inCall(`${name}.${companyField}`)) }),
  };
}

/** A column that must hold something holds empty text for nobody. */
function userIdOf(value: unknown, path: string): UserId | null {
  return value === null || value === undefined || value === '' ? null : requireId(value, inCall(path));
}

function factFields({ requesterField, companyField }: RegisterModelOptions): string[] {
  return [requesterField, companyField].filter((name) => name !== undefined);
}

function exactIn(instance: Model, field: string): unknown {
  const row = instance.dataValues as Readonly<Record<string, unknown>>;
  const value = exactValue(instance.get(field), field, row);
  if (hasLostDigits(value)) throw lostDigits(instance.constructor as ModelStatic<Model>, field);
  return value;
}
