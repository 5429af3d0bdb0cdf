import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinary } from './find-binary.js';
import { findFreePort, type ServerRecipe } from './server-process.js';

const TUNING = [
  '--innodb-buffer-pool-size=256M',
  '--max-connections=400',
  '--performance-schema=OFF',
  '--skip-log-bin',
  '--skip-name-resolve',
  '--character-set-server=utf8mb4',
];

/** Tests need no durability: what is lost with the machine may be lost. */
const FORGETFUL = [
  '--innodb-flush-log-at-trx-commit=0',
  '--innodb-flush-method=nosync',
  '--innodb-doublewrite=OFF',
  '--innodb-log-file-size=16M',
];

/** What is committed is on the disk, as it is for a host. */
const DURABLE = ['--innodb-flush-log-at-trx-commit=1', '--innodb-log-file-size=512M'];

/** How to start MariaDB for tests; `null` where it is not installed. */
export async function mariadbRecipe({ isDurable = false } = {}): Promise<ServerRecipe | null> {
  const [install, server] = await Promise.all([findBinary('mariadb-install-db'), findBinary('mariadbd')]);
  if (install === null || server === null) return null;
  const folder = await mkdtemp(join(tmpdir(), 'workflow-test-mariadb-'));
  const data = `--datadir=${join(folder, 'data')}`;
  const user = process.getuid?.() === 0 ? ['--user=root'] : [];
  const port = await findFreePort();
  const tuning = [...TUNING, ...(isDurable ? DURABLE : FORGETFUL)];
  return {
    folder,
    url: `mysql://root@127.0.0.1:${port}/mysql`,
    prepare: [
      [
        install,
        '--no-defaults',
        '--auth-root-authentication-method=normal',
        '--skip-test-db',
        ...user,
        data,
        ...tuning,
      ],
    ],
    run: [
      server,
      '--no-defaults',
      ...user,
      data,
      `--socket=${join(folder, 's.sock')}`,
      '--bind-address=127.0.0.1',
      `--port=${port}`,
      ...tuning,
    ],
    signals: { graceful: 'TERM', abrupt: 'KILL' },
  };
}
