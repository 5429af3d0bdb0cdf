/** A process of its own that migrates whatever database its parent names, one after the other. */
import { createMigrator } from '../../../lib/migrate.js';
import { connectTo } from '../../support/connect.js';
import type { Answer, Order } from './crowd.js';

function answer(message: Answer): void {
  process.send?.(message);
}

async function migrate({ url, tablePrefix, hangBefore }: Order): Promise<readonly string[]> {
  // Said before a statement is sent, so that it never is.
  const logging = (sql: string) => {
    if (hangBefore === undefined || !sql.includes(hangBefore)) return;
    answer({ hanging: true });
    // Stops the whole process where it stands, as a machine that is suspended would.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  };
  const sequelize = await connectTo(url, { pool: { max: 1 }, logging });
  const logger = { info: () => undefined, warn: console.warn, error: console.error };
  try {
    return await createMigrator({ sequelize, tablePrefix, logger }).up();
  } finally {
    await sequelize.close();
  }
}

process.on('message', (order: Order) => {
  migrate(order).then(
    (names) => answer({ names }),
    (error: unknown) => answer({ error: String(error) }),
  );
});
answer({ ready: true });
