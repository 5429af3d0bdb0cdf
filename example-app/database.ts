import { Sequelize } from 'sequelize';
import { openEmbeddedDatabase } from '../lib/index.js';

const SQLITE = /^sqlite:(?:\/\/)?/;

/**
 * Opens the application's database: `sqlite:path/to/file`, `mysql://…` or `postgres://…`. The caller closes it.
 */
export async function openDatabase(url: string): Promise<Sequelize> {
  if (SQLITE.test(url)) return openEmbeddedDatabase(url.replace(SQLITE, ''));
  if (!/^(mysql|postgres|postgresql):\/\//.test(url)) {
    throw new Error('DATABASE_URL must begin with sqlite:, mysql:// or postgres://.');
  }
  return new Sequelize(url, { logging: false });
}
