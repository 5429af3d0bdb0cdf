import assert from 'node:assert/strict';
import type { Sequelize } from 'sequelize';
import { QueryTypes } from 'sequelize';
import type { Contender } from './contender.js';

const ATTACHMENT = '(SELECT id FROM workflow_attachments WHERE object_id = :id)';
const ROWS = {
  workflow_attachments: 'SELECT * FROM workflow_attachments WHERE object_id = :id',
  workflow_steps: `SELECT * FROM workflow_steps WHERE attachment_id = ${ATTACHMENT} ORDER BY id`,
  workflow_assignments: `SELECT * FROM workflow_assignments WHERE attachment_id = ${ATTACHMENT} ORDER BY id`,
  workflow_history: `SELECT * FROM workflow_history WHERE attachment_id = ${ATTACHMENT} ORDER BY id`,
  purchase_requests: 'SELECT * FROM purchase_requests WHERE id = :id',
};

type Value = string | number | Date | null;
type Row = Readonly<Record<string, Value>>;

/**
 * Has every contender approve one object, and compares what it wrote, row by row, and what it answered with those of the first.
 *
 * @throws Error that names the first difference: a comparison of contenders that do different work means nothing
 */
export async function checkSameRows(contenders: readonly Contender[]): Promise<void> {
  const pictures = [];
  for (const { name, host, product, sequelize } of contenders) {
    const [id = 0] = await product.attach(1);
    const members = [...membersIn(JSON.parse(await host.approve(id)))].sort();
    pictures.push({ name, members, tables: await readTables(sequelize, id) });
  }
  const [first, ...others] = pictures;
  for (const other of others) {
    const message = `${other.name} and ${String(first?.name)} do not do the same`;
    assert.deepEqual(known(other, first), known(first, other), message);
  }
}

interface Picture {
  readonly members: readonly string[];
  readonly tables: Readonly<Record<string, readonly Row[]>>;
}

/** What one has of the columns that the other has too: releases may differ in those that approvals leave empty. */
function known(picture: Picture | undefined, other: Picture | undefined) {
  const tables = Object.entries(picture?.tables ?? {}).map(([table, rows]) => {
    const columns = other?.tables[table]?.[0] ?? {};
    return [table, rows.map((row) => Object.entries(row).filter(([name]) => name in columns))];
  });
  return { members: picture?.members, tables };
}

async function readTables(sequelize: Sequelize, id: number): Promise<Picture['tables']> {
  const tables: Record<string, readonly Row[]> = {};
  for (const [table, sql] of Object.entries(ROWS)) {
    const rows = await sequelize.query<Row>(sql, { type: QueryTypes.SELECT, replacements: { id } });
    tables[table] = withoutChance(rows);
  }
  return tables;
}

/** Ids become their order; of times and hashes remains that they are there. */
function withoutChance(rows: readonly Row[]): Row[] {
  const ids = new Map<string, string>();
  const plain = (column: string, value: Value): Value => {
    if (value === null) return null;
    if (value instanceof Date) return 'time';
    if (/hash|head|open_key/.test(column)) return 'hash';
    if (!/^id$|^(workflow|version|step|assignment|attachment|object)_id$/.test(column)) return value;
    const known = ids.get(`${column} ${value}`) ?? `#${ids.size}`;
    ids.set(`${column} ${value}`, known);
    return known;
  };
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([column, value]) => [column, plain(column, value)])),
  );
}

/** The paths of all members of a value, those of lists once. */
function membersIn(value: unknown, path = ''): Set<string> {
  if (typeof value !== 'object' || value === null) return new Set([path]);
  const inside = Object.entries(value).map(([name, one]) =>
    membersIn(one, Array.isArray(value) ? path : `${path}.${name}`),
  );
  return new Set(inside.flatMap((paths) => [...paths]));
}
