import { Op } from 'sequelize';
import type { Transaction, WhereOptions } from 'sequelize';
import type { Creation } from '../../models/creation.js';
import type { DelegationRow } from '../../models/index.js';
import { readRow } from '../../models/read-row.js';
import type { Database } from './database.js';
import { lockRow } from './database.js';
import type { Page, PageRequest } from './page.js';
import { toPage } from './page.js';
import type { RowKey } from './rows.js';
import { idOf, readRows } from './rows.js';

/** Which delegations are listed. */
export interface DelegationFilter {
  readonly company: string;
  /** Only those that this user gave. */
  readonly givenBy?: string | undefined;
  /** Only those that this user received; together with `givenBy`, those of either kind. */
  readonly receivedBy?: string | undefined;
  readonly includeRevoked: boolean;
}

/** From one moment up to, but not including, another; `null` for good. */
export interface Period {
  readonly startsAt: Date;
  readonly endsAt: Date | null;
}

/** A delegation without a lock, or `null`. */
export async function findDelegation(
  { models: { Delegation } }: Database,
  { id, company }: RowKey,
  transaction: Transaction | null,
): Promise<DelegationRow | null> {
  const raw = await Delegation.findOne({ where: { id, company }, raw: true, transaction });
  return raw === null ? null : readRow(Delegation, raw);
}

/** A delegation, locked until the transaction ends, or `null`. */
export async function lockDelegation(
  { models: { Delegation } }: Database,
  { id, company }: RowKey,
  transaction: Transaction,
): Promise<DelegationRow | null> {
  const raw = await Delegation.findOne({ where: { id, company }, raw: true, ...lockRow(transaction) });
  return raw === null ? null : readRow(Delegation, raw);
}

/** Inserts a delegation. @returns its id */
export async function insertDelegation(
  { models: { Delegation } }: Database,
  values: Creation<DelegationRow>,
  transaction: Transaction,
): Promise<number> {
  return idOf(await Delegation.create(values, { transaction }));
}

/** Writes what changes about a delegation that is locked. */
export async function writeDelegation(
  { models: { Delegation } }: Database,
  id: number,
  set: Partial<DelegationRow>,
  transaction: Transaction,
): Promise<void> {
  await Delegation.update(set, { where: { id }, transaction });
}

/** A page of delegations, newest first. */
export async function listDelegations(
  { models: { Delegation } }: Database,
  { company, givenBy, receivedBy, includeRevoked }: DelegationFilter,
  page: PageRequest,
  transaction: Transaction | null,
): Promise<Page<DelegationRow>> {
  const parties: WhereOptions<DelegationRow>[] = [
    ...(givenBy === undefined ? [] : [{ fromUserId: givenBy }]),
    ...(receivedBy === undefined ? [] : [{ userId: receivedBy }]),
  ];
  const where = {
    company,
    ...(includeRevoked ? {} : { revokedAt: null }),
    ...(page.after === null ? {} : { id: { [Op.lt]: page.after } }),
    ...(parties.length === 0 ? {} : { [Op.or]: parties }),
  };
  const rows = await Delegation.findAll({
    where,
    order: [['id', 'DESC']],
    limit: page.limit + 1,
    raw: true,
    transaction,
  });
  return toPage(readRows(Delegation, rows), page.limit, ({ id }) => id);
}

/** Who is out of office, within which company and period. */
interface Absence extends Period {
  readonly company: string;
  readonly fromUserIds: readonly string[];
}

/** What these users gave to others for some part of a period, and did not revoke. */
export async function delegationsFrom(
  { models: { Delegation } }: Database,
  { company, fromUserIds, startsAt, endsAt }: Absence,
  transaction: Transaction,
): Promise<readonly DelegationRow[]> {
  const rows = await Delegation.findAll({
    where: {
      company,
      fromUserId: [...fromUserIds],
      revokedAt: null,
      endsAt: { [Op.or]: [null, { [Op.gt]: startsAt }] },
      ...(endsAt === null ? {} : { startsAt: { [Op.lt]: endsAt } }),
    },
    raw: true,
    transaction,
  });
  return readRows(Delegation, rows);
}
