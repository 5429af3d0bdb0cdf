import assert from 'node:assert/strict';
import type { Model } from 'sequelize';
import { isTransient } from '../../lib/database-errors.js';
import type { ApprovalInput } from '../../lib/index.js';
import { WorkflowError } from '../../lib/index.js';
import { describeEachDialect } from '../support/databases.js';
import { byRole, publishStages } from '../support/host.js';
import { checkConsistency } from './support/check-consistency.js';
import type { CrowdedHost } from './support/crowded-host.js';
import { createCrowdedHost, CROWD_ROLE, CROWDED_TABLES } from './support/crowded-host.js';

const DECIDERS = 20;
const ATTACHMENTS = 12;
const ROUNDS = 3;

describeEachDialect(`${DECIDERS} deciders on ${ATTACHMENTS} attachments in an empty database`, (database) => {
  let host: CrowdedHost;
  /** How often the database has asked for a transaction to be tried again. */
  let conflicts = 0;

  before(async () => {
    const sequelize = await database.connect({ pool: { max: DECIDERS + 5, acquire: 60_000 } });
    countConflicts();
    host = await createCrowdedHost(sequelize, { size: DECIDERS });

    function countConflicts(): void {
      const query = sequelize.query.bind(sequelize) as (...parameters: unknown[]) => Promise<unknown>;
      const counting = async (...parameters: unknown[]): Promise<unknown> => {
        try {
          return await query(...parameters);
        } catch (error) {
          if (isTransient(error)) conflicts += 1;
          throw error;
        }
      };
      Object.assign(sequelize, { query: counting });
    }
  });

  beforeEach(() => {
    conflicts = 0;
  });

  afterEach(async () => {
    await checkConsistency(host.sequelize);
    await database.emptyTables(CROWDED_TABLES);
  });

  async function publishAndAttach(): Promise<readonly Model[]> {
    const everyone = (strategy: string): ApprovalInput => ({
      ...byRole(CROWD_ROLE, { roleSelectionStrategy: strategy }),
      ...(strategy === 'round_robin' ? { reassignAfterHours: 1 } : {}),
      dueHours: 3,
      reminderHoursBefore: [1, 2],
    });
    await publishStages(
      host.engine,
      ['anyone', 'consensus', 'round_robin', 'anyone'].map((strategy) => [everyone(strategy)]),
    );
    const objects = await Promise.all(
      Array.from({ length: ATTACHMENTS }, (_object, index) =>
        index % 2 === 0
          ? host.Invoice.create({ id: index + 1 })
          : host.PurchaseRequest.create({ id: index + 1, title: 'Laptops', requesterId: 1 }),
      ),
    );
    const actor = { id: 1 };
    const attach = (object: Model) => host.engine.attach({ object, workflow: 'purchase-request', actor });
    await Promise.all(objects.map(attach));
    return objects;
  }

  /** Everybody decides on everything, again and again, each in an order of their own. @returns how many decisions */
  async function decideOnAll(objects: readonly Model[]): Promise<number> {
    let decisions = 0;
    const decide = async (id: number): Promise<void> => {
      for (let count = 0; count < ROUNDS * ATTACHMENTS; count += 1) {
        const object = objects[(count * 7 + id) % ATTACHMENTS];
        assert(object);
        decisions += 1;
        const request = { object, actor: { id } };
        const isRejecting = (id + count) % 10 === 0;
        const deciding = isRejecting
          ? host.engine.reject({ ...request, reason: 'No.' })
          : host.engine.approve(request);
        await deciding.catch(assertRefused);
      }
    };
    await Promise.all(host.crowd.map(decide));
    return decisions;
  }

  function assertRefused(error: unknown): void {
    assert(error instanceof WorkflowError, String(error));
    assert([403, 409].includes(error.status), `${error.code}: ${error.message}`);
  }

  it('are never told to try again, with at most one deadlock in a hundred decisions', async function () {
    this.timeout(120_000);
    const decisions = await decideOnAll(await publishAndAttach());
    assert.equal(decisions, DECIDERS * ATTACHMENTS * ROUNDS);
    assert(conflicts <= decisions / 100, `${conflicts} conflicts in ${decisions} decisions`);
  });

  // SQLite has one writer: nobody waits for two rows.
  if (database.dialect === 'sqlite') return;

  it("are in nobody's way while the jobs claim what is due", async function () {
    this.timeout(120_000);
    const { jobs } = host.engine;
    const objects = await publishAndAttach();
    let isDeciding = true;
    const work = async (): Promise<void> => {
      while (isDeciding) {
        host.clock.advance({ minutes: 20 });
        const counts = await Promise.all([
          jobs.deadlines({ batchSize: 5 }),
          jobs.reassignRoundRobin({ batchSize: 5 }),
        ]);
        for (const { failed } of counts) assert.equal(failed, 0);
      }
    };
    const working = Promise.all([work(), work()]);
    const decisions = await decideOnAll(objects).finally(() => {
      isDeciding = false;
    });
    await working;
    assert(conflicts <= decisions / 100, `${conflicts} conflicts in ${decisions} decisions`);
  });
});
