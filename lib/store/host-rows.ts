import type { Model, ModelStatic, Sequelize, Transaction } from 'sequelize';
import type { HostRow } from '../types.js';
import type { Driver } from '../sql/driver.js';
import { hasReadingHooks, hasWritingHooks } from './sql/host-hooks.js';
import { StatementText } from './sql/statement-text.js';

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

/**
 * Writes texts to a row of the host's as `Model.update` would, in a statement of ours.
 *
 * @returns `false` where only the model can: it has hooks, setters, validators, a version, or types of its own there.
 * Nothing was written then.
 */
export async function writeHostRow(
  driver: Driver,
  { host, row, values }: { readonly host: HostModel; readonly row: HostRow; readonly values: Values },
  transaction: Transaction,
): Promise<boolean> {
  const { model } = host;
  const names = Object.keys(values);
  if (!isPlain(model, names) || hasWritingHooks(model)) return false;
  const text = new StatementText(driver.dialect).add(`UPDATE ${row.table} SET `);
  for (const [index, name] of names.entries()) {
    text.add(`${index === 0 ? '' : ', '}${fieldOf(model, name)} = `).bind(values[name] ?? null);
  }
  const updatedAt = partsOf(model)._timestampAttributes.updatedAt;
  if (updatedAt !== undefined) text.add(`, ${fieldOf(model, updatedAt)} = `).bind(timeOf(model, updatedAt));
  text.add(` WHERE ${row.field} = `).bind(row.value);
  await driver.run(text.statement, transaction);
  return true;
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
