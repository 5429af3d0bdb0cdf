import type { Sequelize, Transaction } from 'sequelize';
import { canonicalText } from '../../../lib/definition/fingerprint.js';
import type { HistoryEntryRow } from '../../../models/index.js';
import { readRow } from '../../../models/read-row.js';
import { storedModels } from '../../races/support/stored-rows.js';
import { eraseByHand } from '../../store/audit/support/erase-by-hand.js';
import { plainSeal } from '../../store/audit/support/plain-seal.js';

/** Whose history it is, the key that it is sealed with, and what is erased of an entry. */
export interface Erasure {
  readonly attachmentId: number;
  readonly key: string | undefined;
  readonly choose: (entry: HistoryEntryRow) => readonly string[];
}

/** Erases from the history of one attachment, in a transaction that has locked its row: as `Openings` says. */
export async function eraseFromHistory(sequelize: Sequelize, erasure: Erasure): Promise<void> {
  const { attachmentId, key, choose } = erasure;
  const { Attachment, HistoryEntry } = storedModels(sequelize);
  await sequelize.transaction(async (transaction) => {
    const attachment = await Attachment.findByPk(attachmentId, {
      lock: true,
      transaction,
      rejectOnEmpty: true,
    });
    for (const entry of await readEntries(sequelize, attachmentId, transaction)) {
      if (entry.hash === plainSeal(key, entry)) continue;
      const set = eraseByHand(entry, attachment.historyHashSeed, choose(entry));
      await HistoryEntry.update(set, { where: { id: entry.id }, transaction });
    }
    await attachment.update({ historyHashSeed: null }, { transaction });
  });
}

/** Makes a history what version 0.1.0 would have written: sealed over texts, on a row that knows of no seed. */
export async function sealAsBefore(
  sequelize: Sequelize,
  { attachmentId, key }: Omit<Erasure, 'choose'>,
): Promise<void> {
  const { Attachment, HistoryEntry } = storedModels(sequelize);
  await sequelize.transaction(async (transaction) => {
    let previousHash: string | null = null;
    for (const entry of await readEntries(sequelize, attachmentId, transaction)) {
      const hash = plainSeal(key, { ...entry, previousHash });
      await HistoryEntry.update({ previousHash, hash }, { where: { id: entry.id }, transaction });
      previousHash = hash;
    }
    const set = { historyHead: previousHash, historyHashSeed: null };
    await Attachment.update(set, { where: { id: attachmentId }, transaction });
  });
}

/** The entries of an attachment, in order. */
export async function readEntries(
  sequelize: Sequelize,
  attachmentId: number,
  transaction: Transaction | null = null,
): Promise<readonly HistoryEntryRow[]> {
  const { HistoryEntry } = storedModels(sequelize);
  const order = ['sequence'];
  const rows = await HistoryEntry.findAll({ where: { attachmentId }, order, raw: true, transaction });
  return rows.map((row) => readRow(HistoryEntry, row));
}

/** An entry's data with something else in it. */
export function withData({ data }: HistoryEntryRow, more: Readonly<Record<string, unknown>>): string {
  return canonicalText({ ...(JSON.parse(data) as object), ...more });
}
