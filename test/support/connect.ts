import { Sequelize, type Options } from 'sequelize';
import { openEmbeddedDatabase } from '../../lib/host/embedded-database.js';

const SQLITE = 'sqlite:';

/** Enough connections for the tests that race; a statement that finds none fails within the test's timeout. */
const POOL = { max: 20, acquire: 20_000 };

/**
 * Connects to a test database by its URL, in this process or in another: `sqlite:/path`, `mysql://…`
 * or `postgres://…`. The caller closes it.
 */
export async function connectTo(url: string, overrides: Options = {}): Promise<Sequelize> {
  if (url.startsWith(SQLITE)) return openEmbeddedDatabase(url.slice(SQLITE.length), overrides);
  return new Sequelize(url, { logging: false, pool: POOL, ...overrides });
}
