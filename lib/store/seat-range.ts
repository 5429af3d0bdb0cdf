import { QueryTypes } from 'sequelize';
import { readRow } from '../../models/read-row.js';
import type { Database } from './database.js';
import { orderBy } from './keyset.js';
import type { TimeOrder } from './keyset.js';
import type { TimeKey } from './page.js';
import { byIndex, quoteTable, quoteTime } from './sql.js';

/** So many seats, or fewer, are all looked up: that costs less than finding out which of them are needed. */
const FEW_SEATS = 1000;

/** The most attachments of others between two items of a page; where there are more, all seats are looked up. */
const MANY_BETWEEN = 20_000;

/** Ids from the lowest to the highest. */
export interface IdRange {
  readonly lowest: number;
  readonly highest: number;
}

/** Which page of the attachments that a user was seated on is wanted. */
export interface SeatedPage {
  readonly company: string;
  readonly userId: string;
  readonly order: TimeOrder;
  /** What the attachments `t` must meet, {@link SeatedPage.after} included; its values are in `replacements`. */
  readonly where: string;
  readonly replacements: Readonly<Record<string, unknown>>;
  readonly after: TimeKey | null;
  readonly limit: number;
}

/**
 * Between which ids the attachments of a page lie that a user was seated on; `null` where all seats have to be looked
 * up.
 *
 * Seats know the id of their attachment, but not its time, and ids are not always given out in order of time. The last
 * seats by id tell by when the page surely ends; the ids of all attachments of that time are then what it can hold.
 */
export async function findSeatRange(database: Database, page: SeatedPage): Promise<IdRange | null> {
  if (!(await hasManySeats(database, page))) return null;
  const end = await findEnd(database, page);
  if (end === null) return null;
  const { after } = page;
  if (after?.time.getTime() === end.time.getTime()) return { lowest: end.id, highest: after.id };
  return rangeBetween(database, page, end);
}

async function hasManySeats(database: Database, page: SeatedPage): Promise<boolean> {
  const sql = `SELECT a.attachment_id FROM ${ownSeats(database)} ORDER BY a.attachment_id DESC LIMIT 1 OFFSET ${FEW_SEATS}`;
  return (await select(database, sql, page)).length > 0;
}

/** The last key of a page that is made of the seats that come next by id; `null` where they are too few. */
async function findEnd(database: Database, page: SeatedPage): Promise<TimeKey | null> {
  const { Attachment } = database.models;
  const { after, limit, where, order } = page;
  const byId = after === null ? '' : `AND a.attachment_id < ${after.id}`;
  const next = `SELECT DISTINCT a.attachment_id FROM ${ownSeats(database)} ${byId} ORDER BY a.attachment_id DESC LIMIT ${2 * limit}`;
  const sql =
    `SELECT t.created_at, t.id FROM (${next}) v JOIN ${quoteTable(database, Attachment)} t ON t.id = v.attachment_id ` +
    `WHERE ${where} ORDER BY ${orderBy(order)} LIMIT 1 OFFSET ${limit - 1}`;
  const [row] = await select(database, sql, page);
  if (row === undefined) return null;
  const { createdAt, id } = readRow(Attachment, { createdAt: row.created_at, id: row.id });
  return { time: createdAt, id };
}

/** The ids of everything from the beginning of a page to its end; `null` where that is too much. */
async function rangeBetween(database: Database, page: SeatedPage, end: TimeKey): Promise<IdRange | null> {
  const { after } = page;
  const { Attachment } = database.models;
  const from = `FROM ${quoteTable(database, Attachment)} t ${byIndex(database, Attachment, 'newest')} WHERE t.company = :company`;
  const at = (key: TimeKey): string => `t.created_at = ${quoteTime(database, key.time)}`;
  const between = [
    `t.created_at > ${quoteTime(database, end.time)}`,
    ...(after === null ? [] : [`t.created_at < ${quoteTime(database, after.time)}`]),
  ].join(' AND ');
  const sql = [
    'SELECT MIN(w.id) AS lowest, MAX(w.id) AS highest, COUNT(*) AS attachments,',
    `(SELECT MAX(t.id) ${from} AND ${at(end)}) AS highest_at_end,`,
    `${after === null ? 'NULL' : `(SELECT MIN(t.id) ${from} AND ${at(after)})`} AS lowest_at_begin`,
    `FROM (SELECT t.id ${from} AND ${between} LIMIT ${MANY_BETWEEN + 1}) w`,
  ].join(' ');
  const [row] = await select(database, sql, page);
  if (row === undefined || Number(row.attachments) > MANY_BETWEEN) return null;
  const ids = (...values: readonly unknown[]): number[] => values.filter((id) => id !== null).map(Number);
  return {
    lowest: Math.min(end.id, ...ids(row.lowest, row.lowest_at_begin)),
    highest: Math.max(...ids(row.highest, row.highest_at_end, after?.id ?? null)),
  };
}

function ownSeats(database: Database): string {
  const { Assignment } = database.models;
  const table = `${quoteTable(database, Assignment)} a ${byIndex(database, Assignment, 'seated')}`;
  return `${table} WHERE a.company = :company AND a.user_id = :userId`;
}

async function select(
  { sequelize }: Database,
  sql: string,
  { company, userId, replacements }: SeatedPage,
): Promise<readonly Record<string, unknown>[]> {
  return sequelize.query<Record<string, unknown>>(sql, {
    type: QueryTypes.SELECT,
    replacements: { ...replacements, company, userId },
    transaction: null,
  });
}
