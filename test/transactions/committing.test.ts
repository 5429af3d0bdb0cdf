import assert from 'node:assert/strict';
import type { Transaction } from 'sequelize';
import { ForeignKeyConstraintError } from 'sequelize';
import type { WorkflowError } from '../../lib/index.js';
import { checkConsistency } from '../races/support/check-consistency.js';
import type { CrowdedHost } from '../races/support/crowded-host.js';
import { createCrowdedHost, CROWDED_TABLES } from '../races/support/crowded-host.js';
import { readStored } from '../races/support/stored-rows.js';
import { connectTo } from '../support/connect.js';
import { DatabaseRelay } from '../support/database-relay.js';
import { describeEachDialect } from '../support/databases.js';
import { as, createApp } from '../support/host.js';
import { OPERATIONS, prepare, publish, REVIEWER } from './support/operations.js';

describeEachDialect('A COMMIT that fails', (database) => {
  let host: CrowdedHost;
  let relay: DatabaseRelay;

  before(async () => {
    if (database.dialect === 'sqlite') {
      host = await createCrowdedHost(database.sequelize, { size: 3 });
    } else {
      relay = await DatabaseRelay.open(database.url);
      host = await createCrowdedHost(await connectTo(relay.url), { size: 3 });
    }
    await database.sequelize.query(
      'CREATE TABLE orphans (invoice_id INTEGER, FOREIGN KEY (invoice_id) REFERENCES invoices (id)' +
        `${database.dialect === 'mysql' ? '' : ' DEFERRABLE INITIALLY DEFERRED'})`,
    );
  });

  after(async () => {
    if (database.dialect === 'sqlite') return;
    await host.sequelize.close();
    await relay.close();
  });

  afterEach(async () => {
    await checkConsistency(host.sequelize);
    await database.emptyTables(['orphans', ...CROWDED_TABLES]);
  });

  async function countApprovals(): Promise<number> {
    const { history } = await readStored(host.sequelize);
    return history.filter(({ event }) => event === 'approved').length;
  }

  if (database.dialect !== 'mysql') {
    /** A row that refers to nothing, which the database says when it commits. */
    const insertOrphan = async (transaction: Transaction): Promise<void> => {
      await host.sequelize.query('INSERT INTO orphans (invoice_id) VALUES (17)', { transaction });
    };

    it('for a reason of its own is not repeated, and keeps nobody from writing afterwards', async () => {
      await publish(host);
      const object = await prepare(host, 'started');
      let attempts = 0;
      const told: string[] = [];
      const failing = host.engine.transaction(async (transaction) => {
        attempts += 1;
        transaction.afterCommit(() => void told.push('committed'));
        await host.engine.approve({ object, actor: REVIEWER, transaction });
        await insertOrphan(transaction);
      });
      await assert.rejects(failing, ForeignKeyConstraintError);
      assert.deepEqual([attempts, told, await countApprovals()], [1, [], 0]);
      await host.engine.approve({ object, actor: REVIEWER });
      assert.equal(await countApprovals(), 1);
    });

    if (database.dialect === 'sqlite') {
      it('leaves no connection open', async () => {
        const { connections } = host.sequelize.connectionManager as unknown as { connections: object };
        const before = Object.keys(connections);
        await assert.rejects(host.engine.transaction(insertOrphan), ForeignKeyConstraintError);
        assert.deepEqual(Object.keys(connections), before);
      });
      return;
    }
  }

  /** Lets the next COMMITs of a transaction that writes to a table fail as one that has lost against another. */
  async function refuseCommits(code: string): Promise<void> {
    if (database.dialect === 'mysql') {
      relay.refuseNextCommit();
      return;
    }
    // A sequence is not rolled back.
    await database.sequelize.query(`
      CREATE SEQUENCE commits;
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF nextval('commits') = 1 THEN RAISE EXCEPTION 'lost' USING ERRCODE = '${code}'; END IF;
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER late AFTER INSERT ON workflow_history DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION refuse()`);
  }

  async function stopRefusing(): Promise<void> {
    if (database.dialect === 'mysql') return;
    await database.sequelize.query('DROP FUNCTION refuse CASCADE; DROP SEQUENCE commits');
  }

  for (const code of database.dialect === 'mysql' ? ['1213'] : ['40001', '40P01']) {
    for (const { name, from, run } of OPERATIONS) {
      it(`with ${code} is repeated whole, and tells of nothing that was not stored: ${name}`, async () => {
        await publish(host);
        const object = await prepare(host, from);
        const told: number[] = [];
        let attempts = 0;
        await refuseCommits(code);
        try {
          await host.engine.transaction(async (transaction) => {
            attempts += 1;
            const attempt = attempts;
            transaction.afterCommit(() => void told.push(attempt));
            await run(host, object, transaction);
          });
        } finally {
          await stopRefusing();
        }
        assert.deepEqual([attempts, told], [2, [2]]);
        assert.notEqual(await host.engine.getAttachment(object), null);
      });
    }
  }

  it('and breaks off leaves unknown whether it is stored, and is not repeated', async () => {
    await publish(host);
    const object = await prepare(host, 'started');
    relay.cutNextCommit();
    const lost = host.engine.approve({ object, actor: REVIEWER });
    await assert.rejects(lost, (error: WorkflowError) => {
      assert.deepEqual([error.code, error.status], ['OUTCOME_UNKNOWN', 503]);
      assert.match(error.message, /Read the status before you repeat it; with the same Idempotency-Key/);
      assert(error.cause instanceof Error);
      return true;
    });
    assert.equal(await countApprovals(), 1);
  });

  it('and breaks off says so over HTTP, and with its Idempotency-Key the request may be repeated', async () => {
    await publish(host);
    const object = await prepare(host, 'started');
    const approve = () =>
      as(createApp(host), REVIEWER.id)
        .post(`/api/purchase-requests/${object.id}/workflow_action`)
        .set('Idempotency-Key', 'once')
        .send({ action: 'approved' });
    relay.cutNextCommit();
    const lost = await approve();
    assert.deepEqual([lost.status, (lost.body as { readonly code: unknown }).code], [503, 'OUTCOME_UNKNOWN']);
    assert.equal(lost.headers['retry-after'], undefined);
    const again = await approve();
    assert.deepEqual([again.status, again.headers['idempotency-replayed']], [200, 'true']);
    assert.equal(await countApprovals(), 1);
  });
});
