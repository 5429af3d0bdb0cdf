import assert from 'node:assert/strict';
import { createMigrator } from '../../lib/migrate.js';
import { MIGRATIONS } from '../../migrations/support/all.js';
import { describeEachDialect } from '../support/databases.js';
import { Crowd } from './support/crowd.js';
import { describeSchema } from './support/describe-schema.js';
import { silentLogger } from './support/silent-logger.js';

const NAMES = Object.keys(MIGRATIONS);
const PROCESSES = 20;

describe('many processes that migrate', function () {
  this.timeout(180_000);
  const crowd = new Crowd();

  before('start the processes', async () => {
    await crowd.start(PROCESSES + 3);
  });

  after('stop the processes', () => {
    crowd.stop();
  });

  describeEachDialect('at the same moment', (database) => {
    it('run each migration once', async () => {
      const runs = await crowd.migrate({ url: database.url, tablePrefix: 'crowd_' });
      assert(runs.length >= PROCESSES);
      assert.deepEqual(runs.flat(), NAMES);
      const { sequelize } = database;
      await createMigrator({ sequelize, tablePrefix: 'alone_', logger: silentLogger }).up();
      assert.deepEqual(await describeSchema(sequelize, 'crowd_'), await describeSchema(sequelize, 'alone_'));
    });

    it('go on where the one that held the lock was killed', async () => {
      const order = { url: database.url, tablePrefix: 'killed_', hangBefore: 'killed_steps' };
      const child = await crowd.hang(order);
      const said: string[] = [];
      const info = (message: string) => {
        // The first thing to be said is that somebody is waited for.
        if (said.push(message) === 1) child.kill('SIGKILL');
      };
      const { sequelize } = database;
      const logger = { ...silentLogger, info };
      const names = await createMigrator({ sequelize, tablePrefix: 'killed_', logger }).up();
      assert.match(said[0] ?? '', /^Waiting/);
      // MySQL keeps what the dead process had done; the others had rolled it back.
      assert.deepEqual(names, database.dialect === 'mysql' ? NAMES.slice(7) : NAMES);
      const whole = createMigrator({ sequelize, tablePrefix: 'whole_', logger: silentLogger });
      await whole.up();
      assert.deepEqual(await describeSchema(sequelize, 'killed_'), await describeSchema(sequelize, 'whole_'));
    });
  });
});
