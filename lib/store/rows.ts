import type { Attributes, Model, ModelStatic } from 'sequelize';
import { readRow } from '../../models/read-row.js';

/** Rows as they were read with `raw: true`, in the types that their model declares. */
export function readRows<M extends Model>(model: ModelStatic<M>, raw: readonly object[]): Attributes<M>[] {
  return raw.map((row) => readRow(model, row));
}

/** The id of a row that was just created: PostgreSQL gives it as text. */
export function idOf({ id }: { readonly id: unknown }): number {
  return Number(id);
}
