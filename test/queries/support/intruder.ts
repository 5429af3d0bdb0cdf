import type { Sequelize } from 'sequelize';
import { QueryTypes } from 'sequelize';
import type { TestDatabase } from '../../support/databases.js';

const TABLES = ['workflow_attachments', 'workflow_history'];

/** Switches off what keeps rows together, on this connection: whoever owns the database can. */
const UNGUARDED = {
  sqlite: ['PRAGMA foreign_keys = OFF'],
  mysql: ['SET FOREIGN_KEY_CHECKS = 0', "SET sql_mode = ''"],
  postgres: ['SET session_replication_role = replica'],
} as const;

/** Where an entry is. */
export interface Place {
  readonly attachmentId: number;
  readonly sequence: number;
}

/** Somebody who writes to the database behind the engine's back, and can put it back as it was. */
export class Intruder {
  readonly #sequelize: Sequelize;

  private constructor(sequelize: Sequelize) {
    this.#sequelize = sequelize;
  }

  /** Comes in, and keeps a copy of what is there. */
  static async at(database: TestDatabase): Promise<Intruder> {
    const intruder = new Intruder(await database.connect({ pool: { max: 1 } }));
    for (const statement of UNGUARDED[database.dialect]) await intruder.run(statement);
    for (const table of TABLES) await intruder.run(`CREATE TABLE kept_${table} AS SELECT * FROM ${table}`);
    return intruder;
  }

  /** Runs a statement. */
  async run(sql: string, replacements: Readonly<Record<string, unknown>> = {}): Promise<void> {
    await this.#sequelize.query(sql, { replacements });
  }

  /** Sets columns of one entry. */
  async edit({ attachmentId, sequence }: Place, set: Readonly<Record<string, unknown>>): Promise<void> {
    const columns = Object.keys(set).map((column) => `${column} = :${column}`);
    await this.run(
      `UPDATE workflow_history SET ${columns.join(', ')} WHERE attachment_id = :at_id AND sequence = :at_place`,
      { ...set, at_id: attachmentId, at_place: sequence },
    );
  }

  /** Copies an entry to another place. */
  async copy(from: Place, { attachmentId, sequence }: Place): Promise<void> {
    const place = `WHERE attachment_id = ${from.attachmentId} AND sequence = ${from.sequence}`;
    const [row] = await this.select(`SELECT * FROM workflow_history ${place}`);
    const columns = Object.keys(row ?? {}).filter((column) => column !== 'id');
    const changed = new Map([
      ['attachment_id', attachmentId],
      ['sequence', sequence],
    ]);
    const values = columns.map((column) => String(changed.get(column) ?? column));
    await this.run(
      `INSERT INTO workflow_history (${columns.join(', ')}) SELECT ${values.join(', ')} FROM workflow_history ${place}`,
    );
  }

  /** Reads rows. */
  async select(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    return this.#sequelize.query<Record<string, unknown>>(sql, { type: QueryTypes.SELECT });
  }

  /** Puts everything back. */
  async restore(): Promise<void> {
    for (const table of TABLES) {
      await this.run(`DELETE FROM ${table}`);
      await this.run(`INSERT INTO ${table} SELECT * FROM kept_${table}`);
    }
  }

  /** Leaves, and takes the copy along. */
  async leave(): Promise<void> {
    for (const table of TABLES) await this.run(`DROP TABLE kept_${table}`);
  }
}
