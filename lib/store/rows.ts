import type { Attributes, Model, ModelStatic } from 'sequelize';
import { readRow } from '../../models/read-row.js';

/** Which row of which company. */
export interface RowKey {
  readonly id: number;
  readonly company: string;
}

/** Rows as they were read with `raw: true`, in the types that their model declares. */
export function readRows<M extends Model>(model: ModelStatic<M>, raw: readonly object[]): Attributes<M>[] {
  return raw.map((row) => readRow(model, row));
}

/** The id of a row that was just created: PostgreSQL gives it as text. */
export function idOf({ id }: { readonly id: unknown }): number {
  return Number(id);
}

/** The ids of rows for a statement: one as such, which MySQL is certain to look up by the key, also in a small table. */
export function oneOrMany(rows: readonly { readonly id: number }[]): number | number[] {
  const ids = rows.map(({ id }) => id);
  return ids.length === 1 ? (ids[0] ?? []) : ids;
}
