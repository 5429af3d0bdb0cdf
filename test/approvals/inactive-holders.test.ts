import assert from 'node:assert/strict';
import type { ApprovalInput, AttachmentSummary, SeatCounts } from '../../lib/index.js';
import { checkConsistency } from '../races/support/check-consistency.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { ADMIN, byRole, createHost, TABLES } from '../support/host.js';
import { outcomeOf, Stage } from './support/stage.js';

const AUDITORS = 4;
const [REVIEWER, BUDGET, CFO, FIRST, SECOND, THIRD] = [2, 3, 4, 7, 8, 9];
const NOTHING: SeatCounts = { moved: 0, removed: 0, stayed: 0, notDue: 0, failed: 0 };

describeEachDialect('A holder who can no longer decide', (database) => {
  let host: Host;
  let stage: Stage;

  before(async () => {
    host = await createHost(database.sequelize);
    stage = new Stage(host);
  });

  afterEach(async () => {
    for (const id of [REVIEWER, BUDGET, CFO, FIRST, SECOND, THIRD]) host.directory.setActive(id, true);
    host.directory.roles.set(1, [REVIEWER]).set(AUDITORS, [FIRST, SECOND, THIRD]);
    await checkConsistency(database.sequelize);
    await database.emptyTables(TABLES);
  });

  const by = (roleSelectionStrategy: string, more: object = {}): ApprovalInput =>
    byRole(AUDITORS, { roleSelectionStrategy, ...more });
  const run = (): Promise<SeatCounts> => host.engine.jobs.replaceInactive();
  const approve = ({ id }: AttachmentSummary, actor: number): Promise<string> =>
    outcomeOf(host.engine.approve({ attachmentId: id, actor: { id: actor } }));

  it('is replaced by the same strategy, once', async () => {
    host.directory.roles.set(AUDITORS, [FIRST]);
    const attachment = await stage.attach([[by('random')]]);
    host.directory.roles.set(AUDITORS, [FIRST, SECOND]);
    assert.deepEqual(await run(), NOTHING);
    host.directory.setActive(FIRST, false);
    assert.deepEqual(await run(), { ...NOTHING, moved: 1 });
    assert.deepEqual(await stage.seated(attachment), [SECOND]);
    assert.deepEqual(await run(), NOTHING);
    const moved = (await stage.history(attachment)).find(({ event }) => event === 'reassigned');
    assert.deepEqual(
      [moved?.actorId, moved?.data],
      [null, { cause: 'holder_inactive', from_user_id: FIRST, user_id: SECOND, user_name: 'auditor2' }],
    );
  });

  it('loses the seat where everybody else is seated already; the thresholds follow', async () => {
    const attachment = await stage.attach([[by('majority')]]);
    assert.equal(await approve(attachment, FIRST), 'in_progress');
    host.directory.setActive(SECOND, false);
    // Two live seats: a majority is both.
    assert.deepEqual(await run(), { ...NOTHING, removed: 1 });
    const [step] = await stage.steps(attachment);
    assert.deepEqual([step?.approveAt, step?.rejectAt, step?.status], [2, 1, 'current']);
    assert.equal(await approve(attachment, THIRD), 'completed');
  });

  it('lets a step close whose last blocker is gone, by the hand of the system', async () => {
    const attachment = await stage.attach([[by('consensus', { onInactiveApprover: 'skip' })], [byRole(1)]]);
    await approve(attachment, FIRST);
    await approve(attachment, SECOND);
    host.directory.setActive(THIRD, false);
    assert.deepEqual(await run(), { ...NOTHING, removed: 1 });
    assert.deepEqual(await stage.stepStatuses(attachment), ['approved', 'current']);
    const approved = (await stage.history(attachment)).filter(({ event }) => event === 'approved').at(-1);
    assert.equal(approved?.actorId, null);
    assert.equal(approved.data.cause, 'threshold_reached');
  });

  it('never lets a quorum shrink: too few seats is nobody to seat, and the seat stays', async () => {
    const approval = by('quorum', { quorumCount: 3, onInactiveApprover: 'skip' });
    const attachment = await stage.attach([[approval]]);
    host.directory.setActive(FIRST, false);
    assert.deepEqual(await run(), { ...NOTHING, stayed: 1 });
    assert.deepEqual(await stage.seated(attachment), [FIRST, SECOND, THIRD]);
    assert.equal((await stage.steps(attachment))[0]?.approveAt, 3);
  });

  it('is followed by the fallback where nobody else is left', async () => {
    const approval = by('quorum', {
      quorumCount: 3,
      onInactiveApprover: 'skip',
      onNoApprover: { user: CFO },
    });
    const attachment = await stage.attach([[approval]]);
    host.directory.setActive(FIRST, false);
    await run();
    assert.deepEqual(await stage.seated(attachment), [CFO, SECOND, THIRD]);
  });

  it('stays where the approval says fail, until somebody who may manage replaces them', async () => {
    const attachment = await stage.attach([[byRole(1, { onInactiveApprover: 'fail' })]]);
    host.directory.setActive(REVIEWER, false);
    assert.deepEqual(await run(), { ...NOTHING, stayed: 1 });
    // Nobody need be told every five minutes.
    assert.deepEqual(await run(), NOTHING);
    const assignmentId = (await stage.steps(attachment))[0]?.assignments[0]?.id ?? 0;
    const actor = { id: ADMIN };
    await host.engine.replace({ assignmentId, userId: BUDGET, actor, reason: 'Left.' });
    assert.deepEqual(await stage.seated(attachment), [BUDGET]);
    const replaced = (await stage.history(attachment)).find(({ event }) => event === 'replaced');
    assert.deepEqual(
      [replaced?.actorId, replaced?.data],
      [ADMIN, { from_user_id: REVIEWER, user_id: BUDGET, user_name: 'budget' }],
    );
    assert.equal(await approve(attachment, REVIEWER), 'ALREADY_DECIDED');
    assert.equal(await approve(attachment, BUDGET), 'completed');
  });

  it('gets a seat back that was passed on to somebody who left', async () => {
    const attachment = await stage.attach([[byRole(1)]]);
    await host.engine.delegate({ attachmentId: attachment.id, actor: { id: REVIEWER }, userId: CFO });
    host.directory.setActive(CFO, false);
    assert.deepEqual(await run(), { ...NOTHING, moved: 1 });
    assert.deepEqual(await stage.seated(attachment), [REVIEWER]);
  });

  it('may be gone altogether: what they decided and held reads as before', async () => {
    const attachment = await stage.attach([[by('consensus')], [byRole(1)]]);
    for (const id of [FIRST, SECOND, THIRD]) await approve(attachment, id);
    const users = new Map(host.directory.users);
    host.directory.users.clear();
    const steps = await stage.steps(attachment);
    assert.deepEqual(
      steps.flatMap(({ assignments }) => assignments.map(({ userName }) => userName)),
      ['auditor1', 'auditor2', 'auditor3', 'reviewer'],
    );
    assert.equal((await stage.events(attachment)).length, 8);
    for (const [id, user] of users) host.directory.users.set(id, user);
  });

  it('is found whatever their number, with one question for two hundred of them', async () => {
    const crowd = Array.from({ length: 450 }, (_, index) => 1000 + index);
    for (const id of crowd) host.directory.users.set(id, { id, name: `person ${id}`, active: true });
    host.directory.roles.set(AUDITORS, crowd);
    await stage.attach([[by('consensus')]]);
    for (const id of crowd.slice(10)) host.directory.setActive(id, false);
    let questions = 0;
    const findUsers = host.directory.findUsers.bind(host.directory);
    host.directory.findUsers = (...question) => {
      questions += 1;
      return findUsers(...question);
    };
    const { removed } = await run();
    host.directory.findUsers = findUsers;
    assert.equal(removed, 440);
    assert(questions <= 3 + 440, `It asked ${questions} times.`);
    for (const id of crowd) host.directory.users.delete(id);
  });
});
