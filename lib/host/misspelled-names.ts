import type { WhereOptions } from 'sequelize';
import type { ObjectPort } from '../types.js';
import type { RegisteredModel } from './register-options.js';

/**
 * Those of some stored names that mean a row which has another one. Two statements find that there are none, however many
 * are asked about; what names no row at all means nothing.
 */
export async function findMisspelled(
  objects: ObjectPort,
  registered: RegisteredModel,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  const own = new Set(await namesOfRows(registered, names));
  const unsure = names.filter((name) => !own.has(name));
  const meant = await namesOfRows(registered, unsure);
  const misspelled = new Set<string>();
  if (meant.length === 0) return misspelled;
  for (const objectId of unsure) {
    const named = await objects.resolve({ model: registered.key, objectId }, null);
    if (named !== null && named.objectId !== objectId) misspelled.add(objectId);
  }
  return misspelled;
}

/** What the rows are called that a database finds by these names, in whichever spelling it takes them. */
async function namesOfRows(
  { model, keyColumn }: RegisteredModel,
  names: readonly string[],
): Promise<readonly string[]> {
  const values = names.map((name) => keyColumn.toValue(name)).filter((value) => value !== null);
  if (values.length === 0) return [];
  const where = { [keyColumn.name]: values } as WhereOptions;
  const attributes = keyColumn.selected();
  const rows = await model.unscoped().findAll({ where, attributes, transaction: null });
  return rows.map((row) => keyColumn.nameOf(row));
}
