import { selectedDialects } from './dialects.js';
import { hasFailed } from './failures.js';
import { needServer } from './servers.js';
import { OwnedDatabase, type TestDatabase } from './test-database.js';

export type { TestDatabase } from './test-database.js';
export type { TestDialect } from './dialects.js';

/**
 * Declares the same suite once per database, each with an empty database of its own.
 *
 * The database is created before the suite's own hooks and dropped after them, unless something in the
 * suite failed. Where a server is not installed, the tests on it are skipped; under `CI` they fail.
 */
export function describeEachDialect(title: string, define: (database: TestDatabase) => void): void {
  describe(title, () => {
    for (const dialect of selectedDialects()) {
      needServer(dialect);
      describe(`on ${dialect}`, () => describeOn(new OwnedDatabase(dialect), define));
    }
  });
}

/** Declares a suite on one embedded database of its own: for what has nothing to do with the database. */
export function describeOnSqlite(title: string, define: (database: TestDatabase) => void): void {
  describe(title, () => describeOn(new OwnedDatabase('sqlite'), define));
}

function describeOn(database: OwnedDatabase, define: (database: TestDatabase) => void): void {
  before('create the database', async function () {
    if (!(await database.create())) this.skip();
  });
  define(database);
  after('drop the database', async function () {
    const suite = this.test?.parent;
    const kept = await database.release({ keep: suite !== undefined && hasFailed(suite) });
    if (kept === null) return;
    console.error(`The database of the failed test is kept: ${kept}`);
  });
}
