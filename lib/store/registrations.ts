import { QueryTypes } from 'sequelize';
import type { Transaction } from 'sequelize';
import { readRow } from '../../models/read-row.js';
import type { ObjectReference } from '../types.js';
import type { Database } from './database.js';
import { quoteTable } from './sql.js';

/**
 * Since when the objects of a model get their workflow by themselves, as far as the database knows: the first call
 * writes its time down. Processes that call it at once agree.
 */
export async function registeredSince(
  { models: { Registration } }: Database,
  model: string,
  now: Date,
): Promise<Date> {
  const find = () => Registration.findOne({ where: { model }, raw: true, transaction: null });
  let found = await find();
  if (found === null) {
    await Registration.bulkCreate([{ model, createdAt: now }], { ignoreDuplicates: true, transaction: null });
    found = await find();
  }
  return found === null ? now : readRow(Registration, found).createdAt;
}

/** When a workflow was first published, by the company whose it is; companies where it never was are left out. */
export async function firstPublications(
  database: Database,
  workflow: string,
  companies: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const { sequelize, models } = database;
  const sql = [
    `SELECT w.company AS company, v.created_at AS ${quoted(database, 'createdAt')}`,
    `FROM ${quoteTable(database, models.Workflow)} w`,
    `JOIN ${quoteTable(database, models.Version)} v ON v.workflow_id = w.id AND v.number = 1`,
    `WHERE w.company IN (:companies) AND w.${quoted(database, 'key')} = :workflow`,
  ].join(' ');
  const rows = await sequelize.query<{ company: string }>(sql, {
    type: QueryTypes.SELECT,
    replacements: { workflow, companies: [...companies] },
    transaction: null,
  });
  return new Map(rows.map((row) => [row.company, readRow(models.Version, row).createdAt]));
}

/** Whether an object has, or ever had, an attachment that is still stored, in whichever company. */
export async function hasAttachment(
  { models: { Attachment } }: Database,
  { model, objectId }: ObjectReference,
  transaction: Transaction,
): Promise<boolean> {
  const where = { model, objectId };
  return (await Attachment.findOne({ where, attributes: ['id'], raw: true, transaction })) !== null;
}

function quoted({ sequelize }: Database, name: string): string {
  return sequelize.getQueryInterface().quoteIdentifier(name, true);
}
