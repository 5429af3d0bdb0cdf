import type { Model, ModelStatic, Sequelize, Transaction } from 'sequelize';
import type { HostRow } from '../types.js';
import type { Driver } from '../sql/driver.js';
import { hasReadingHooks, hasWritingHooks } from './sql/host-hooks.js';
import { lists, padded, StatementText } from './sql/statement-text.js';

type Values = Readonly<Record<string, string | null>>;

/** A model of the host's, and the attribute by which its rows are named. */
export interface HostModel {
  readonly model: ModelStatic<Model>;
  readonly keyName: string;
}

/** What of a model is not among the types of Sequelize. */
interface ModelParts {
  readonly sequelize: Sequelize & { readonly options: { readonly timezone?: string } };
  readonly options: { readonly validate?: object };
  readonly _timestampAttributes: { readonly updatedAt?: string };
  readonly _versionAttribute?: unknown;
}

interface TimeType {
  stringify(value: Date, options: { readonly timezone: string | undefined }): string;
}

/** Types whose text is what is stored. */
const TEXTS: ReadonlySet<string> = new Set(['STRING', 'TEXT', 'CHAR', 'CITEXT']);

/**
 * The row of a key, for statements of ours; `null` where only its model can read it, because the host has put a hook
 * on that, or the key is neither text nor number.
 */
export function hostRowOf({ model, keyName }: HostModel, key: unknown): HostRow | null {
  if ((typeof key !== 'string' && typeof key !== 'number') || hasReadingHooks(model)) return null;
  return { table: tableName(model), field: fieldOf(model, keyName), value: key };
}

/** Rows of one model, and the texts that they all get. */
interface HostUpdate extends Pick<HostModel, 'model'> {
  readonly rows: readonly HostRow[];
  readonly values: Values;
}

/**
 * Writes texts to rows of the host's as `Model.update` would, in statements of ours. Several are to be such as
 * {@link isFoundByKey} says can be found together.
 *
 * @returns `false` where only the model can: it has hooks, setters, validators, a version, or types of its own there.
 * Nothing was written then.
 */
export async function writeHostRows(
  driver: Driver,
  { model, rows, values }: HostUpdate,
  transaction: Transaction,
): Promise<boolean> {
  const names = Object.keys(values);
  if (!isPlain(model, names) || hasWritingHooks(model)) return false;
  const updatedAt = partsOf(model)._timestampAttributes.updatedAt;
  for (const some of lists(rows)) {
    const [{ table, field } = { table: '', field: '' }] = some;
    const text = new StatementText(driver.dialect);
    text.add(`UPDATE ${table}${some.length > 1 ? driver.dialect.byKey : ''} SET `);
    for (const [index, name] of names.entries()) {
      text.add(`${index === 0 ? '' : ', '}${fieldOf(model, name)} = `).bind(values[name] ?? null);
    }
    if (updatedAt !== undefined) text.add(`, ${fieldOf(model, updatedAt)} = `).bind(timeOf(model, updatedAt));
    text
      .add(` WHERE ${field} IN (`)
      .bindAll(padded(some.map(({ value }) => value)))
      .add(')');
    await driver.run(text.statement, transaction);
  }
  return true;
}

const FOUND_BY_KEY = new WeakMap<ModelStatic<Model>, boolean>();

/**
 * Whether several rows may be locked in one statement. MySQL locks every row that it looks at, and must be made to find
 * them by the primary key, which a view has not. It is asked once.
 */
export async function isFoundByKey(
  { model, keyName }: HostModel,
  transaction: Transaction,
): Promise<boolean> {
  const { sequelize } = partsOf(model);
  if (sequelize.getDialect() !== 'mysql') return true;
  const known = FOUND_BY_KEY.get(model);
  if (known !== undefined) return known;
  const { field = keyName } = model.getAttributes()[keyName] ?? {};
  // Its types leave out the transaction, and what it gives.
  const show = sequelize.getQueryInterface() as unknown as {
    showIndex(table: unknown, options: object): Promise<readonly HostIndex[]>;
  };
  const indexes = await show.showIndex(model.getTableName(), { transaction });
  const isFound = indexes.some(({ primary, fields }) => primary && fields[0]?.attribute === field);
  FOUND_BY_KEY.set(model, isFound);
  return isFound;
}

interface HostIndex {
  readonly primary: boolean;
  readonly fields: readonly { readonly attribute: string }[];
}

/** Whether nothing of the host's stands between a value and its column. */
function isPlain(model: ModelStatic<Model>, names: readonly string[]): boolean {
  const { options, _versionAttribute: version } = partsOf(model);
  if (Boolean(version) || Object.keys(options.validate ?? {}).length > 0) return false;
  const attributes = model.getAttributes();
  return names.every((name) => {
    const attribute = attributes[name];
    const type = attribute?.type;
    const key = typeof type === 'object' && 'key' in type ? type.key : '';
    return attribute !== undefined && TEXTS.has(key) && !('set' in attribute) && !('validate' in attribute);
  });
}

/** The present, as Sequelize writes it to a column: not every one holds milliseconds. */
function timeOf(model: ModelStatic<Model>, attribute: string): string {
  const { timezone } = partsOf(model).sequelize.options;
  const type = model.getAttributes()[attribute]?.type as unknown as TimeType;
  return type.stringify(new Date(), { timezone });
}

function tableName(model: ModelStatic<Model>): string {
  const { queryGenerator } = partsOf(model).sequelize.getQueryInterface() as unknown as {
    readonly queryGenerator: { quoteTable(name: unknown): string };
  };
  return queryGenerator.quoteTable(model.getTableName());
}

function fieldOf(model: ModelStatic<Model>, attribute: string): string {
  const { field = attribute } = model.getAttributes()[attribute] ?? {};
  return partsOf(model).sequelize.getQueryInterface().quoteIdentifier(field, true);
}

function partsOf(model: ModelStatic<Model>): ModelParts {
  return model as unknown as ModelParts;
}
