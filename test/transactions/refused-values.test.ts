import assert from 'node:assert/strict';
import type { Transaction } from 'sequelize';
import { DatabaseError } from 'sequelize';
import { WorkflowError } from '../../lib/index.js';
import type { CrowdedHost } from '../races/support/crowded-host.js';
import { createCrowdedHost, CROWDED_TABLES } from '../races/support/crowded-host.js';
import { describeEachDialect } from '../support/databases.js';
import type { PurchaseRequest } from '../support/host.js';
import { as, createApp } from '../support/host.js';
import { prepare, publish, REVIEWER } from './support/operations.js';

describeEachDialect('A value that the database refuses', (database) => {
  let host: CrowdedHost;
  let object: PurchaseRequest;

  before(async () => {
    host = await createCrowdedHost(database.sequelize, { size: 2 });
    const findRoleMembers = host.directory.findRoleMembers.bind(host.directory);
    host.directory.findRoleMembers = async (role, context) => {
      await refusedValue(context.transaction);
      return findRoleMembers(role, context);
    };
  });

  beforeEach(async () => {
    await publish(host);
    object = await prepare(host, 'started');
  });

  afterEach(() => database.emptyTables(CROWDED_TABLES));

  /** No invoice has such a number. */
  async function refusedValue(transaction: Transaction | null | undefined): Promise<void> {
    const sql = "INSERT INTO invoices (id) VALUES ('seventeen')";
    await database.sequelize.query(sql, { transaction: transaction ?? null });
  }

  it('is a refusal of the call, with what the database said as its cause', async () => {
    await assert.rejects(host.engine.approve({ object, actor: REVIEWER }), (error) => {
      assert(error instanceof WorkflowError);
      assert.deepEqual([error.code, error.status], ['INVALID_REQUEST', 400]);
      assert(error.cause instanceof DatabaseError);
      return true;
    });
    assert.equal((await host.engine.getCurrentStage(object))?.names.en, 'Stage 1');
  });

  for (const key of [undefined, 'once']) {
    it(`is a 400 over HTTP${key === undefined ? '' : ', with a key too'}, and tells nobody the statement`, async () => {
      const url = `/api/purchase-requests/${object.id}/workflow_action`;
      const request = as(createApp(host), REVIEWER.id).post(url).send({ action: 'approved' });
      if (key !== undefined) request.set('Idempotency-Key', key);
      const { status, text } = await request;
      assert.equal(status, 400);
      assert.match(text, /INVALID_REQUEST/);
      assert.doesNotMatch(text, /invoices|seventeen/);
    });
  }

  it("is the database's own error in a transaction of the host's, and in work of the host's", async () => {
    const inTheirs = database.sequelize.transaction((transaction) =>
      host.engine.approve({ object, actor: REVIEWER, transaction }),
    );
    await assert.rejects(inTheirs, DatabaseError);
    await assert.rejects(host.engine.transaction(refusedValue), DatabaseError);
  });
});
