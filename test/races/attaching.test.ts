import assert from 'node:assert/strict';
import type { Transaction } from 'sequelize';
import type { AttachmentSummary } from '../../lib/index.js';
import { WorkflowError } from '../../lib/index.js';
import { describeEachDialect } from '../support/databases.js';
import { BY_SYSTEM, byRole, publishStages } from '../support/host.js';
import { checkConsistency } from './support/check-consistency.js';
import type { CrowdedHost } from './support/crowded-host.js';
import { createCrowdedHost, CROWD_ROLE, CROWDED_TABLES } from './support/crowded-host.js';
import { readStored } from './support/stored-rows.js';

const AT_ONCE = 50;
const MODELS = ['Invoice', 'PurchaseRequest'] as const;
const OBJECT_ID = 1;

type Attempt = (work: (transaction: Transaction | undefined) => Promise<void>) => Promise<void>;

describeEachDialect(`${AT_ONCE} who attach the same object at the same time`, (database) => {
  let host: CrowdedHost;

  before(async () => {
    host = await createCrowdedHost(database.sequelize, { size: 3 });
  });

  beforeEach(async () => {
    await publishStages(host.engine, [[byRole(CROWD_ROLE, { roleSelectionStrategy: 'round_robin' })]]);
    await host.Invoice.create({ id: OBJECT_ID });
    await host.PurchaseRequest.create({ id: OBJECT_ID, title: 'Laptops', requesterId: 1 });
  });

  afterEach(async () => {
    await database.emptyTables(CROWDED_TABLES);
  });

  /** Has everyone attach, each in a way of its own; gives those who did. */
  async function attachAtOnce(
    model: (typeof MODELS)[number],
    attempt: Attempt,
  ): Promise<AttachmentSummary[]> {
    const attached: AttachmentSummary[] = [];
    const refused: WorkflowError[] = [];
    const one = async (transaction: Transaction | undefined): Promise<void> => {
      const object = { model, id: OBJECT_ID };
      try {
        const request = { object, workflow: 'purchase-request', ...BY_SYSTEM, transaction };
        attached.push(await host.engine.attach(request));
      } catch (error) {
        if (!(error instanceof WorkflowError)) throw error;
        refused.push(error);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, () => attempt(one)));
    assert.equal(attached.length, 1);
    assert.deepEqual(
      [...new Set(refused.map(({ code, status }) => `${status} ${code}`))],
      ['409 ALREADY_ATTACHED'],
    );
    assert.equal(refused.length, AT_ONCE - 1);
    const [id] = attached.map((summary) => summary.id);
    for (const { details } of refused) assert.deepEqual(details, { attachment_id: id });
    return attached;
  }

  async function assertOneIsStored(): Promise<void> {
    const { attachments, assignments } = await readStored(database.sequelize);
    assert.deepEqual([attachments.length, assignments.length], [1, 1]);
    assert.equal(await checkConsistency(database.sequelize), 1);
  }

  for (const model of MODELS) {
    it(`get one attachment of ${model}, and 49 times a 409 that names it`, async () => {
      await attachAtOnce(model, (work) => work(undefined));
      await assertOneIsStored();
    });

    it(`do so inside transactions of the host, which go on with ${model}`, async () => {
      const { sequelize, engine, Invoice } = host;
      const open = <Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> =>
        database.dialect === 'sqlite' ? engine.transaction(work) : sequelize.transaction(work);
      let next = 100;
      await attachAtOnce(model, (work) =>
        open(async (transaction) => {
          const before = next++;
          await Invoice.create({ id: before }, { transaction });
          await work(transaction);
          await Invoice.create({ id: before + 1000 }, { transaction });
        }),
      );
      assert.equal(await Invoice.count(), 1 + 2 * AT_ONCE);
      await assertOneIsStored();
    });
  }
});
