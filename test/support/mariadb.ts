import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinary } from './find-binary.js';
import { findFreePort, type ServerRecipe } from './server-process.js';

/** Tests need no durability: what is lost with the machine may be lost. */
const TUNING = [
  '--innodb-flush-log-at-trx-commit=0',
  '--innodb-flush-method=nosync',
  '--innodb-doublewrite=OFF',
  '--innodb-buffer-pool-size=256M',
  '--innodb-log-file-size=16M',
  '--max-connections=400',
  '--performance-schema=OFF',
  '--skip-log-bin',
  '--skip-name-resolve',
  '--character-set-server=utf8mb4',
];

/** How to start MariaDB for tests; `null` where it is not installed. */
export async function mariadbRecipe(): Promise<ServerRecipe | null> {
  const [install, server] = await Promise.all([findBinary('mariadb-install-db'), findBinary('mariadbd')]);
  if (install === null || server === null) return null;
  const folder = await mkdtemp(join(tmpdir(), 'workflow-test-mariadb-'));
  const data = `--datadir=${join(folder, 'data')}`;
  const user = process.getuid?.() === 0 ? ['--user=root'] : [];
  const port = await findFreePort();
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
        ...TUNING,
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
      ...TUNING,
    ],
    signals: { graceful: 'TERM', abrupt: 'KILL' },
  };
}
