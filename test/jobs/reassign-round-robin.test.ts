import assert from 'node:assert/strict';
import type { Transaction } from 'sequelize';
import type { ApprovalInput, Logger, ReassignmentCounts } from '../../lib/index.js';
import { checkConsistency } from '../races/support/check-consistency.js';
import { readStored, storedModels } from '../races/support/stored-rows.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { BY_SYSTEM, byRole, createHost, publishStages, quietLogger, TABLES } from '../support/host.js';

const AUDITORS = 4;
const [FIRST, SECOND, THIRD] = [7, 8, 9];
const NOTHING: ReassignmentCounts = { moved: 0, removed: 0, stayed: 0, notDue: 0, failed: 0, failedRoles: 0 };

describeEachDialect('The job that passes round-robin seats on', (database) => {
  let host: Host;
  const errors: string[] = [];
  const logger: Logger = { ...quietLogger, error: (message) => errors.push(message) };

  before(async () => {
    host = await createHost(database.sequelize, { logger });
  });

  beforeEach(() => {
    errors.length = 0;
    host.directory.roles.set(AUDITORS, [FIRST, SECOND, THIRD]);
  });

  afterEach(async () => {
    for (const id of [FIRST, SECOND, THIRD]) host.directory.setActive(id, true);
    await checkConsistency(database.sequelize);
    await database.emptyTables(TABLES);
  });

  const rotating = (more: object = { reassignAfterHours: 4 }): ApprovalInput =>
    byRole(AUDITORS, { roleSelectionStrategy: 'round_robin', ...more });

  /** Attaches that many objects to a workflow of one rotating stage; gives the ids of their attachments. */
  async function attach(count: number, approval = rotating()): Promise<number[]> {
    await publishStages(host.engine, [[approval]]);
    const ids: number[] = [];
    for (let index = 0; index < count; index += 1) ids.push(await attachAnother());
    return ids;
  }

  async function attachAnother(requesterId = 1): Promise<number> {
    const object = await host.PurchaseRequest.create({ title: 'Laptops', requesterId });
    const { id } = await host.engine.attach({ object, workflow: 'purchase-request', actor: { id: 1 } });
    return id;
  }

  /** Who held each attachment's seat, in turn. */
  async function holders(): Promise<string[][]> {
    const { attachments, assignments } = await readStored(database.sequelize);
    return attachments.map(({ id }) =>
      assignments.filter(({ attachmentId }) => attachmentId === id).map(({ userId }) => userId),
    );
  }

  async function events(event: string): Promise<number> {
    const { history } = await readStored(database.sequelize);
    return history.filter((entry) => entry.event === event).length;
  }

  const run = (options: Parameters<Host['engine']['jobs']['reassignRoundRobin']>[0] = {}) =>
    host.engine.jobs.reassignRoundRobin(options);

  it('moves what was not decided in time, and nothing before that', async () => {
    await attach(2);
    host.clock.advance({ hours: 4, ms: -1 });
    assert.deepEqual(await run(), NOTHING);
    host.clock.advance({ ms: 1 });
    assert.deepEqual(await run(), { ...NOTHING, moved: 2 });
    // The third has never been seated; then it is the first one's turn again.
    assert.deepEqual(await holders(), [
      ['7', '9'],
      ['8', '7'],
    ]);
    assert.deepEqual(await run(), NOTHING);
  });

  it('compares due times with the time that it is given', async () => {
    await attach(1);
    const now = new Date(host.clock.now().getTime() + 4 * 3_600_000);
    assert.deepEqual(await run({ now }), { ...NOTHING, moved: 1 });
    const { assignments } = await readStored(database.sequelize);
    assert.deepEqual(assignments[0]?.actedAt, now);
    assert.deepEqual(assignments[1]?.reassignAt, new Date(now.getTime() + 4 * 3_600_000));
  });

  it('moves the seat as the system, in history as in the rows', async () => {
    await attach(1);
    host.clock.advance({ hours: 4 });
    await run();
    const { history } = await readStored(database.sequelize);
    const entry = history.find(({ event }) => event === 'reassigned');
    assert.deepEqual([entry?.actorId, entry?.actorName], [null, null]);
    assert.deepEqual(JSON.parse(entry?.data ?? ''), {
      cause: 'overdue',
      from_user_id: '7',
      user_id: '8',
      user_name: 'auditor2',
    });
  });

  it('seats everyone once before anyone twice', async () => {
    await attach(1);
    for (let hour = 0; hour < 6; hour += 1) {
      host.clock.advance({ hours: 4 });
      assert.deepEqual(await run(), { ...NOTHING, moved: 1 });
    }
    assert.deepEqual(await holders(), [['7', '8', '9', '7', '8', '9', '7']]);
  });

  it('moves the seat of a holder who is inactive at once, even where no time is set', async () => {
    await attach(1, rotating({}));
    host.directory.setActive(FIRST, false);
    assert.deepEqual(await run(), { ...NOTHING, moved: 1 });
    assert.deepEqual(await holders(), [['7', '8']]);
  });

  it('moves the seat of a holder who is on leave at once, and leaves it where everybody is', async () => {
    await attach(1, rotating({}));
    host.directory.change(FIRST, { absent: true });
    assert.deepEqual(await run(), { ...NOTHING, moved: 1 });
    assert.deepEqual(await holders(), [['7', '8']]);
    for (const id of [SECOND, THIRD]) host.directory.change(id, { absent: true });
    assert.deepEqual(await run(), { ...NOTHING, stayed: 1 });
    for (const id of [FIRST, SECOND, THIRD]) host.directory.change(id, { absent: false });
  });

  it('moves the seat of a holder who is no longer in the role at once', async () => {
    await attach(2);
    host.directory.roles.set(AUDITORS, [SECOND, THIRD]);
    assert.deepEqual(await run(), { ...NOTHING, moved: 1 });
    assert.deepEqual(await holders(), [['7', '9'], ['8']]);
  });

  it('leaves a delegated seat with whoever it was given to, until it is overdue', async () => {
    await attach(1);
    await host.engine.delegate({ attachmentId: await onlyAttachment(), actor: { id: FIRST }, userId: 4 });
    assert.deepEqual(await run(), NOTHING);
    host.clock.advance({ hours: 4 });
    assert.deepEqual(await run(), { ...NOTHING, moved: 1 });
    assert.deepEqual(await holders(), [['7', '4', '8']]);
  });

  async function onlyAttachment(): Promise<number> {
    const { attachments } = await readStored(database.sequelize);
    assert.equal(attachments.length, 1);
    return attachments[0]?.id ?? 0;
  }

  it('passes over the requester', async () => {
    await attach(1);
    await storedModels(database.sequelize).Attachment.update({ requesterId: String(SECOND) }, { where: {} });
    host.clock.advance({ hours: 4 });
    assert.deepEqual(await run(), { ...NOTHING, moved: 1 });
    assert.deepEqual(await holders(), [['7', '9']]);
  });

  it('leaves a seat where there is nobody else, reminds, and starts its clock again', async () => {
    host.directory.roles.set(AUDITORS, [FIRST]);
    await attach(1);
    host.clock.advance({ hours: 4 });
    assert.deepEqual(await run(), { ...NOTHING, stayed: 1 });
    assert.deepEqual(await run(), NOTHING);
    assert.equal(await events('reminded'), 1);
    host.clock.advance({ hours: 4 });
    assert.deepEqual(await run(), { ...NOTHING, stayed: 1 });
    assert.deepEqual(await holders(), [['7']]);
    assert.equal(await events('reminded'), 2);
  });

  it('asks only now and then about a seat that was left and that nobody can take', async () => {
    await attach(1);
    host.directory.roles.set(AUDITORS, []);
    assert.deepEqual(await run(), { ...NOTHING, stayed: 1 });
    assert.deepEqual(await run(), NOTHING);
    host.directory.roles.set(AUDITORS, [THIRD]);
    await endClaims();
    assert.deepEqual(await run(), { ...NOTHING, moved: 1 });
    assert.deepEqual(await holders(), [['7', '9']]);
  });

  /** Lets a minute, or an hour, pass on the clock of the database. */
  async function endClaims(): Promise<void> {
    const { Assignment } = storedModels(database.sequelize);
    await Assignment.update({ claimedUntil: new Date(0) }, { where: { status: 'current' } });
  }

  it('does not move what is decided in the moment in which it is claimed', async () => {
    await attach(1);
    const attachmentId = await onlyAttachment();
    host.clock.advance({ hours: 4 });
    const { Assignment } = storedModels(database.sequelize);
    // Between the claim and the command, as another process would.
    Assignment.addHook(
      'afterBulkUpdate',
      'decide',
      async ({ transaction }: { transaction?: Transaction | null }) => {
        Assignment.removeHook('afterBulkUpdate', 'decide');
        assert(transaction);
        await host.engine.approve({ attachmentId, actor: { id: FIRST }, transaction });
      },
    );
    assert.deepEqual(await run(), { ...NOTHING, notDue: 1 });
    assert.deepEqual(await holders(), [['7']]);
  });

  it('leaves alone what another process has claimed, until that claim runs out', async () => {
    await attach(2);
    host.clock.advance({ hours: 4 });
    const { Assignment } = storedModels(database.sequelize);
    const claimedUntil = new Date(Date.now() + 60_000);
    await Assignment.update({ claimedBy: 'another', claimedUntil }, { where: { userId: '7' } });
    assert.deepEqual(await run(), { ...NOTHING, moved: 1 });
    await endClaims();
    assert.deepEqual(await run(), { ...NOTHING, moved: 1 });
  });

  for (const batchSize of [1, 2, 5, 100]) {
    it(`moves each seat once in batches of ${batchSize}`, async () => {
      await attach(5);
      host.clock.advance({ hours: 4 });
      assert.deepEqual(await run({ batchSize }), { ...NOTHING, moved: 5 });
      assert.deepEqual(
        (await holders()).map(({ length }) => length),
        [2, 2, 2, 2, 2],
      );
    });
  }

  it('stops between two seats, and leaves the rest for whoever comes next', async () => {
    await attach(5);
    host.clock.advance({ hours: 4 });
    const stopping = new AbortController();
    const original = host.directory.findRoleMembers.bind(host.directory);
    let asked = 0;
    host.directory.findRoleMembers = (...question) => {
      asked += 1;
      if (asked === 2) stopping.abort();
      return original(...question);
    };
    try {
      assert.deepEqual(await run({ signal: stopping.signal }), { ...NOTHING, moved: 2 });
    } finally {
      host.directory.findRoleMembers = original;
    }
    assert.deepEqual(await run({ signal: AbortSignal.abort() }), NOTHING);
    assert.deepEqual(await run(), { ...NOTHING, moved: 3 });
  });

  it('goes on past the seats of a company whose directory fails, and tries them again later', async () => {
    await attach(2);
    const company = 'acme';
    for (const id of [1, FIRST, SECOND]) host.directory.companies.set(id, company);
    host.directory.roles.set(AUDITORS, [FIRST, SECOND, THIRD, 5]);
    await publishInCompany(company);
    const invoices = { model: 'PurchaseRequest', id: 0 };
    for (let count = 0; count < 2; count += 1) {
      const { id } = await host.PurchaseRequest.create({ title: 'Chairs', requesterId: 1 });
      await host.engine.attach({ object: { ...invoices, id }, workflow: 'theirs', actor: null, company });
    }
    host.clock.advance({ hours: 4 });
    const original = host.directory.findRoleMembers.bind(host.directory);
    host.directory.findRoleMembers = (role, context) =>
      context.company === company ? Promise.reject(new Error('no directory today')) : original(role, context);
    try {
      assert.deepEqual(await run(), { ...NOTHING, moved: 2, failed: 2, failedRoles: 1 });
      assert.match(errors.join('\n'), /could not be reassigned[^]*could not name the members/);
      assert.deepEqual(await run(), { ...NOTHING, failedRoles: 1 });
    } finally {
      host.directory.findRoleMembers = original;
    }
    await endClaims();
    assert.deepEqual(await run(), { ...NOTHING, moved: 2 });
    host.directory.companies.clear();
  });

  async function publishInCompany(company: string): Promise<void> {
    const call = { ...BY_SYSTEM, company };
    const { definition } = await host.engine.definitions.createWorkflow(
      {
        key: 'theirs',
        names: { en: 'Theirs' },
        pipelines: [{ names: { en: 'Review' }, numberOfStages: 1 }],
      },
      call,
    );
    const stage = definition.pipelines[0]?.stages[0];
    assert(stage);
    await host.engine.definitions.updateStage(stage.id, { approvals: [rotating()] }, call);
  }
});
