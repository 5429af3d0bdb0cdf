import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Options, Sequelize } from 'sequelize';
import { connectTo } from './connect.js';
import type { TestDialect } from './dialects.js';
import { emptyTables } from './empty-tables.js';
import { serverUrl, type ServerDialect } from './servers.js';

/** A database of one suite's own. It exists while hooks and tests run, not while they are declared. */
export interface TestDatabase {
  readonly dialect: TestDialect;
  /** An open connection pool. Statements are not logged. */
  readonly sequelize: Sequelize;
  /** What {@link connectTo} takes in another process. */
  readonly url: string;
  /** Opens another Sequelize on the same database, as another engine or process would. It closes by itself. */
  connect(overrides?: Options): Promise<Sequelize>;
  /** Deletes every row of these tables, in whatever order their foreign keys ask for. */
  emptyTables(tableNames: readonly string[]): Promise<void>;
}

/** Where a database lies, and how it goes away. */
interface Place {
  readonly url: string;
  /** What a person calls it. */
  readonly name: string;
  drop(): Promise<void>;
}

/** A {@link TestDatabase} with the two ends of its life. */
export class OwnedDatabase implements TestDatabase {
  readonly dialect: TestDialect;
  #open: { readonly place: Place; readonly sequelize: Sequelize } | null = null;
  readonly #others: Sequelize[] = [];

  constructor(dialect: TestDialect) {
    this.dialect = dialect;
  }

  get sequelize(): Sequelize {
    return this.#opened.sequelize;
  }

  get url(): string {
    return this.#opened.place.url;
  }

  async connect(overrides?: Options): Promise<Sequelize> {
    const sequelize = await connectTo(this.url, overrides);
    this.#others.push(sequelize);
    return sequelize;
  }

  async emptyTables(tableNames: readonly string[]): Promise<void> {
    await emptyTables(this.sequelize, tableNames);
  }

  /** Creates the database; `false` where its server is not installed. */
  async create(): Promise<boolean> {
    const place = this.dialect === 'sqlite' ? await createFile() : await createOnServer(this.dialect);
    if (place === null) return false;
    this.#open = { place, sequelize: await connectTo(place.url) };
    return true;
  }

  /** Closes every connection and drops the database, or leaves it and gives its name. */
  async release(options: { keep: boolean }): Promise<string | null> {
    if (this.#open === null) return null;
    const { place, sequelize } = this.#open;
    this.#open = null;
    await Promise.all([sequelize, ...this.#others.splice(0)].map((opened) => opened.close()));
    if (options.keep) return place.name;
    await place.drop();
    return null;
  }

  get #opened(): { readonly place: Place; readonly sequelize: Sequelize } {
    if (this.#open === null) throw new Error('A test database is there inside hooks and tests only.');
    return this.#open;
  }
}

async function createFile(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'workflow-test-sqlite-'));
  const file = join(folder, 'test.sqlite');
  return { url: `sqlite:${file}`, name: file, drop: () => rm(folder, { recursive: true, force: true }) };
}

async function createOnServer(dialect: ServerDialect): Promise<Place | null> {
  const administration = serverUrl(dialect);
  if (administration === null) return null;
  const name = `workflow_test_${process.pid}_${randomBytes(4).toString('hex')}`;
  const url = new URL(administration);
  url.pathname = `/${name}`;
  const options = dialect === 'mysql' ? ' CHARACTER SET utf8mb4' : '';
  const force = dialect === 'postgres' ? ' WITH (FORCE)' : '';
  await administer(administration, `CREATE DATABASE ${name}${options}`);
  return {
    url: url.href,
    name: `${name} (${url.href})`,
    drop: () => administer(administration, `DROP DATABASE ${name}${force}`),
  };
}

async function administer(url: string, statement: string): Promise<void> {
  const sequelize = await connectTo(url);
  try {
    await sequelize.query(statement);
  } finally {
    await sequelize.close();
  }
}
