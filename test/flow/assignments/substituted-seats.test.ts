import assert from 'node:assert/strict';
import { anyone, consensus, user } from '../support/approvals.js';
import { codeOf, Journey, refusalOf } from '../support/journey.js';
import { People } from '../support/people.js';

describe('The substitute of a holder who is out of office', () => {
  let people: People;

  beforeEach(() => {
    people = new People().role('board', 'ann', 'bob').add('cid', 'dan', 'req');
    people.setManager('ann', 'bob');
    people.nameSubstitute('dan', 'ann');
  });

  it('decides for the seat, which stays with its holder', () => {
    const journey = Journey.begun([[user('ann')]], { people });
    journey.approve('dan', { reason: 'as agreed' });
    assert.deepEqual([journey.status, journey.seats(1)], ['completed', ['1.1 ann approved']]);
    assert.equal(journey.step(1).assignments[0]?.actorId, 'dan');
    const { actor, onBehalfOf, comment, data } = journey.entry('approved');
    assert.deepEqual([actor, onBehalfOf, comment], [{ id: 'dan', name: 'DAN' }, 'ann', 'as agreed']);
    assert.deepEqual(data, { covering_for: 'ann', covering_for_name: 'ANN' });
  });

  it('decides on behalf of the first holder, where the seat had been passed on', () => {
    const journey = Journey.begun([[user('cid')]], { people });
    journey.delegate('cid', 'ann');
    journey.approve('dan');
    assert.deepEqual([journey.entry('approved').onBehalfOf, journey.status], ['cid', 'completed']);
  });

  it('may reject, send back, delegate and escalate', () => {
    const begun = (): Journey => Journey.begun([[user('ann')]], { people });
    const rejected = begun();
    rejected.reject('dan');
    assert.equal(rejected.status, 'rejected');
    const sentBack = begun();
    sentBack.sendBack('dan');
    assert.equal(sentBack.attachment.row.round, 2);
    const delegated = begun();
    delegated.delegate('dan', 'cid');
    assert.deepEqual([delegated.holders, delegated.entry('delegated').actor.id], [['cid'], 'dan']);
    const escalated = begun();
    escalated.escalate('dan');
    assert.deepEqual(escalated.holders, ['bob']);
  });

  it('leaves the holder free to decide', () => {
    const journey = Journey.begun([[user('ann')]], { people });
    journey.approve('ann');
    assert.equal(journey.entry('approved').onBehalfOf, null);
  });

  it('decides for nobody else', () => {
    const journey = Journey.begun([[user('bob')]], { people });
    assert.equal(
      codeOf(() => journey.approve('dan')),
      'NOT_SEATED',
    );
  });

  it('decides for their own seat first', () => {
    people.nameSubstitute('bob', 'ann');
    const group = { parallelGroup: 'both' };
    const journey = Journey.begun([[user('ann', group), user('bob', group)]], { people });
    journey.approve('bob');
    assert.deepEqual(journey.stepStatuses, ['current', 'approved']);
    journey.approve('bob');
    assert.equal(journey.status, 'completed');
  });

  it('has no second vote on a step: neither beside a seat of their own, nor after they have decided', () => {
    people.nameSubstitute('bob', 'ann');
    const journey = Journey.begun([[consensus('board')]], { people });
    journey.approve('bob');
    assert.equal(
      codeOf(() => journey.approve('bob')),
      'NOT_SEATED',
    );
    const both = Journey.begun([[consensus('board')]], { people: people.role('board', 'ann', 'cid') });
    people.nameSubstitute('dan', 'cid');
    both.approve('dan', { seat: { assignmentId: both.openSeat('ann').id } });
    assert.equal(
      codeOf(() => both.approve('dan')),
      'NOT_SEATED',
    );
    assert.equal(both.step(1).approvedCount, 1);
  });

  it('must say for whom, where they could decide for several', () => {
    people.nameSubstitute('dan', 'bob');
    const journey = Journey.begun([[anyone('board')]], { people });
    assert.equal(
      codeOf(() => journey.approve('dan')),
      'AMBIGUOUS_SEAT',
    );
    journey.approve('dan', { seat: { assignmentId: journey.openSeat('bob').id } });
    assert.deepEqual(journey.seats(1), ['1.1 ann superseded', '2.1 bob approved']);
  });

  it('decides only where the approval allows delegation, and within its scope', () => {
    const closed = Journey.begun([[user('ann', { allowDelegation: false })]], { people });
    assert.equal(
      codeOf(() => closed.approve('dan')),
      'NOT_SEATED',
    );
    const narrow = Journey.begun([[anyone('board', { delegateScope: 'role' })]], { people });
    assert.equal(
      codeOf(() => narrow.approve('dan')),
      'NOT_SEATED',
    );
    people.join('board', 'dan');
    narrow.approve('dan');
    assert.equal(narrow.status, 'completed');
  });

  it('must be an active user', () => {
    people.setActive('dan', false);
    const journey = Journey.begun([[user('ann')]], { people });
    const { code, status } = refusalOf(() => journey.approve('dan'));
    assert.deepEqual([code, status], ['NOT_SEATED', 403]);
  });
});
