import assert from 'node:assert/strict';
import { progressOf } from '../../../lib/flow/positions/progress.js';
import { anyone, consensus, roundRobin, user } from '../support/approvals.js';
import { codeOf, Journey, refusalOf } from '../support/journey.js';
import { People } from '../support/people.js';

describe('Sending back', () => {
  let people: People;

  beforeEach(() => {
    people = new People().role('board', 'ann', 'bob', 'cid').add('dan', 'eve', 'req');
  });

  /** Stands at the third of four stages. */
  function atStageThree(): Journey {
    const journey = Journey.begun(
      [[user('dan')], [user('eve')], [anyone('board'), user('dan')], [user('eve')]],
      {
        people,
      },
    );
    journey.approve('dan');
    journey.approve('eve');
    return journey;
  }

  it('without a stage opens this one again, in a new round', () => {
    const journey = atStageThree();
    journey.sendBack('bob');
    const { status, position, round } = journey.attachment.row;
    assert.deepEqual([status, position, round], ['in_progress', 2, 2]);
    assert.deepEqual(journey.stepStatuses, [
      'approved',
      'approved',
      'needs_resubmission',
      'cancelled',
      'current',
      'pending',
    ]);
    assert.deepEqual(journey.holders, ['ann', 'bob', 'cid']);
  });

  it('to this stage by name does the same', () => {
    const journey = atStageThree();
    journey.sendBack('bob', { stageId: 103 });
    assert.deepEqual([journey.attachment.row.position, journey.attachment.row.round], [2, 2]);
  });

  it('to an earlier stage goes on from there, and lets progress fall with the round', () => {
    const journey = atStageThree();
    assert.equal(progressOf(journey.attachment.row, 4), 50);
    journey.sendBack('bob', { stageId: 101 });
    assert.equal(progressOf(journey.attachment.row, 4), 0);
    assert.deepEqual(journey.holders, ['dan']);
    journey.approve('dan');
    journey.approve('eve');
    journey.approve('ann');
    journey.approve('dan');
    journey.approve('eve');
    assert.equal(journey.status, 'completed');
  });

  it('keeps everything of the old round, and gives out new step numbers', () => {
    const journey = atStageThree();
    journey.sendBack('bob');
    assert.deepEqual(journey.seats(3), [
      '1.1 ann superseded',
      '2.1 bob needs_resubmission',
      '3.1 cid superseded',
    ]);
    assert.deepEqual(
      journey.attachment.steps.map(({ stepNumber, round }) => `${stepNumber} in ${round}`),
      ['1 in 1', '2 in 1', '3 in 1', '4 in 1', '5 in 2', '6 in 2'],
    );
  });

  it('by one ends a consensus, and the approvals that were given count no more', () => {
    const journey = Journey.begun([[consensus('board')]], { people });
    journey.approve('ann');
    journey.sendBack('bob');
    assert.deepEqual(journey.seats(1), [
      '1.1 ann approved',
      '2.1 bob needs_resubmission',
      '3.1 cid superseded',
    ]);
    assert.deepEqual([journey.step(2).approvedCount, journey.holders], [0, ['ann', 'bob', 'cid']]);
  });

  it('takes the next turn of a rotation', () => {
    const journey = Journey.begun([[roundRobin('board')]], { people });
    journey.sendBack('ann');
    assert.deepEqual(journey.holders, ['bob']);
  });

  it('is recorded with its target, and as a move by whoever sent it', () => {
    const journey = atStageThree();
    journey.sendBack('bob', { stageId: 102, reason: 'quote missing' });
    const { actor, comment, data } = journey.entry('needs_resubmission');
    const target = { position: 1, stage_id: 102, stage: 'Stage 2', pipeline_id: 11, pipeline: 'Pipeline 1' };
    assert.deepEqual([actor.id, comment, data], ['bob', 'quote missing', { target }]);
    const moved = journey.entry('moved');
    assert.deepEqual([moved.actor.id, moved.data.to], ['bob', target]);
  });

  it('is refused to a later stage', () => {
    const journey = atStageThree();
    const { code, status, errors } = refusalOf(() => journey.sendBack('bob', { stageId: 104 }));
    assert.deepEqual([code, status, errors[0]?.path], ['STAGE_NOT_EARLIER', 422, 'stage_id']);
  });

  it('is refused to a stage of another workflow or version', () => {
    const journey = atStageThree();
    const { code, status, errors } = refusalOf(() => journey.sendBack('bob', { stageId: 999 }));
    assert.deepEqual([code, status, errors[0]?.path], ['STAGE_NOT_IN_VERSION', 422, 'stage_id']);
  });

  it('is refused to any stage where the workflow has none', () => {
    const journey = Journey.begun([[user('dan')], [user('eve')]], { people, hierarchy: 2 });
    journey.approve('dan');
    assert.equal(
      codeOf(() => journey.sendBack('eve', { stageId: 101 })),
      'STAGE_NOT_IN_VERSION',
    );
    journey.sendBack('eve');
    assert.deepEqual(journey.holders, ['eve']);
  });

  it('is refused where nobody may be seated there, and nothing changes', () => {
    const journey = atStageThree();
    people.setActive('dan', false);
    assert.equal(
      codeOf(() => journey.sendBack('bob', { stageId: 101 })),
      'NO_APPROVER',
    );
    assert.deepEqual(journey.holders, ['ann', 'bob', 'cid']);
    assert.equal(journey.attachment.row.round, 1);
  });

  it('needs a reason', () => {
    assert.equal(
      codeOf(() => atStageThree().sendBack('bob', { reason: ' ' })),
      'REASON_REQUIRED',
    );
  });
});
