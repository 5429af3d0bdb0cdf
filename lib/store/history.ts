import type { Transaction } from 'sequelize';
import type { AttachmentRow, HistoryEntryRow } from '../../models/index.js';
import { canonicalText } from '../definition/fingerprint.js';
import type { HistoryEvent } from '../types.js';
import { EntrySeals } from './audit/entry-seals.js';
import { newHashSeed } from './audit/openings.js';
import type { Database } from './database.js';
import type { RowWriter } from './sql/row-writer.js';

/** What one history entry says. */
export interface HistoryContent {
  readonly event: HistoryEvent;
  readonly stepId: number | null;
  readonly assignmentId: number | null;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly onBehalfOf: string | null;
  readonly comment: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Where the chain of an attachment ends; kept on its row, so that a cut tail shows. */
export interface HistoryHead {
  readonly historyCount: number;
  readonly historyHead: string | null;
  /** The secret that the salts of its hashes are derived from; `null` where the next entry brings one. */
  readonly historyHashSeed: string | null;
}

/** What is appended to the chain of one attachment, in order. */
export interface Chain {
  /** With the end of its chain so far. */
  readonly attachment: Pick<AttachmentRow, 'id' | 'company'> & HistoryHead;
  readonly entries: readonly HistoryContent[];
  readonly createdAt: Date;
}

/** Where an entry is, and how it is sealed: over its content, and over the seal of the one before it. */
export interface SealedPlace {
  readonly attachmentId: number;
  readonly hash: string;
}

/** How many entries are looked for in one statement. */
const LOOKED_FOR = 500;

/** The append-only audit: each entry is sealed over what it says and the entry before it. */
export class History {
  /** How its entries are sealed. */
  readonly seals: EntrySeals;
  readonly #database: Database;
  readonly #rows: RowWriter;

  constructor(database: Database, key: string | undefined, rows: RowWriter) {
    this.#database = database;
    this.#rows = rows;
    this.seals = new EntrySeals(key);
  }

  /** Appends entries to one chain, in order, and returns its new end. */
  async append(
    attachment: Chain['attachment'],
    entries: readonly HistoryContent[],
    { createdAt, transaction }: { readonly createdAt: Date; readonly transaction: Transaction },
  ): Promise<HistoryHead> {
    const [head = attachment] = await this.appendAll([{ attachment, entries, createdAt }], transaction);
    return head;
  }

  /** Appends to chains, in as few statements as they fit into. @returns the new end of each, in the same order */
  async appendAll(chains: readonly Chain[], transaction: Transaction): Promise<readonly HistoryHead[]> {
    const sealed = chains.map((chain) => this.#sealed(chain));
    const rows = sealed.flatMap((one) => one.rows);
    await this.#rows.append(this.#database.models.HistoryEntry, rows, transaction);
    return sealed.map(({ head }) => head);
  }

  #sealed({ attachment, entries, createdAt }: Chain): {
    readonly rows: readonly Omit<HistoryEntryRow, 'id' | 'openings'>[];
    readonly head: HistoryHead;
  } {
    const historyHashSeed = attachment.historyHashSeed ?? newHashSeed();
    let { historyCount, historyHead }: HistoryHead = attachment;
    const rows = entries.map((entry) => {
      const content = {
        ...entry,
        data: canonicalText(entry.data),
        company: attachment.company,
        attachmentId: attachment.id,
        sequence: historyCount + 1,
        previousHash: historyHead,
        createdAt,
      };
      const hash = this.seals.seal(content, historyHashSeed);
      historyCount = content.sequence;
      historyHead = hash;
      return { ...content, hash };
    });
    return { rows, head: { historyCount, historyHead, historyHashSeed } };
  }

  /** The seals of those of these entries that are stored, as the primary has them outside any transaction. */
  async findStored(places: readonly SealedPlace[]): Promise<ReadonlySet<string>> {
    const { HistoryEntry } = this.#database.models;
    const stored = new Set<string>();
    for (let from = 0; from < places.length; from += LOOKED_FOR) {
      const some = places.slice(from, from + LOOKED_FOR);
      const rows = await HistoryEntry.findAll({
        where: { attachmentId: some.map((one) => one.attachmentId), hash: some.map((one) => one.hash) },
        attributes: ['hash'],
        raw: true,
        transaction: null,
        useMaster: true,
      });
      for (const { hash } of rows) stored.add(hash);
    }
    return stored;
  }
}
