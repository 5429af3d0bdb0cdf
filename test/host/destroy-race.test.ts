import assert from 'node:assert/strict';
import type { ModelStatic } from 'sequelize';
import { describeEachDialect } from '../support/databases.js';
import type { Host, PurchaseRequest } from '../support/host.js';
import { BY_SYSTEM, byRole, createHost, publishStages, quietLogger, TABLES } from '../support/host.js';

const HOOK = 'in between';

describeEachDialect('Destroying an object whose workflow ends meanwhile', (database) => {
  const failures: unknown[] = [];
  let host: Host;
  let object: PurchaseRequest;
  let attachmentId: number;

  before(async () => {
    const logger = { ...quietLogger, error: (...line: unknown[]) => failures.push(line) };
    // Without fields to write, a decision does not lock the host's row, which is being deleted.
    const registration: object = { statusField: undefined, stageField: undefined };
    host = await createHost(database.sequelize, { logger, registration });
    host.engine.events.on('object_failed', (failure) => failures.push(failure));
  });

  beforeEach(async () => {
    await publishStages(host.engine, [[byRole(1)]]);
    object = await host.PurchaseRequest.create({ title: 'Pens', requesterId: 1 });
    ({ id: attachmentId } = await host.engine.attach({
      object,
      workflow: 'purchase-request',
      actor: { id: 1 },
    }));
  });

  afterEach(async () => {
    attachments().removeHook('afterFind', HOOK);
    await database.emptyTables(TABLES);
    assert.deepEqual(failures.splice(0), []);
  });

  function attachments(): ModelStatic<never> {
    return host.sequelize.model('WorkflowAttachment') as ModelStatic<never>;
  }

  /** Does something once, when the attachment has been found open and is not locked yet. */
  function inBetween(work: () => Promise<unknown>): { isDone: boolean } {
    const state = { isDone: false };
    attachments().addHook('afterFind', HOOK, async () => {
      if (state.isDone) return;
      state.isDone = true;
      await work();
    });
    return state;
  }

  const approve = (): Promise<unknown> => host.engine.approve({ attachmentId, actor: { id: 2 } });

  const removeAll = async (): Promise<void> => {
    for (const table of ['Assignment', 'Step', 'HistoryEntry', 'Attachment']) {
      await host.sequelize.model(`Workflow${table}`).destroy({ where: {} });
    }
  };

  const DESTROYS: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['alone', () => object.destroy()],
    ['in bulk', () => host.PurchaseRequest.destroy({ where: { id: object.id } })],
  ];
  for (const [how, destroy] of DESTROYS) {
    it(`is no failure where somebody decides first, ${how}`, async () => {
      const state = inBetween(approve);
      await destroy();
      assert.equal(state.isDone, true);
      const status = await host.engine.reader.find({ attachmentId }, { id: 6 });
      assert.equal(status.status, 'completed');
    });

    it(`is no failure where somebody cancels first, ${how}`, async () => {
      const state = inBetween(() => host.engine.cancel({ attachmentId, company: '', ...BY_SYSTEM }));
      await destroy();
      assert.equal(state.isDone, true);
    });

    it(`is no failure where the attachment is deleted first, ${how}`, async () => {
      const state = inBetween(removeAll);
      await destroy();
      assert.equal(state.isDone, true);
      await assert.rejects(host.engine.reader.find({ attachmentId }, { id: 6 }), {
        code: 'ATTACHMENT_NOT_FOUND',
      });
    });
  }

  // There is one writer on SQLite: nobody can come in between.
  if (database.dialect !== 'sqlite') {
    it('is no failure inside a transaction of the host, which goes on', async () => {
      const state = inBetween(approve);
      await host.sequelize.transaction(async (transaction) => {
        await object.destroy({ transaction });
        await host.PurchaseRequest.create({ title: 'Paper', requesterId: 1 }, { transaction });
      });
      assert.equal(state.isDone, true);
      assert.deepEqual(
        (await host.PurchaseRequest.findAll()).map(({ title }) => title),
        ['Paper'],
      );
    });
  }

  it('is a failure where it is something else that fails', async () => {
    const remove = host.engine.hooks.before('cancel', {
      id: 'fail',
      run: () => Promise.reject(new Error('The hook of the host fails.')),
    });
    await object.destroy();
    remove();
    assert.equal(failures.splice(0).length, 2);
  });
});
