import assert from 'node:assert/strict';
import type { AttachmentSummary } from '../../lib/index.js';
import { checkConsistency } from '../races/support/check-consistency.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { BY_SYSTEM, byRole, createHost, TABLES } from '../support/host.js';
import { outcomeOf, Stage } from './support/stage.js';

const AUDITORS = 4;
const [REQUESTER, REVIEWER, BUDGET, FIRST] = [1, 2, 3, 7];

describeEachDialect('A requester', (database) => {
  let host: Host;
  let stage: Stage;

  before(async () => {
    host = await createHost(database.sequelize);
    stage = new Stage(host);
  });

  afterEach(async () => {
    await checkConsistency(database.sequelize);
    await database.emptyTables(TABLES);
  });

  const recall = ({ id }: AttachmentSummary, actor = REQUESTER): Promise<string> =>
    outcomeOf(host.engine.recall({ attachmentId: id, actor: { id: actor }, reason: 'A mistake.' }));
  const resubmit = ({ id }: AttachmentSummary, actor = REQUESTER): Promise<string> =>
    outcomeOf(host.engine.resubmit({ attachmentId: id, actor: { id: actor }, reason: 'Mended.' }));
  const approve = ({ id }: AttachmentSummary, actor: number): Promise<string> =>
    outcomeOf(host.engine.approve({ attachmentId: id, actor: { id: actor } }));
  const sendBack = ({ id }: AttachmentSummary, actor: number, stageId?: number): Promise<string> =>
    outcomeOf(
      host.engine.requestResubmission({
        attachmentId: id,
        actor: { id: actor },
        reason: 'Not so.',
        ...(stageId === undefined ? {} : { stageId }),
      }),
    );

  async function statusOnObject(): Promise<string | null> {
    return (await host.PurchaseRequest.findOne({ order: [['id', 'DESC']] }))?.workflowStatus ?? null;
  }

  /** Publishes the workflow anew with other settings, for what is attached from now on. */
  async function set(settings: object, stageSettings: object = {}): Promise<void> {
    const { definitions } = host.engine;
    const { id, definition } = await definitions.getWorkflow('purchase-request', BY_SYSTEM);
    await definitions.updateWorkflow(id, settings, BY_SYSTEM);
    const stages = definition.pipelines.flatMap((pipeline) => pipeline.stages);
    for (const one of stages) await definitions.updateStage(one.id, { ...stageSettings }, BY_SYSTEM);
    await definitions.publishWorkflow(id, BY_SYSTEM);
  }

  it('recalls while nobody has decided, and the object may be attached again', async () => {
    const attachment = await stage.attach([[byRole(1)]]);
    assert.equal(await recall(attachment, REVIEWER), 'NOT_REQUESTER');
    assert.equal(await recall(attachment), 'cancelled');
    assert.equal(await statusOnObject(), 'cancelled');
    const [recalled] = (await stage.history(attachment)).slice(-1);
    assert.deepEqual([recalled?.event, recalled?.actorId], ['recalled', REQUESTER]);
    const { objectId } = attachment;
    const again = host.engine.attach({
      object: { model: 'PurchaseRequest', id: Number(objectId) },
      workflow: 'purchase-request',
      actor: { id: REQUESTER },
    });
    assert.equal(await outcomeOf(again), 'in_progress');
    assert.equal(await recall(attachment), 'ATTACHMENT_CLOSED');
  });

  it('comes too late once somebody has decided, even on an earlier stage or below a threshold', async () => {
    const attachment = await stage.attach([
      [byRole(AUDITORS, { roleSelectionStrategy: 'consensus' })],
      [byRole(1)],
    ]);
    await approve(attachment, FIRST);
    assert.equal(await recall(attachment), 'RECALL_TOO_LATE');
    for (const id of [FIRST + 1, FIRST + 2]) await approve(attachment, id);
    assert.equal(await recall(attachment), 'RECALL_TOO_LATE');
    assert.deepEqual(await stage.seated(attachment), [REVIEWER]);
  });

  it('recalls at any time where the workflow allows it', async () => {
    await stage.attach([[byRole(1)], [byRole(2)]]);
    await set({ recall: 'always' });
    const attachment = await stage.attachAnother();
    await approve(attachment, REVIEWER);
    assert.equal(await recall(attachment), 'cancelled');
    assert.deepEqual(await stage.stepStatuses(attachment), ['approved', 'cancelled']);
  });

  it('resubmits where the stage asks for it: until then nothing is open', async () => {
    await stage.attach([[byRole(1)], [byRole(2)]]);
    await set({}, { resubmission: 'requester' });
    const attachment = await stage.attachAnother();
    await approve(attachment, REVIEWER);
    const [stageId] = (await stage.steps(attachment)).map((step) => step.stageId ?? 0);
    assert.equal(await sendBack(attachment, BUDGET, stageId), 'awaiting_resubmission');
    assert.deepEqual(await stage.stepStatuses(attachment), ['approved', 'needs_resubmission']);
    assert.deepEqual(await stage.seated(attachment), []);
    assert.equal(await statusOnObject(), 'awaiting_resubmission');
    assert.equal(await approve(attachment, REVIEWER), 'ALREADY_DECIDED');
    assert.equal(await resubmit(attachment, REVIEWER), 'NOT_REQUESTER');
    assert.equal(await resubmit(attachment), 'in_progress');
    assert.equal(await statusOnObject(), 'in_progress');
    assert.deepEqual(await stage.seated(attachment), [REVIEWER]);
    assert.equal(await resubmit(attachment), 'NOT_AWAITING_RESUBMISSION');
    assert.equal(await approve(attachment, REVIEWER), 'in_progress');
    assert.equal(await approve(attachment, BUDGET), 'completed');
  });

  it('is asked for it by the pipeline or the workflow as well; the stage has the last word', async () => {
    await stage.attach([[byRole(1)], [byRole(2)]]);
    await set({ resubmission: 'requester' });
    assert.equal(await sendBack(await stage.attachAnother(), REVIEWER), 'awaiting_resubmission');
    await set({}, { resubmission: 'immediate' });
    assert.equal(await sendBack(await stage.attachAnother(), REVIEWER), 'in_progress');
  });

  it('needs not resubmit what goes on at once, and may recall what waits for them', async () => {
    const attachment = await stage.attach([[byRole(1)]]);
    assert.equal(await resubmit(attachment), 'NOT_AWAITING_RESUBMISSION');
    assert.equal(await sendBack(attachment, REVIEWER), 'in_progress');
    await set({ resubmission: 'requester' });
    const waiting = await stage.attachAnother();
    assert.equal(await sendBack(waiting, REVIEWER), 'awaiting_resubmission');
    assert.equal(await recall(waiting), 'cancelled');
  });

  it('is told apart from who approved before: the same person does not approve twice where the workflow says so', async () => {
    const both = byRole(5);
    host.directory.roles.set(5, [REVIEWER, BUDGET]);
    await stage.attach([[byRole(1)], [byRole(1)], [both]]);
    await set({ repeatedApprover: 'skip' });
    const skipping = await stage.attachAnother();
    assert.equal(await approve(skipping, REVIEWER), 'completed');
    // The second stage has nobody else to ask; on the third anyone of two would do, and one of them has.
    assert.deepEqual(await stage.stepStatuses(skipping), ['approved', 'skipped', 'skipped']);
  });

  it('that needs someone else finds them, or nobody', async () => {
    host.directory.roles.set(5, [REVIEWER, BUDGET]);
    await stage.attach([[byRole(1)], [byRole(5)]]);
    await set({ repeatedApprover: 'exclude' });
    const excluding = await stage.attachAnother();
    await approve(excluding, REVIEWER);
    assert.deepEqual(await stage.seated(excluding), [BUDGET]);
    host.directory.roles.set(5, [REVIEWER]);
    assert.equal(await approve(await stage.attachAnother(), REVIEWER), 'NO_APPROVER');
  });
});
