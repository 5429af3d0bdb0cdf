import { Op } from 'sequelize';
import { readRow } from '../../models/read-row.js';
import type { HistoryEntryRow } from '../../models/index.js';
import type { Database } from './database.js';
import type { Page, PageRequest } from './page.js';
import { toPage } from './page.js';

/** A page of an attachment's history, oldest first. */
export async function listHistory(
  { models: { HistoryEntry } }: Database,
  attachmentId: number,
  { after, limit }: PageRequest,
): Promise<Page<HistoryEntryRow>> {
  const rows = await HistoryEntry.findAll({
    where: { attachmentId, ...(after === null ? {} : { sequence: { [Op.gt]: after } }) },
    order: [['sequence', 'ASC']],
    limit: limit + 1,
    raw: true,
    transaction: null,
  });
  return toPage(
    rows.map((row) => readRow(HistoryEntry, row)),
    limit,
    ({ sequence }) => sequence,
  );
}
