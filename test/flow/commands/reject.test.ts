import assert from 'node:assert/strict';
import { anyone, consensus, quorum, role, user } from '../support/approvals.js';
import { codeOf, Journey, refusalOf } from '../support/journey.js';
import { People } from '../support/people.js';

describe('A rejection', () => {
  let people: People;

  beforeEach(() => {
    people = new People().role('board', 'ann', 'bob', 'cid').add('dan', 'req');
  });

  it('ends the attachment where it stands', () => {
    const journey = Journey.begun([[user('ann')], [anyone('board')], [user('dan')]], { people });
    journey.approve('ann');
    journey.reject('bob');
    const { status, position } = journey.attachment.row;
    assert.deepEqual([status, position], ['rejected', 1]);
    assert.equal(journey.attachment.closedAt, journey.world.now);
    assert.deepEqual(journey.seats(2), ['1.1 ann superseded', '2.1 bob rejected', '3.1 cid superseded']);
  });

  it('by one ends a consensus, whoever has approved before', () => {
    const journey = Journey.begun([[consensus('board')]], { people });
    journey.approve('ann');
    journey.reject('bob');
    assert.deepEqual(journey.seats(1), ['1.1 ann approved', '2.1 bob rejected', '3.1 cid superseded']);
    const { approvedCount, rejectedCount, status } = journey.step(1);
    assert.deepEqual([approvedCount, rejectedCount, status], [1, 1, 'rejected']);
  });

  it('cancels the steps that would have come next', () => {
    const journey = Journey.begun([[user('ann'), user('bob'), anyone('board')]], { people });
    journey.approve('ann');
    journey.reject('bob');
    assert.deepEqual(journey.stepStatuses, ['approved', 'rejected', 'cancelled']);
    assert.deepEqual(journey.seats(3), []);
  });

  it('below the threshold of its step only counts', () => {
    for (const approval of [
      quorum(2, 'board'),
      role('majority', 'board'),
      anyone('board', { rejectAt: 2 }),
    ]) {
      const journey = Journey.begun([[approval]], { people });
      journey.reject('ann');
      assert.deepEqual(journey.seats(1), ['1.1 ann rejected', '2.1 bob current', '3.1 cid current']);
      assert.deepEqual([journey.step(1).rejectedCount, journey.status], [1, 'in_progress']);
      journey.approve('bob');
      if (journey.status !== 'completed') journey.approve('cid');
      assert.equal(journey.status, 'completed');
    }
  });

  it('is recorded with who rejected and why', () => {
    const journey = Journey.begun([[user('ann')]], { people });
    journey.reject('ann', { reason: 'no budget' });
    const { actor, comment, stepNumber } = journey.entry('rejected');
    assert.deepEqual([actor.id, comment, stepNumber], ['ann', 'no budget', 1]);
    assert.equal(journey.events.at(-1), 'rejected');
  });

  it('needs a reason that says something', () => {
    const journey = Journey.begun([[user('ann')]], { people });
    for (const reason of [null, '', ' \n']) {
      const { code, status, errors } = refusalOf(() => journey.reject('ann', { reason }));
      assert.deepEqual([code, status], ['REASON_REQUIRED', 422]);
      assert.deepEqual(errors, [{ path: 'reason', message: 'is required' }]);
    }
  });

  it('tells those who are not seated that first', () => {
    const journey = Journey.begun([[user('ann')]], { people });
    assert.equal(
      codeOf(() => journey.reject('bob', { reason: null, formData: {} })),
      'NOT_SEATED',
    );
  });
});
