import { Op } from 'sequelize';
import type { Transaction } from 'sequelize';
import type { ActionRunRow } from '../../models/index.js';
import { readRow } from '../../models/read-row.js';
import type { ActionRunStatus } from '../types.js';
import type { Database } from './database.js';
import type { Page, PageRequest } from './page.js';
import { toPage } from './page.js';
import { readRows } from './rows.js';

/** A run without what it is delivered with: a snapshot of everything may be large. */
export type ActionRunHead = Omit<ActionRunRow, 'parameters' | 'facts'>;

/** Which runs are listed. */
export interface ActionRunFilter {
  readonly company: string;
  readonly status?: ActionRunStatus | undefined;
  readonly attachmentId?: number | undefined;
}

/** A run, or `null`. */
export async function findActionRun(
  { models: { ActionRun } }: Database,
  { id, company }: Pick<ActionRunRow, 'id' | 'company'>,
  transaction: Transaction | null,
): Promise<ActionRunRow | null> {
  const raw = await ActionRun.findOne({ where: { id, company }, raw: true, transaction });
  return raw === null ? null : readRow(ActionRun, raw);
}

/** A page of runs, newest first. */
export async function listActionRuns(
  { models: { ActionRun } }: Database,
  { company, status, attachmentId }: ActionRunFilter,
  { after, limit }: PageRequest,
  transaction: Transaction | null,
): Promise<Page<ActionRunHead>> {
  const rows = await ActionRun.findAll({
    where: {
      company,
      ...(status === undefined ? {} : { status }),
      ...(attachmentId === undefined ? {} : { attachmentId }),
      ...(after === null ? {} : { id: { [Op.lt]: after } }),
    },
    attributes: { exclude: ['parameters', 'facts'] },
    order: [['id', 'DESC']],
    limit: limit + 1,
    raw: true,
    transaction,
  });
  return toPage(readRows(ActionRun, rows), limit, ({ id }) => id);
}
