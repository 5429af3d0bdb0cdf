import type { Sequelize, Transaction } from 'sequelize';
import type { SqlDialect, SqlValue } from './dialect.js';
import { dialectOf } from './dialect.js';
import { StatementLog } from './statement-log.js';

/** A statement of ours: its text is one of a bounded number, so that a driver may keep it prepared. */
export interface Statement {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/** What the database answers. */
export interface StatementAnswer {
  /** Each row's values, in the order in which they are selected or returned. */
  readonly rows: readonly (readonly unknown[])[];
  /** Of an UPDATE or INSERT that returns nothing: how many rows it changed. */
  readonly affected: number;
  /** The id that the database gave to the only row of an INSERT; on MySQL and MariaDB. */
  readonly insertId: number;
}

interface MysqlHeader {
  readonly affectedRows: number;
  readonly insertId: number;
}

type Done<Result> = (error: Error | null, result: Result) => void;

/** What we use of the connections that Sequelize's transactions hold. */
interface MysqlConnection {
  readonly uuid?: string;
  readonly _isMariaDB?: boolean;
  readonly config: object;
  execute(options: object, done: Done<MysqlHeader | unknown[][]>): MysqlCommand;
  query(options: object, done: Done<MysqlHeader | unknown[][]>): MysqlCommand;
}

/**
 * How many values a statement may have that is prepared. To prepare one with thousands takes MariaDB a tenth of a second,
 * ten times as long as to carry it out, and it keeps each for as long as the connection lasts.
 */
const MOST_PREPARED = 1000;

/** A statement on its way. */
interface MysqlCommand {
  options?: object | undefined;
  buildParserFromFields: (this: MysqlCommand, fields: unknown, connection: object) => unknown;
}

interface PostgresResult {
  readonly rows: unknown[][];
  readonly rowCount: number | null;
}

interface PostgresConnection {
  readonly uuid?: string;
  /** Gives a list of results where the text is of several statements. */
  query(options: object, done: Done<PostgresResult | readonly PostgresResult[]>): unknown;
}

interface SqliteConnection {
  all(sql: string, values: readonly unknown[], done: Done<object[]>): unknown;
  run(
    sql: string,
    values: readonly unknown[],
    done: (this: { readonly changes: number }, error: Error | null) => void,
  ): unknown;
}

/** A transaction, as far as Sequelize keeps it beside its types. */
interface Connected {
  readonly connection?: object;
  readonly finished?: string;
  readonly id: string;
}

type QueryClass = new (
  connection: object,
  sequelize: Sequelize,
  options: object,
) => { formatError(error: unknown, stack?: string): Error };

/**
 * Runs statements of ours on the connection of a transaction, past Sequelize's query layer, which costs more than the
 * statement itself. It reports through the same `logging` and `benchmark`, and fails with the same errors.
 *
 * On MySQL and MariaDB statements are prepared, and kept by mysql2, unless they have very many values. On PostgreSQL they are never named: behind a pooler
 * of transactions the next one may meet a server that does not know the name.
 */
export class Driver {
  readonly dialect: SqlDialect;
  readonly #sequelize: Sequelize;
  readonly #log: StatementLog;

  constructor(sequelize: Sequelize) {
    this.#sequelize = sequelize;
    this.dialect = dialectOf(sequelize);
    this.#log = new StatementLog(sequelize);
  }

  /** Whether an INSERT may return what the database has filled in. MySQL, unlike MariaDB, does not. */
  canReturn(transaction: Transaction): boolean {
    if (this.dialect.name !== 'mysql') return true;
    return (connectionOf(transaction) as MysqlConnection)._isMariaDB === true;
  }

  /**
   * Runs a statement in a transaction.
   *
   * @throws DatabaseError or one of its kind, as Sequelize would throw it
   */
  async run(statement: Statement, transaction: Transaction): Promise<StatementAnswer> {
    return this.#run(statement.values.length > MOST_PREPARED ? 'query' : 'execute', statement, transaction);
  }

  /**
   * Runs a statement that binds nothing and is not worth preparing, or cannot be prepared: it begins or ends a
   * transaction.
   *
   * @throws DatabaseError or one of its kind, as Sequelize would throw it
   */
  async command(text: string, transaction: Transaction): Promise<StatementAnswer> {
    return this.#run('query', { text, values: [] }, transaction);
  }

  async #run(
    how: 'execute' | 'query',
    statement: Statement,
    transaction: Transaction,
  ): Promise<StatementAnswer> {
    const connection = connectionOf(transaction);
    const told = this.#log.begin((connection as MysqlConnection).uuid, statement);
    try {
      switch (this.dialect.name) {
        case 'postgres':
          return await runOnPostgres(connection as PostgresConnection, statement);
        case 'sqlite':
          return await runOnSqlite(connection as SqliteConnection, statement);
        default:
          return await runOnMysql(connection as MysqlConnection, how, statement, this.dialect);
      }
    } catch (error) {
      throw await this.#failure(error, statement, transaction);
    } finally {
      told();
    }
  }

  /** The error as Sequelize throws it. A deadlock has ended the whole transaction on MySQL: Sequelize must know. */
  async #failure(error: unknown, { text, values }: Statement, transaction: Transaction): Promise<Error> {
    const { errno } = error as { errno?: unknown };
    if (this.dialect.name === 'mysql' && errno === 1213) {
      await transaction.rollback().catch(() => undefined);
      Object.assign(transaction, { finished: 'rollback' });
    }
    Object.assign(error as object, { sql: text, parameters: values });
    const { Query } = (this.#sequelize as unknown as { dialect: { Query: QueryClass } }).dialect;
    return new Query({}, this.#sequelize, {}).formatError(error, new Error().stack);
  }
}

/** @throws Error where the transaction is over: Sequelize refuses statements of it in the same way */
function connectionOf(transaction: Transaction): object {
  const { connection, finished, id } = transaction as unknown as Connected;
  if (connection !== undefined && finished === undefined) return connection;
  throw new Error(`Transaction ${id} has ended (${finished ?? 'not begun'}): nothing runs in it any more.`);
}

async function runOnMysql(
  connection: MysqlConnection,
  how: 'execute' | 'query',
  { text: sql, values }: Statement,
  { isUtc }: SqlDialect,
): Promise<StatementAnswer> {
  return new Promise((resolve, reject) => {
    const command = connection[how]({ sql, values, rowsAsArray: true }, (error, result) => {
      if (error !== null) reject(error);
      else if (Array.isArray(result)) resolve({ rows: result, affected: 0, insertId: 0 });
      else resolve({ rows: [], affected: result.affectedRows, insertId: result.insertId });
    });
    // Only Sequelize knows times in the zones that a host may name.
    if (isUtc && how === 'execute') withoutTypeCast(command, connection);
  });
}

/**
 * Lets mysql2 read rows itself. Sequelize has put a function on its connections that is called for every column of every
 * row, and mysql2 calls it whatever a statement's own options say: it takes longer than the statement.
 */
function withoutTypeCast(command: MysqlCommand, { config }: MysqlConnection): void {
  const { buildParserFromFields } = command;
  const plain = { config: Object.assign(Object.create(config) as object, { typeCast: true }) };
  command.buildParserFromFields = (fields) => {
    Object.assign(command.options ?? {}, { typeCast: true });
    return buildParserFromFields.call(command, fields, plain);
  };
}

async function runOnPostgres(
  connection: PostgresConnection,
  { text, values }: Statement,
): Promise<StatementAnswer> {
  return new Promise((resolve, reject) => {
    connection.query({ text, values, rowMode: 'array' }, (error, result) => {
      // pg gives no error as undefined, and nothing else beside one.
      if (error instanceof Error) reject(error);
      else {
        const { rows = [], rowCount = 0 } = [result].flat().at(-1) ?? {};
        resolve({ rows, affected: rowCount ?? 0, insertId: 0 });
      }
    });
  });
}

async function runOnSqlite(
  connection: SqliteConnection,
  { text, values }: Statement,
): Promise<StatementAnswer> {
  return new Promise((resolve, reject) => {
    if (/^SELECT|\bRETURNING\b/.test(text)) {
      connection.all(text, values, (error, rows) => {
        if (error !== null) reject(error);
        else resolve({ rows: rows.map((row): unknown[] => Object.values(row)), affected: 0, insertId: 0 });
      });
      return;
    }
    connection.run(text, values, function (error) {
      if (error !== null) reject(error);
      else resolve({ rows: [], affected: this.changes, insertId: 0 });
    });
  });
}
