import { Op } from 'sequelize';
import type { Transaction, WhereOptions } from 'sequelize';
import { readRow } from '../../../models/read-row.js';
import type { AttachmentRow, HistoryEntryRow, Models } from '../../../models/index.js';
import type { Database } from '../database.js';
import type { PageRequest } from '../page.js';
import type { ChainEnd, FoundEntry } from './chain-check.js';

const ENTRIES_AT_A_TIME = 500;

/** Which histories are read; those of all attachments unless it says less. */
export interface HistoryScope {
  readonly company?: string | undefined;
  readonly attachmentId?: number | undefined;
}

/** The attachments of a scope with ids above `after`, as far as one page goes. */
export interface EndsPage {
  readonly after: number | null;
  readonly ends: readonly ChainEnd[];
  /** The last of them, behind which the next page begins; `null` on the last page. */
  readonly next: number | null;
}

/** What the rows of the next attachments say of their histories. */
export async function readEnds(
  { models: { Attachment } }: Database,
  { company, attachmentId }: HistoryScope,
  { after, limit }: PageRequest,
  transaction: Transaction,
): Promise<EndsPage> {
  const conditions: WhereOptions<AttachmentRow>[] = [];
  if (company !== undefined) conditions.push({ company });
  if (attachmentId !== undefined) conditions.push({ id: attachmentId });
  if (after !== null) conditions.push({ id: { [Op.gt]: after } });
  const rows = await Attachment.findAll({
    where: { [Op.and]: conditions },
    attributes: ['id', 'company', 'historyCount', 'historyHead', 'historyHashSeed'],
    order: [['id', 'ASC']],
    limit,
    raw: true,
    transaction,
  });
  const ends = rows.map(toEnd);
  return { after, ends, next: ends[limit - 1]?.id ?? null };
}

/** SQLite lets a count be text, which is for the check to tell: no history has `NaN` entries. */
function toEnd({ id, historyCount, ...rest }: RawEnd): ChainEnd {
  return { ...rest, id: Number(id), historyCount: Number(historyCount) };
}

type RawEnd = Omit<ChainEnd, 'id' | 'historyCount'> & Record<'id' | 'historyCount', unknown>;

/** The entries that belong to a page of attachments; within all of them, also those whose attachment is gone. */
export function entriesOf(
  { company, attachmentId }: HistoryScope,
  { after, ends, next }: EndsPage,
): WhereOptions<HistoryEntryRow> {
  if (company !== undefined) return { attachmentId: ends.map(({ id }) => id) };
  if (attachmentId !== undefined) return { attachmentId };
  return {
    [Op.and]: [
      after === null ? {} : { attachmentId: { [Op.gt]: after } },
      next === null ? {} : { attachmentId: { [Op.lte]: next } },
    ],
  };
}

/** Reads entries by attachment, then by number: a few at a time, however many an attachment has. */
export async function* readEntries(
  { models: { HistoryEntry } }: Database,
  scope: WhereOptions<HistoryEntryRow>,
  transaction: Transaction,
): AsyncGenerator<readonly FoundEntry[], void> {
  let position: WhereOptions<HistoryEntryRow> = {};
  let unfinished: number | null = null;
  for (;;) {
    const rows: readonly HistoryEntryRow[] = await HistoryEntry.findAll({
      where: { [Op.and]: [scope, position] },
      order: ['attachmentId', 'sequence', 'id'],
      limit: ENTRIES_AT_A_TIME,
      raw: true,
      transaction,
    });
    yield rows.map((row) => toFound(HistoryEntry, row));
    const last = rows.at(-1);
    if (last !== undefined && rows.length === ENTRIES_AT_A_TIME) {
      unfinished = last.attachmentId;
      position = behind(last);
    } else if (unfinished === null) {
      return;
    } else {
      position = { attachmentId: { [Op.gt]: unfinished } };
      unfinished = null;
    }
  }
}

/** One attachment's entries behind this one: a range of the index, where "or" over both columns would be a scan. */
function behind({ attachmentId, sequence, id }: HistoryEntryRow): WhereOptions<HistoryEntryRow> {
  const isLater = [{ sequence: { [Op.gt]: sequence } }, { id: { [Op.gt]: id } }];
  return { attachmentId, sequence: { [Op.gte]: sequence }, [Op.or]: isLater };
}

function toFound(
  model: Models['HistoryEntry'],
  raw: Record<'attachmentId' | 'sequence', unknown>,
): FoundEntry {
  const place = { attachmentId: Number(raw.attachmentId), sequence: Number(raw.sequence) };
  try {
    return { ...place, row: readRow(model, raw) };
  } catch (error) {
    // Somebody wrote a time that is none, say. That is for the check to tell, not a failure of it.
    if (error instanceof RangeError) return { ...place, row: null };
    throw error;
  }
}
