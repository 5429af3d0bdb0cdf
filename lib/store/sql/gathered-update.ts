import type { Model, ModelStatic } from 'sequelize';
import type { Database } from '../database.js';
import type { StatementText } from './statement-text.js';
import { lists, LONGEST_LIST, padded } from './statement-text.js';
import type { Table } from './table.js';
import { bound, columnOf, tableOf } from './table.js';

type Values = Readonly<Record<string, unknown>>;

/** Rows of one table that get the same values. */
export interface RowUpdate {
  readonly model: ModelStatic<Model>;
  readonly ids: readonly number[];
  /** What they must still hold; what holds something else is left alone. */
  readonly expected?: Values;
  readonly set: Values;
}

/** Rows that get the same values, of a table that is known. */
export type UpdateGroup = Pick<RowUpdate, 'ids' | 'set'>;

/** Rows of one table that are set in the same columns, each group of them to values of its own. */
export interface GatheredUpdate {
  readonly table: Table;
  readonly expected: Values | undefined;
  readonly groups: readonly [UpdateGroup, ...UpdateGroup[]];
}

interface Group extends UpdateGroup {
  readonly ids: number[];
}

/** Rows of one table that are set in the same columns, by the values that they get. */
interface Alike extends Pick<RowUpdate, 'model'> {
  readonly expected: Values | undefined;
  readonly groups: Map<string, Group>;
}

/** The most rows that one statement sets to values of their own: it looks for each of them among all. */
const MOST_OWN = 192;

/** Updates of different rows, gathered by what one statement can carry out, in order. */
export function gatherUpdates(database: Database, updates: readonly RowUpdate[]): readonly GatheredUpdate[] {
  const alike = new Map<string, Alike>();
  for (const { model, expected, set, ids } of updates) {
    const columns = JSON.stringify([model.tableName, expected, Object.keys(set)]);
    const known = alike.get(columns) ?? { model, expected, groups: new Map<string, Group>() };
    alike.set(columns, known);
    const values = JSON.stringify(set);
    const group = known.groups.get(values);
    if (group === undefined) known.groups.set(values, { ids: [...ids], set });
    else group.ids.push(...ids);
  }
  return [...alike.values()].flatMap(({ model, expected, groups }) =>
    inParts([...groups.values()]).map((part) => ({
      table: tableOf(database, model),
      expected,
      groups: part,
    })),
  );
}

/** The groups as statements take them: the largest last, which is written as what all others get. */
function inParts(groups: readonly UpdateGroup[]): readonly (readonly [UpdateGroup, ...UpdateGroup[]])[] {
  const pieces = groups.flatMap(({ ids, set }) => lists(ids).map((some) => ({ ids: some, set })));
  const parts: [UpdateGroup, ...UpdateGroup[]][] = [];
  let before = 0;
  for (const piece of pieces.sort((a, b) => a.ids.length - b.ids.length)) {
    const last = parts.at(-1);
    if (last !== undefined && before <= MOST_OWN && before + piece.ids.length <= LONGEST_LIST) {
      last.push(piece);
      before += piece.ids.length;
    } else {
      parts.push([piece]);
      before = piece.ids.length;
    }
  }
  return parts;
}

/** Adds the UPDATE. */
export function addUpdate(text: StatementText, update: GatheredUpdate): void {
  const { table } = update;
  const ids = idsOf(update);
  text.add(`UPDATE ${table.name}${ids.length > 1 ? table.dialect.byKey : ''} SET `);
  addAssignments(text, update);
  text
    .add(` WHERE ${columnOf(table, 'id').field} IN (`)
    .bindAll(padded(ids))
    .add(')');
  addExpected(text, update);
}

/** Adds what rows must still hold, each column with this before its name. */
export function addExpected(
  text: StatementText,
  { table, expected = {} }: Pick<GatheredUpdate, 'table' | 'expected'>,
  alias = '',
): void {
  for (const [attribute, value] of Object.entries(expected)) {
    text.add(` AND ${alias}${columnOf(table, attribute).field} = `).bind(bound(table, value));
  }
}

/** Adds what columns are set to, each with this before its name. */
export function addAssignments(text: StatementText, { table, groups }: GatheredUpdate, alias = ''): void {
  const [{ set: first }] = groups;
  for (const [index, attribute] of Object.keys(first).entries()) {
    text.add(`${index === 0 ? '' : ', '}${alias}${columnOf(table, attribute).field} = `);
    // Of two groups, all columns are written as if they differed, so that texts stay few.
    if (
      groups.length === 2 ||
      groups.some(({ set }) => bound(table, set[attribute]) !== bound(table, first[attribute]))
    )
      addChoice(text, { table, groups }, attribute);
    else text.bind(bound(table, first[attribute]));
  }
}

/** Adds a value for each row: what the last group gets is what all others are not. */
function addChoice(
  text: StatementText,
  { table, groups }: Pick<GatheredUpdate, 'table' | 'groups'>,
  attribute: string,
): void {
  const { type } = columnOf(table, attribute);
  const own = groups.slice(0, -1).flatMap(({ ids, set }) => ids.map((id) => ({ id, value: set[attribute] })));
  text.add(`CASE ${columnOf(table, 'id').field}`);
  for (const { id, value } of padded(own)) {
    text.add(' WHEN ').bind(id).add(' THEN ').bind(bound(table, value), type);
  }
  text
    .add(' ELSE ')
    .bind(bound(table, groups.at(-1)?.set[attribute]), type)
    .add(' END');
}

/** Every row that an update means. */
export function idsOf({ groups }: Pick<GatheredUpdate, 'groups'>): readonly number[] {
  return groups.flatMap(({ ids }) => ids);
}
