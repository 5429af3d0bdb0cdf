import type { FindOptions, Model, Order, Transaction, WhereOptions } from 'sequelize';
import type { Driver } from '../sql/driver.js';
import { lockByKey, lockRow } from '../store/database.js';
import { hostRowOf, isFoundByKey, writeHostRows } from '../store/host-rows.js';
import { lists } from '../store/sql/statement-text.js';
import type { HostRow } from '../types.js';
import { refusedValue } from './object-columns.js';
import type { RegisteredModel } from './register-options.js';

/** The row of an object, for statements of ours; `null` where only its model may read it. */
export function rowOf({ model, keyColumn }: RegisteredModel, objectId: string): HostRow | null {
  return hostRowOf({ model, keyName: keyColumn.name }, keyColumn.toValue(objectId));
}

/** Locks the rows of objects in the order of their keys, and reads what is selected of them. */
export async function lockObjects(
  registered: RegisteredModel,
  objectIds: readonly string[],
  options: FindOptions & { readonly transaction: Transaction },
): Promise<readonly Model[]> {
  const { model, keyColumn } = registered;
  const { transaction } = options;
  const rows: Model[] = [];
  for (const some of await lockedTogether(registered, objectIds, transaction)) {
    const where = { [keyColumn.name]: some.flatMap((name) => keyColumn.toValue(name) ?? []) } as WhereOptions;
    const locking = some.length > 1 ? lockByKey(transaction) : lockRow(transaction);
    const order: Order = [[keyColumn.name, 'ASC']];
    rows.push(...(await model.unscoped().findAll({ where, order, ...options, ...locking })));
  }
  return rows;
}

interface ObjectUpdate {
  readonly registered: RegisteredModel;
  readonly objectIds: readonly string[];
  readonly values: Readonly<Record<string, string | null>>;
}

/**
 * Writes texts to the rows of objects.
 *
 * @throws WorkflowError `OBJECT_NOT_WRITABLE` where the database, or the model's own validation, refuses one
 */
export async function writeObjects(
  driver: Driver,
  { registered, objectIds, values }: ObjectUpdate,
  transaction: Transaction,
): Promise<void> {
  for (const some of await lockedTogether(registered, objectIds, transaction)) {
    try {
      await writeRows(driver, { registered, objectIds: some, values }, transaction);
    } catch (error) {
      throw refusedValue(error, { model: registered.key, objectIds: some }, Object.keys(values));
    }
  }
}

async function writeRows(
  driver: Driver,
  { registered, objectIds, values }: ObjectUpdate,
  transaction: Transaction,
): Promise<void> {
  const { model, keyColumn } = registered;
  const rows = objectIds.flatMap((objectId) => rowOf(registered, objectId) ?? []);
  const isEach = rows.length === objectIds.length;
  if (isEach && (await writeHostRows(driver, { model, rows, values }, transaction))) return;
  for (const objectId of objectIds) {
    // An object that was softly deleted still learns that its workflow was cancelled.
    const where = { [keyColumn.name]: keyColumn.toBound(objectId) };
    await model.unscoped().update(values, { where, transaction, paranoid: false });
  }
}

/** Objects whose rows may be locked in one statement. */
async function lockedTogether(
  { model, keyColumn }: RegisteredModel,
  objectIds: readonly string[],
  transaction: Transaction,
): Promise<readonly (readonly string[])[]> {
  const isSeveral = objectIds.length > 1;
  if (isSeveral && !(await isFoundByKey({ model, keyName: keyColumn.name }, transaction)))
    return objectIds.map((objectId) => [objectId]);
  return lists(objectIds);
}
