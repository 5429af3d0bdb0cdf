import assert from 'node:assert/strict';
import { describeOnSqlite } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { byRole, createHost, publishStages, TABLES } from '../support/host.js';

describeOnSqlite('A call of the engine', (database) => {
  let host: Host;

  before(async () => {
    host = await createHost(database.sequelize);
  });

  afterEach(async () => {
    await database.emptyTables(TABLES);
  });

  async function newObject(): Promise<Host['PurchaseRequest']['prototype']> {
    return host.PurchaseRequest.create({ title: 'Pens', requesterId: 1 });
  }

  it('takes what is wanted, and who wants it', async () => {
    const { engine } = host;
    await publishStages(engine, [[byRole(1)], [byRole(2)], [byRole(1)]]);
    const object = await newObject();
    const requester = { actor: { id: 1 } };
    await engine.attach({ object, workflow: 'purchase-request', autoStart: false }, requester);
    await engine.start({ object }, requester);
    await engine.approve({ object, reason: 'Fine.' }, { actor: { id: 2 } });
    const status = await engine.decideAndRead({ object, action: 'approved' }, { actor: { id: 3 } });
    assert.equal(status.round, 1);
    const sentBack = await engine.requestResubmission({ object, reason: 'Which?' }, { actor: { id: 2 } });
    assert.equal(sentBack.round, 2);
    const { status: end } = await engine.cancel({ object, reason: 'Twice.' }, { actor: null });
    assert.equal(end, 'cancelled');
  });

  it('joins the transaction that it names', async () => {
    const { engine, sequelize } = host;
    await publishStages(engine, [[byRole(1)], [byRole(2)]]);
    const object = await newObject();
    await engine.attach({ object, workflow: 'purchase-request' }, { actor: { id: 1 } });
    const transaction = await sequelize.transaction();
    await engine.approve({ object }, { actor: { id: 2 }, transaction });
    await transaction.rollback();
    assert.equal(await engine.requiresAction(object, { id: 2 }), true);
  });

  it('goes on taking all in one, as earlier releases did', async () => {
    const { engine } = host;
    await publishStages(engine, [[byRole(1)], [byRole(2)]]);
    const object = await newObject();
    await engine.attach({ object, workflow: 'purchase-request', actor: { id: 1 } });
    const { progressPercentage } = await engine.approve({ object, actor: { id: 2 } });
    assert.equal(progressPercentage, 50);
  });

  it('refuses by name what it has not, and a call without an actor', async () => {
    const { engine } = host;
    const refused = [
      [{ actor: { id: 2 }, reason: 'Fine.' }, 'reason'],
      [{ actr: { id: 2 } }, 'actr'],
      [{}, 'actor'],
      [null, ''],
    ] as const;
    for (const [call, path] of refused) {
      await assert.rejects(engine.approve({ attachmentId: 1 }, call as never), (error: unknown) => {
        const { code, errors } = error as { code: string; errors: readonly { path: string }[] };
        assert.deepEqual([code, errors[0]?.path], ['INVALID_REQUEST', path]);
        return true;
      });
    }
  });
});
