import type { TestDialect } from './dialects.js';
import { mariadbRecipe } from './mariadb.js';
import { postgresqlRecipe } from './postgresql.js';
import { startServer, type RunningServer, type ServerRecipe } from './server-process.js';

/** The dialects that need a server. */
export type ServerDialect = Exclude<TestDialect, 'sqlite'>;

interface ServerKind {
  /** The variable that names a running server; set here once one has been started. */
  readonly variable: string;
  readonly debianPackage: string;
  readonly recipe: () => Promise<ServerRecipe | null>;
}

const KINDS: Readonly<Record<ServerDialect, ServerKind>> = {
  mysql: { variable: 'TEST_MYSQL_URL', debianPackage: 'mariadb-server', recipe: mariadbRecipe },
  postgres: { variable: 'TEST_POSTGRES_URL', debianPackage: 'postgresql', recipe: postgresqlRecipe },
};

const needed = new Set<ServerDialect>();
const running = new Map<ServerDialect, RunningServer>();
const failures = new Map<ServerDialect, unknown>();

/** Asks for the server of a dialect, where it has one, before the run: those that nobody asks for are not started. */
export function needServer(dialect: TestDialect): void {
  if (dialect !== 'sqlite') needed.add(dialect);
}

/**
 * Starts the servers that tests asked for, all at once, unless `TEST_MYSQL_URL` or `TEST_POSTGRES_URL`
 * names one already. From then on these variables name them, here and in child processes.
 */
export async function startServers(): Promise<void> {
  await Promise.all([...needed].map((dialect) => start(dialect)));
}

/** Stops the servers that were started here. `keepData` leaves their data, for the databases of failed tests. */
export async function stopServers(options: { readonly keepData: boolean }): Promise<void> {
  const stopping = [...running.values()].map((server) => server.stop(options));
  running.clear();
  await Promise.all(stopping);
}

/**
 * Gives the URL on which an administrator reaches the server of a dialect.
 *
 * @returns `null` where no such server is installed.
 * @throws Error where one is installed and does not start; and, under `CI`, where none is installed.
 */
export function serverUrl(dialect: ServerDialect): string | null {
  const failure = failures.get(dialect);
  if (failure !== undefined) throw new Error(`The ${dialect} server does not start.`, { cause: failure });
  const url = process.env[KINDS[dialect].variable];
  if (url !== undefined) return url;
  if (process.env.CI) throw new Error(absence(dialect));
  return null;
}

/** Says which tests were skipped for want of a server, and how they would run. */
export function reportAbsentServers(): void {
  for (const dialect of needed) {
    const isAbsent = process.env[KINDS[dialect].variable] === undefined && !failures.has(dialect);
    if (isAbsent) console.error(`SKIPPED: ${absence(dialect)}`);
  }
}

async function start(dialect: ServerDialect): Promise<void> {
  const kind = KINDS[dialect];
  if (process.env[kind.variable] !== undefined) return;
  try {
    const recipe = await kind.recipe();
    if (recipe === null) return;
    const server = await startServer(recipe);
    running.set(dialect, server);
    process.env[kind.variable] = server.url;
  } catch (error) {
    failures.set(dialect, error);
  }
}

function absence(dialect: ServerDialect): string {
  const { debianPackage, variable } = KINDS[dialect];
  return (
    `the tests on ${dialect} need a server: install the Debian package ${debianPackage}, ` +
    `or let ${variable} name a running one.`
  );
}
