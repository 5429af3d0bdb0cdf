import assert from 'node:assert/strict';
import { ConnectionAcquireTimeoutError, ConnectionError, DatabaseError, TimeoutError } from 'sequelize';
import type { DatabaseFailure } from '../lib/database-errors.js';
import { failureOf, isDiskFull, isTransient, typed } from '../lib/database-errors.js';
import { WorkflowError } from '../lib/index.js';

/** An error as a driver gives it. */
function driverError(fields: object, message = 'no'): Error & { sql: string } {
  return Object.assign(new Error(message), { sql: 'SELECT 1' }, fields);
}

/** As Sequelize passes it on. */
function wrapped(fields: object, message?: string): DatabaseError {
  return new DatabaseError(driverError(fields, message));
}

const mysql = (errno: number, sqlState = 'HY000') => wrapped({ errno, sqlState, code: 'ER_WHATEVER' });
const pg = (code: string) => wrapped({ code, severity: 'ERROR' });
const sqlite = (code: string, errno: number) => wrapped({ code, errno });
const network = (code: string) => wrapped({ code, errno: -104, syscall: 'read' });

const ERRORS: Readonly<Record<DatabaseFailure, readonly Error[]>> = {
  transient: [
    ...[1205, 1213, 1020, 1614, 3101].map((errno) => mysql(errno)),
    ...['40001', '40P01', '55P03'].map(pg),
    new TimeoutError(driverError({ code: 'SQLITE_BUSY', errno: 5 })),
    sqlite('SQLITE_BUSY_SNAPSHOT', 517),
    sqlite('SQLITE_LOCKED', 6),
  ],
  lost: [
    ...['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'PROTOCOL_CONNECTION_LOST'].map(network),
    ...[1053, 1317, 1927, 1158].map((errno) => mysql(errno)),
    ...['57P01', '57P02', '08006', '08003', '08P01'].map(pg),
    wrapped({}, 'Connection terminated unexpectedly'),
  ],
  unknown: ['40003', '08007'].map(pg),
  unavailable: [
    ...['ECONNREFUSED', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'].map(network),
    ...[1040, 1203, 1226, 1180, 1290, 1792, 1836, 1969, 3024].map((errno) => mysql(errno)),
    mysql(1047, '08S01'),
    ...['53300', '57P03', '25006', '53200', '57014'].map(pg),
    sqlite('SQLITE_IOERR_WRITE', 778),
    sqlite('SQLITE_CANTOPEN', 14),
    sqlite('SQLITE_READONLY_DBMOVED', 1032),
    wrapped({ fatal: true }, "Can't add new command when connection is in closed state"),
    wrapped({}, 'Client has encountered a connection error and is not queryable'),
    new ConnectionError(driverError({ code: '3D000' })),
    new ConnectionAcquireTimeoutError(new Error('Operation timeout')),
  ],
  disk_full: [
    ...[1021, 1114].map((errno) => mysql(errno)),
    wrapped(
      { errno: 1030, code: 'ER_GET_ERRNO' },
      'Got error 28 "No space left on device" from storage engine',
    ),
    wrapped({ errno: 1026, code: 'ER_ERROR_ON_WRITE' }, "Error writing file 'x' (errno: 28)"),
    pg('53100'),
    sqlite('SQLITE_FULL', 13),
    network('ENOSPC'),
  ],
  input: [
    mysql(1406, '22001'),
    mysql(1264, '22003'),
    mysql(1366, '22007'),
    mysql(1292, '22007'),
    ...[1267, 1300, 1411].map((errno) => mysql(errno)),
    ...['22P02', '22001', '22003', '22021', '22007', '54000'].map(pg),
    sqlite('SQLITE_TOOBIG', 18),
    sqlite('SQLITE_MISMATCH', 20),
  ],
};

describe('The failure behind an error of the database', () => {
  for (const [kind, errors] of Object.entries(ERRORS)) {
    it(`is ${kind}, however deep it lies`, () => {
      for (const error of errors) {
        const { original } = error as { readonly original?: Error };
        const name = `${String((original as { code?: unknown } | undefined)?.code)} ${error.message}`;
        assert.equal(failureOf(error), kind, name);
        assert.equal(
          failureOf(new Error('outer', { cause: new Error('inner', { cause: error }) })),
          kind,
          name,
        );
        assert.equal(failureOf(new AggregateError([new Error('other'), error])), kind, name);
        assert.equal(failureOf({ parent: error }), kind, name);
      }
    });
  }

  it('is none where a constraint, the statement or the host is at fault', () => {
    const others = [
      mysql(1062, '23000'),
      mysql(1064, '42000'),
      mysql(1146, '42S02'),
      pg('23505'),
      pg('42P01'),
    ];
    const errors = [
      ...others,
      sqlite('SQLITE_CONSTRAINT', 19),
      sqlite('SQLITE_ERROR', 1),
      new Error('no'),
      null,
      'x',
    ];
    for (const error of errors) assert.equal(failureOf(error), null, String(error));
  });

  it("is none where it was a function of the host's that met a broken network", () => {
    for (const code of ['ECONNREFUSED', 'ECONNRESET', 'ENOSPC']) {
      const error = driverError({ code });
      assert.equal(failureOf(error), null);
      assert.notEqual(failureOf(error, true), null);
    }
  });

  it('is found where errors lead in a circle', () => {
    const [first, second] = [new Error('first'), new Error('second')];
    Object.assign(first, { cause: second, original: first });
    Object.assign(second, { cause: first, errors: [first, second] });
    assert.equal(failureOf(first), null);
    Object.assign(second, { parent: pg('40001') });
    assert.equal(isTransient(first), true);
  });

  it('is a full disk only where that is what the database says', () => {
    for (const [kind, errors] of Object.entries(ERRORS)) {
      for (const error of errors) assert.equal(isDiskFull(error), kind === 'disk_full');
    }
  });
});

describe('What a caller gets for an error of the database', () => {
  const CODES: Readonly<Record<DatabaseFailure, string>> = {
    transient: 'TRY_AGAIN',
    lost: 'TRY_AGAIN',
    unavailable: 'TRY_AGAIN',
    disk_full: 'TRY_AGAIN',
    unknown: 'OUTCOME_UNKNOWN',
    input: 'INVALID_REQUEST',
  };

  it('is typed, and has it as its cause', () => {
    for (const [kind, errors] of Object.entries(ERRORS)) {
      for (const error of errors) {
        const refusal = typed(error);
        assert(refusal instanceof WorkflowError);
        assert.deepEqual([refusal.code, refusal.cause], [CODES[kind as DatabaseFailure], error]);
      }
    }
  });

  it('is a refusal as it stands, and every other error', () => {
    const refusal = new WorkflowError('NOT_SEATED', 'No.', { cause: pg('40001') });
    for (const error of [refusal, new Error('no'), undefined]) assert.equal(typed(error), error);
  });
});
