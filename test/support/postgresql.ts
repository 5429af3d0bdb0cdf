import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinary } from './find-binary.js';
import { findFreePort, type ServerRecipe } from './server-process.js';

/** Where Debian installs each major version of PostgreSQL. */
const DEBIAN_FOLDER = '/usr/lib/postgresql';

/** PostgreSQL refuses to run as root. */
const AS_POSTGRES = ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups'];

/** Tests need no durability: what is lost with the machine may be lost. */
const TUNING = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=400'];

/** How to start PostgreSQL for tests; `null` where it is not installed. */
export async function postgresqlRecipe(): Promise<ServerRecipe | null> {
  const folders = await debianFolders();
  const [initdb, server] = await Promise.all([
    findBinary('initdb', folders),
    findBinary('postgres', folders),
  ]);
  if (initdb === null || server === null) return null;
  const folder = await mkdtemp(join(tmpdir(), 'workflow-test-postgresql-'));
  const data = join(folder, 'data');
  const isRoot = process.getuid?.() === 0;
  const asUser = isRoot ? AS_POSTGRES : [];
  const port = await findFreePort();
  const settings = [...TUNING, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', `port=${port}`];
  return {
    folder,
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    prepare: [
      ...(isRoot ? [['chown', 'postgres:', folder]] : []),
      [
        ...asUser,
        initdb,
        '-D',
        data,
        '-U',
        'postgres',
        '-A',
        'trust',
        '-E',
        'UTF8',
        '--locale=C.UTF-8',
        '--no-sync',
        '--wal-segsize=1',
      ],
    ],
    run: [...asUser, server, '-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    signals: { graceful: 'INT', abrupt: 'QUIT' },
  };
}

/** The folders of programs, newest version first. */
async function debianFolders(): Promise<string[]> {
  const versions = await readdir(DEBIAN_FOLDER).catch(() => []);
  return versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(DEBIAN_FOLDER, version, 'bin'));
}
