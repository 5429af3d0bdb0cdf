import { namesOf } from '../../models/table.js';
import type { TableDescription, WrittenOf } from '../../models/table.js';

type Values = Readonly<Record<string, unknown>>;

/** What commands write to the rows of a table: how one stands afterwards, where that is another than before. */
export function changesIn<Table extends TableDescription>(
  table: Table,
): (before: WrittenOf<Table>, after: WrittenOf<Table>) => Partial<WrittenOf<Table>> {
  const changing = namesOf(table, ['changing']);
  const closing = namesOf(table, ['closing']);
  return (before: Values, after: Values) => {
    const set: Record<string, unknown> = {};
    for (const name of changing) if (before[name] !== after[name]) set[name] = after[name];
    // What closes is written whole, so that a few texts do for all of it.
    if (before.status !== after.status) for (const name of closing) set[name] = after[name];
    return set as Partial<WrittenOf<Table>>;
  };
}
