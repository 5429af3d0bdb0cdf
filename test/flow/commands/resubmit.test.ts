import assert from 'node:assert/strict';
import { anyone, user } from '../support/approvals.js';
import { codeOf, Journey, refusalOf } from '../support/journey.js';
import { People } from '../support/people.js';
import { progressOf } from '../../../lib/flow/positions/progress.js';

describe('Sending back to the requester', () => {
  let people: People;

  beforeEach(() => {
    people = new People().role('board', 'ann', 'bob').add('dan', 'eve', 'req', 'sam');
  });

  /** Stands at the second of three stages, which waits for the requester when it sends back. */
  function atStageTwo(): Journey {
    const journey = Journey.begun([[user('dan')], [anyone('board')], [user('eve')]], {
      people,
      stages: [{}, { resubmission: 'requester' }],
    });
    journey.approve('dan');
    return journey;
  }

  it('waits at the target in a new round, with nothing open', () => {
    const journey = atStageTwo();
    journey.sendBack('ann', { stageId: 101 });
    const { status, position, round, stepCount } = journey.attachment.row;
    assert.deepEqual([status, position, round, stepCount], ['awaiting_resubmission', 0, 2, 2]);
    assert.deepEqual([journey.holders, journey.stepStatuses], [[], ['approved', 'needs_resubmission']]);
    assert.equal(progressOf(journey.attachment.row, 3), 0);
    assert.equal(journey.entry('moved').actor.id, 'ann');
  });

  it('waits at this stage where no other is named, and is no move', () => {
    const journey = atStageTwo();
    const { events } = journey.sendBack('ann');
    assert.equal(journey.attachment.row.position, 1);
    assert.ok(!events.some((event) => event.kind === 'history' && event.event === 'moved'));
  });

  it('goes on there once the requester resubmits', () => {
    const journey = atStageTwo();
    journey.sendBack('ann', { stageId: 101 });
    journey.resubmit('req', 'with the quote');
    assert.deepEqual([journey.status, journey.holders], ['in_progress', ['dan']]);
    const { actor, comment } = journey.entry('resubmitted');
    assert.deepEqual([actor, comment], [{ id: 'req', name: 'REQ' }, 'with the quote']);
    journey.approve('dan');
    journey.approve('bob');
    journey.approve('eve');
    assert.equal(journey.status, 'completed');
  });

  it('lets nobody decide meanwhile, and lets it be cancelled or recalled', () => {
    for (const end of [(one: Journey) => one.cancel(), (one: Journey) => one.recall('req')]) {
      const journey = Journey.begun([[user('ann')]], { people, resubmission: 'requester', recall: 'always' });
      journey.sendBack('ann');
      assert.equal(
        codeOf(() => journey.approve('ann')),
        'NOT_SEATED',
      );
      end(journey);
      assert.equal(journey.status, 'cancelled');
    }
  });

  it('is for the requester alone to end; where there is none, for who started it', () => {
    const journey = atStageTwo();
    journey.sendBack('ann');
    const { code, status } = refusalOf(() => journey.resubmit('ann'));
    assert.deepEqual([code, status], ['NOT_REQUESTER', 403]);
    const options = { people, requesterId: null, resubmission: 'requester' } as const;
    const ownerless = new Journey([[user('ann')]], options);
    ownerless.attach({ actorId: 'sam' });
    ownerless.sendBack('ann');
    assert.equal(ownerless.status, 'awaiting_resubmission');
    ownerless.resubmit('sam');
    assert.deepEqual(ownerless.holders, ['ann']);
  });

  it('does not wait where there is nobody to wait for', () => {
    const options = { people, requesterId: null, resubmission: 'requester' } as const;
    const journey = Journey.begun([[user('ann')]], options);
    journey.sendBack('ann');
    assert.deepEqual([journey.status, journey.holders], ['in_progress', ['ann']]);
  });

  it('says of the stage before the pipeline, and of the pipeline before the workflow', () => {
    const stages = [{ resubmission: 'immediate' }] as const;
    const pipelines = [{ resubmission: 'requester' }] as const;
    const atStage = Journey.begun([[user('ann')]], { people, stages, pipelines });
    atStage.sendBack('ann');
    assert.equal(atStage.status, 'in_progress');
    const atPipeline = Journey.begun([[user('ann')]], { people, pipelines });
    atPipeline.sendBack('ann');
    assert.equal(atPipeline.status, 'awaiting_resubmission');
  });

  it('is refused where nobody may be seated by then, and goes on waiting', () => {
    const journey = atStageTwo();
    journey.sendBack('ann', { stageId: 101 });
    people.setActive('dan', false);
    assert.equal(
      codeOf(() => journey.resubmit('req')),
      'NO_APPROVER',
    );
    assert.equal(journey.status, 'awaiting_resubmission');
  });
});

describe('Resubmitting what does not wait for it', () => {
  const people = new People().add('ann', 'req');

  it('is refused', () => {
    const journey = new Journey([[user('ann')]], { people });
    journey.attach({ autoStart: false });
    assert.equal(
      codeOf(() => journey.resubmit('req')),
      'ATTACHMENT_NOT_STARTED',
    );
    journey.start();
    const { code, status } = refusalOf(() => journey.resubmit('req'));
    assert.deepEqual([code, status], ['NOT_AWAITING_RESUBMISSION', 409]);
    journey.approve('ann');
    assert.equal(
      codeOf(() => journey.resubmit('req')),
      'ATTACHMENT_CLOSED',
    );
  });
});
