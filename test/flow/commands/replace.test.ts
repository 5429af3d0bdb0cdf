import assert from 'node:assert/strict';
import { consensus, roundRobin, user } from '../support/approvals.js';
import { codeOf, Journey, refusalOf } from '../support/journey.js';
import { People } from '../support/people.js';

describe('Replacing a holder', () => {
  let people: People;

  beforeEach(() => {
    people = new People().role('board', 'ann', 'bob').add('dan', 'eve', 'req', 'sam');
  });

  it('gives the seat to somebody who decides for themselves', () => {
    const journey = Journey.begun([[consensus('board')]], { people });
    journey.replace('dan', 'ann');
    assert.deepEqual(journey.seats(1), ['1.1 ann reassigned', '2.1 bob current', '1.2 dan current']);
    assert.equal(journey.openSeat('dan').onBehalfOf, null);
    journey.approve('dan');
    journey.approve('bob');
    assert.equal(journey.status, 'completed');
  });

  it('is recorded with who did it, why, and for whom', () => {
    const journey = Journey.begun([[user('ann')]], { people });
    journey.replace('dan');
    const { actor, comment, data, assignment } = journey.entry('replaced');
    assert.deepEqual([actor, comment], [{ id: 'admin', name: 'ADMIN' }, 'on the way out']);
    assert.deepEqual(assignment, { stepNumber: 1, seatNo: 1, turn: 1 });
    assert.deepEqual(data, { from_user_id: 'ann', user_id: 'dan', user_name: 'DAN' });
  });

  it('takes a rotating seat out of its rotation: a job does not undo it', () => {
    const journey = Journey.begun([[roundRobin('board', { reassignAfterHours: 4 })]], { people });
    journey.replace('dan');
    const { rotationRole, reassignAt } = journey.openSeat();
    assert.deepEqual([rotationRole, reassignAt], [null, null]);
    journey.world.pass(400);
    assert.deepEqual(journey.reassign().events, []);
    journey.delegate('dan', 'eve');
    assert.equal(journey.openSeat().rotationRole, null);
  });

  it('returns a rotating seat to its members once whoever replaced the holder is inactive', () => {
    const journey = Journey.begun([[roundRobin('board')]], { people });
    journey.replace('dan');
    people.setActive('dan', false);
    journey.reassign();
    assert.deepEqual([journey.holders, journey.openSeat().rotationRole], [['bob'], 'board']);
  });

  it('is refused to whoever requested or started it, unless the approval allows it', () => {
    const journey = new Journey([[user('ann')]], { people });
    journey.attach({ actorId: 'sam' });
    for (const id of ['req', 'sam'])
      assert.equal(
        codeOf(() => journey.replace(id)),
        'SELF_APPROVAL',
      );
    const free = Journey.begun([[user('ann', { allowSelfApproval: true })]], { people });
    free.replace('req');
    assert.deepEqual(free.holders, ['req']);
  });

  it('is refused to somebody with a vote, the holder included', () => {
    const journey = Journey.begun([[consensus('board')]], { people });
    for (const id of ['ann', 'bob'])
      assert.equal(
        codeOf(() => journey.replace(id, 'ann')),
        'ALREADY_SEATED',
      );
  });

  it('is refused to a user who is unknown or inactive', () => {
    const journey = Journey.begun([[user('ann')]], { people });
    const { code, status, errors } = refusalOf(() => journey.replace('ghost'));
    assert.deepEqual([code, status, errors[0]?.path], ['USER_NOT_FOUND', 422, 'user_id']);
    people.setActive('dan', false);
    assert.equal(
      codeOf(() => journey.replace('dan')),
      'USER_NOT_FOUND',
    );
  });

  it('is refused where the seat is no longer open, or nothing is', () => {
    const journey = new Journey([[user('ann')], [user('bob')]], { people });
    const actor = { id: 'admin', name: 'ADMIN' };
    const replace = (assignmentId: number) => () =>
      journey.perform({ kind: 'replaced', actor, reason: null, assignmentId, userId: 'dan' });
    journey.attach({ autoStart: false });
    assert.equal(codeOf(replace(1)), 'ATTACHMENT_NOT_STARTED');
    journey.start();
    const { id } = journey.openSeat();
    journey.approve('ann');
    assert.equal(codeOf(replace(id)), 'ALREADY_DECIDED');
    journey.approve('bob');
    assert.equal(codeOf(replace(id)), 'ATTACHMENT_CLOSED');
  });
});
