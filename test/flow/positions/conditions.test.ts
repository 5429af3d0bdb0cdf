import assert from 'node:assert/strict';
import { anyone, user } from '../support/approvals.js';
import { codeOf, Journey, refusalOf } from '../support/journey.js';
import { People } from '../support/people.js';

const BIG = 'object.amount >= 1000';

describe('A condition', () => {
  const people = new People().role('board', 'ann', 'bob').add('cid', 'dan', 'eve', 'req');

  it('that holds changes nothing', () => {
    const journey = Journey.begun([[user('ann', { condition: BIG })]], { people });
    assert.deepEqual(journey.holders, ['ann']);
  });

  it('of an approval that does not hold skips its step, and says so', () => {
    const journey = new Journey([[user('ann', { condition: BIG }), user('bob')]], { people });
    journey.world.object.judge(BIG, false);
    journey.attach();
    assert.deepEqual([journey.stepStatuses, journey.holders], [['skipped', 'current'], ['bob']]);
    const { actor, stepNumber, data } = journey.entry('skipped');
    assert.deepEqual([actor.id, stepNumber], [null, 1]);
    assert.deepEqual([data.cause, data.condition, data.stage_id], ['condition', BIG, 101]);
  });

  it('of a stage that does not hold skips the stage, which fires nothing but its history', () => {
    const journey = new Journey([[user('ann')], [user('bob'), user('cid')], [user('dan')]], {
      people,
      stages: [{}, { condition: BIG }],
    });
    journey.world.object.judge(BIG, false);
    journey.attach();
    const { events } = journey.approve('ann');
    assert.deepEqual(journey.stepStatuses, ['approved', 'skipped', 'skipped', 'current']);
    const recorded = events.flatMap((event) => (event.kind === 'history' ? [event.event] : []));
    assert.deepEqual(recorded, ['approved', 'skipped', 'moved', 'step_opened']);
    const { from, to } = journey.entry('moved').data as Record<string, { stage_id: number }>;
    assert.deepEqual([from?.stage_id, to?.stage_id], [101, 103]);
    assert.deepEqual(journey.entry('skipped').data.condition, BIG);
  });

  it('of a pipeline that does not hold skips all of its stages, and is asked once', () => {
    const journey = new Journey([[user('ann')], [user('bob')], [user('cid')]], {
      people,
      pipelines: [{ condition: BIG }],
    });
    journey.world.object.judge(BIG, false);
    const queries = journey.attach().asked.flat();
    assert.deepEqual(journey.stepStatuses, ['skipped', 'skipped', 'current']);
    assert.equal(queries.filter(({ kind }) => kind === 'condition').length, 1);
    assert.equal(journey.entry('skipped').data.pipeline_condition, BIG);
  });

  it('of a pipeline is judged on the way in, and not again at its next stage', () => {
    const journey = Journey.begun([[user('ann')], [user('bob')]], {
      people,
      pipelines: [{ condition: BIG }],
    });
    journey.world.object.judge(BIG, false);
    journey.approve('ann');
    assert.deepEqual(journey.holders, ['bob']);
  });

  it('of a pipeline is judged anew in a new round, because the object may be another by then', () => {
    for (const resubmission of ['immediate', 'requester'] as const) {
      const journey = Journey.begun([[user('ann')], [user('bob')], [user('cid')]], {
        people,
        resubmission,
        pipelines: [{ condition: BIG }],
      });
      journey.approve('ann');
      journey.world.object.judge(BIG, false);
      journey.sendBack('bob');
      if (resubmission === 'requester') journey.resubmit('req');
      assert.deepEqual(journey.holders, ['cid']);
    }
  });

  it('that cannot be evaluated counts as approval needed, and history says why', () => {
    const journey = new Journey([[user('ann', { condition: BIG })]], { people });
    journey.world.object.judge(BIG, 'error');
    journey.attach();
    assert.deepEqual(journey.holders, ['ann']);
    const { data } = journey.entry('condition_failed');
    assert.deepEqual([data.condition, data.error, data.position], [BIG, 'no such field', 0]);
  });

  it('is judged when its step opens, not before', () => {
    const journey = Journey.begun([[user('ann'), user('bob', { condition: BIG })]], { people });
    journey.world.object.judge(BIG, false);
    journey.approve('ann');
    assert.deepEqual([journey.status, journey.stepStatuses], ['completed', ['approved', 'skipped']]);
  });
});

describe('An attachment of which everything is skipped', () => {
  const people = new People().role('board', 'ann').add('cid', 'req');
  const conditional = [[user('ann', { condition: BIG })], [user('cid')]] as const;

  it('is refused, because nobody would have approved it', () => {
    const journey = new Journey([[user('ann', { condition: BIG })]], { people });
    journey.world.object.judge(BIG, false);
    const { code, status } = refusalOf(() => journey.attach());
    assert.deepEqual([code, status], ['NO_APPROVAL_LEFT', 422]);
    assert.deepEqual(journey.events, []);
  });

  it('completes where the workflow allows that, without having stood anywhere', () => {
    const options = { people, allowEmptyCompletion: true };
    const journey = new Journey([[user('ann', { condition: BIG })]], options);
    journey.world.object.judge(BIG, false);
    journey.attach();
    const { status, position } = journey.attachment.row;
    assert.deepEqual([status, position], ['completed', null]);
    assert.deepEqual(journey.events, ['attached', 'started', 'skipped', 'completed']);
  });

  it('completes where one step was approved before, also at an earlier position', () => {
    const journey = Journey.begun([[user('cid')], [user('ann')], [user('ann', { condition: BIG })]], {
      people,
    });
    journey.approve('cid');
    journey.world.object.judge(BIG, false);
    journey.approve('ann');
    assert.equal(journey.status, 'completed');
  });

  it('is refused where the only approval was taken back by sending it back', () => {
    const stages = [{}, { condition: BIG }, { condition: BIG }];
    const early = Journey.begun([...conditional, [anyone('board', { condition: BIG })]], { people, stages });
    early.approve('ann');
    early.world.object.judge(BIG, false);
    assert.equal(
      codeOf(() => early.sendBack('cid', { stageId: 101 })),
      'NO_APPROVAL_LEFT',
    );
    const here = Journey.begun([[user('ann', { condition: BIG }), user('cid', { condition: BIG })]], {
      people,
    });
    here.approve('ann');
    here.world.object.judge(BIG, false);
    assert.equal(
      codeOf(() => here.sendBack('cid')),
      'NO_APPROVAL_LEFT',
    );
  });
});
