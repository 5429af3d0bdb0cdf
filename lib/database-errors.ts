import { isRefusal, WorkflowError } from './errors.js';

/**
 * What kind of failure a database has answered with:
 * `transient`: the whole transaction may be run again, now;
 * `lost`: the connection broke, so that nobody knows whether the last statement was carried out;
 * `unknown`: the database itself does not know whether the transaction was committed;
 * `unavailable`: it cannot be reached, or takes no statements or no writes for some time;
 * `disk_full`: it has no room left;
 * `input`: it refuses a value: too long, out of range, or not of its column's kind.
 */
export type DatabaseFailure = 'transient' | 'lost' | 'unknown' | 'unavailable' | 'disk_full' | 'input';

/**
 * MySQL and MariaDB, by number and by name: mysql2 takes its names from MySQL, and MariaDB's own numbers differ from
 * 1900 on. PostgreSQL by SQLSTATE. SQLite by its primary code. Node and mysql2 by name.
 */
const CODES: Readonly<Record<DatabaseFailure, readonly (number | string)[]>> = {
  transient: [
    ...[1020, 1205, 1213, 1613, 1614, 1689, 3101, 3132],
    ...['ER_CHECKREAD', 'ER_LOCK_WAIT_TIMEOUT', 'ER_LOCK_DEADLOCK', 'ER_TRANSACTION_ROLLBACK_DURING_COMMIT'],
    ...['40000', '40001', '40P01', '55P03', '72000'],
    ...['SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_PROTOCOL'],
  ],
  // The last three: shutting down, killed and interrupted, each of which ends the connection or leaves it in doubt.
  lost: [
    ...[
      'PROTOCOL_CONNECTION_LOST',
      'PROTOCOL_SEQUENCE_TIMEOUT',
      'ER_SERVER_SHUTDOWN',
      'ER_QUERY_INTERRUPTED',
    ],
    ...['57P01', '57P02', '57P04', '57P05', '25P03', '25P04'],
    ...[1053, 1077, 1078, 1079, 1080, 1152, 1158, 1159, 1160, 1161, 1184, 1317, 1927, 3169, 4031],
  ],
  unknown: ['40003', '08007'],
  unavailable: [
    // Too many connections, starting up, out of memory, refused hosts.
    ...[1037, 1038, 1040, 1041, 1042, 1043, 1129, 1135, 1203, 1206, 1226, 1637, 3015],
    ...['ER_CON_COUNT_ERROR', 'ER_TOO_MANY_USER_CONNECTIONS', '53000', '53200', '53300', '53400', '57P03'],
    // Galera without quorum or not synchronised, group replication without a majority, input and output.
    ...[1047, 1180, 3100, 'ER_UNKNOWN_COM_ERROR', 'ER_ERROR_DURING_COMMIT', '58000', '58030'],
    // Read-only: the server, the transaction, the tables.
    ...[1036, 1207, 1290, 1792, 1836, 1874, 3989, '25006'],
    ...['ER_OPTION_PREVENTS_STATEMENT', 'ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION', 'ER_READ_ONLY_MODE'],
    // A statement that took too long.
    ...[1969, 3024, '57014'],
    ...[
      'SQLITE_CANTOPEN',
      'SQLITE_INTERRUPT',
      'SQLITE_IOERR',
      'SQLITE_MISUSE',
      'SQLITE_NOLFS',
      'SQLITE_NOMEM',
    ],
    ...['SQLITE_PERM', 'SQLITE_READONLY'],
  ],
  disk_full: [
    ...[1021, 1114, 3019, 3675, 'ER_DISK_FULL', 'ER_RECORD_FILE_FULL', 'EE_DISK_FULL'],
    ...['EE_DISK_FULL_WITH_RETRY_MSG', 'HA_ERR_RECORD_FILE_FULL', 'HA_ERR_DISK_FULL_NOWAIT'],
    ...['53100', 'SQLITE_FULL'],
  ],
  input: [
    ...[1153, 1264, 1265, 1267, 1270, 1271, 1292, 1300, 1366, 1367, 1406, 1411, 1525, 1690, 3140, 3141, 3988],
    ...['ER_DATA_TOO_LONG', 'ER_TRUNCATED_WRONG_VALUE_FOR_FIELD', 'ER_WARN_DATA_OUT_OF_RANGE'],
    ...['ER_TRUNCATED_WRONG_VALUE', '54000', '54001', 'SQLITE_TOOBIG', 'SQLITE_MISMATCH'],
  ],
};

/** By the class of an SQLSTATE: connection exceptions, data exceptions. */
const CLASSES: Readonly<Record<string, DatabaseFailure>> = { '08': 'lost', '22': 'input' };

/** What a function of the host's may meet elsewhere too: they count where Sequelize has met them. */
const SYSTEM: Readonly<Record<string, DatabaseFailure>> = {
  ...named('lost', ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ECONNABORTED', 'ESOCKET', 'ENETRESET', 'ENOTCONN']),
  ...named('unavailable', ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN']),
  ...named('unavailable', ['ENOTFOUND', 'EAI_AGAIN', 'EADDRNOTAVAIL', 'EMFILE', 'ENFILE', 'ENOENT']),
  ...named('disk_full', ['ENOSPC', 'EDQUOT']),
};

/** How MySQL and MariaDB name what the system has answered, under several numbers. */
const NO_SPACE = /No space left on device|\berr(?:or|no:?) "?28\b/i;

/** What the drivers say without a code. A statement that was refused by the driver was never sent. */
const MESSAGES: readonly (readonly [RegExp, DatabaseFailure])[] = [
  [/^Connection terminated|^Query read timeout$|^Connection ended unexpectedly/, 'lost'],
  [/connection is in closed state|^Can't write in closed state|^Client .* is not queryable/, 'unavailable'],
  [/connection manager was closed|^pool is draining/, 'unavailable'],
];

/** Sequelize's names where it found no connection, whatever stands behind them. */
const NO_CONNECTION = /^Sequelize(?:Connection|HostNot|AccessDenied|InvalidConnection)/;

const KINDS: ReadonlyMap<unknown, DatabaseFailure> = new Map(
  (Object.entries(CODES) as [DatabaseFailure, readonly unknown[]][]).flatMap(([kind, codes]) =>
    codes.map((code) => [code, kind] as const),
  ),
);

/** An error, as far as drivers and Sequelize fill it in. */
interface ErrorLike {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly errno?: unknown;
  readonly sqlState?: unknown;
  readonly original?: unknown;
  readonly parent?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
}

/**
 * Says what kind of failure of a database stands behind an error of Sequelize, mysql2, pg or sqlite3.
 *
 * @param isDatabase - Whether the error is known to come from the database. Else a broken network counts only where
 * Sequelize has wrapped the error, since a function of the host's may have talked to somebody else.
 * @returns `null` where it is no such failure
 */
export function failureOf(error: unknown, isDatabase = false): DatabaseFailure | null {
  return search(error, isDatabase, new Set());
}

/** Whether the database asks for the whole transaction to be tried again. */
export function isTransient(error: unknown): boolean {
  return failureOf(error) === 'transient';
}

/** Whether the database has no room left. */
export function isDiskFull(error: unknown): boolean {
  return failureOf(error) === 'disk_full';
}

const told = new WeakSet<object>();

/** Notes that an error came after the transaction was committed: whatever it is, it has undone nothing. */
export function noteCommitted(error: unknown): void {
  if (isObject(error)) told.add(error);
}

const REFUSALS = {
  transient: ['TRY_AGAIN', 'The database is busy. Try again in a moment.'],
  lost: ['TRY_AGAIN', 'The database cannot be used just now. Try again in a moment.'],
  unavailable: ['TRY_AGAIN', 'The database cannot be used just now. Try again in a moment.'],
  disk_full: ['TRY_AGAIN', 'The database has no room left. Try again later.'],
  unknown: [
    'OUTCOME_UNKNOWN',
    'The database was lost while this was being committed, so that nobody knows whether it is stored. ' +
      'Read the status before you repeat it; with the same Idempotency-Key you may repeat it at once.',
  ],
  input: [
    'INVALID_REQUEST',
    'The database refuses a value: it is too long, out of range or not of the right kind. Correct it.',
  ],
} as const;

/** What a caller is told of a failure of the database; the error itself is its `cause`. */
export function refusalOf(failure: DatabaseFailure, cause: unknown): WorkflowError {
  const [code, message] = REFUSALS[failure];
  return new WorkflowError(code, message, { cause });
}

/** The error as callers get it: typed where the database has failed, unless it is a refusal already. */
export function typed(error: unknown, isDatabase = false): unknown {
  if (isRefusal(error) || (isObject(error) && told.has(error))) return error;
  const failure = failureOf(error, isDatabase);
  return failure === null ? error : refusalOf(failure, error);
}

function search(error: unknown, isDatabase: boolean, seen: Set<unknown>): DatabaseFailure | null {
  if (!isObject(error) || seen.has(error)) return null;
  seen.add(error);
  const name = String(error.name);
  const isWrapped = isDatabase || name.startsWith('Sequelize');
  const own = kindOf(error, isWrapped);
  if (own !== null) return own;
  const { original, parent, cause, errors } = error;
  const several: readonly unknown[] = Array.isArray(errors) ? errors : [];
  for (const inner of [original, parent, cause, ...several]) {
    const kind = search(inner, isWrapped, seen);
    if (kind !== null) return kind;
  }
  return NO_CONNECTION.test(name) ? 'unavailable' : null;
}

/** Numbers below 1000 are those of the system and of SQLite, where codes say the same. */
function kindOf(error: ErrorLike, isWrapped: boolean): DatabaseFailure | null {
  const { errno, sqlState } = error;
  const code = typeof error.code === 'string' ? error.code : '';
  const [primary] = /^SQLITE_[A-Z]+/.exec(code) ?? [code];
  const byNumber = typeof errno === 'number' && errno >= 1000 ? KINDS.get(errno) : undefined;
  const byCode = byNumber ?? KINDS.get(primary) ?? KINDS.get(sqlState) ?? classOf(code) ?? classOf(sqlState);
  if (byCode !== undefined) return byCode;
  const message = String(error.message);
  const bySystem =
    isWrapped || code.startsWith('ER_')
      ? (SYSTEM[code] ?? (NO_SPACE.test(message) ? 'disk_full' : null))
      : null;
  return bySystem ?? MESSAGES.find(([pattern]) => pattern.test(message))?.[1] ?? null;
}

function classOf(state: unknown): DatabaseFailure | undefined {
  return typeof state === 'string' && state.length === 5 ? CLASSES[state.slice(0, 2)] : undefined;
}

function named(kind: DatabaseFailure, codes: readonly string[]): Record<string, DatabaseFailure> {
  return Object.fromEntries(codes.map((code) => [code, kind]));
}

function isObject(value: unknown): value is ErrorLike & object {
  return typeof value === 'object' && value !== null;
}
