import assert from 'node:assert/strict';
import { anyone, consensus, roundRobin, self, user } from '../support/approvals.js';
import { codeOf, Journey, refusalOf } from '../support/journey.js';
import { People } from '../support/people.js';

describe('Delegating', () => {
  let people: People;

  beforeEach(() => {
    people = new People().role('board', 'ann', 'bob', 'cid').add('dan', 'eve', 'req', 'sam');
  });

  it('gives the seat to another, who decides for it', () => {
    const journey = Journey.begun([[consensus('board')]], { people });
    journey.delegate('bob', 'dan');
    assert.deepEqual(journey.seats(1), [
      '1.1 ann current',
      '2.1 bob delegated',
      '3.1 cid current',
      '2.2 dan current',
    ]);
    assert.equal(journey.openSeat('dan').onBehalfOf, 'bob');
    for (const actor of ['ann', 'dan', 'cid']) journey.approve(actor);
    assert.equal(journey.status, 'completed');
    const { actor, onBehalfOf } =
      journey.attachment.history.filter(({ event }) => event === 'approved')[1] ?? {};
    assert.deepEqual([actor, onBehalfOf], [{ id: 'dan', name: 'DAN' }, 'bob']);
  });

  it('leaves the step, its strategy and its thresholds as they are', () => {
    const journey = Journey.begun([[consensus('board')]], { people });
    const { assignments: before, ...step } = journey.step(1);
    journey.delegate('bob', 'dan');
    const { assignments: after, ...sameStep } = journey.step(1);
    assert.deepEqual(sameStep, step);
    assert.equal(after.length, before.length + 1);
  });

  it('goes on from holder to holder, always on behalf of the first', () => {
    const journey = Journey.begun([[user('ann')]], { people });
    journey.delegate('ann', 'dan');
    journey.delegate('dan', 'eve');
    assert.deepEqual(journey.seats(1), ['1.1 ann delegated', '1.2 dan delegated', '1.3 eve current']);
    assert.equal(journey.openSeat().onBehalfOf, 'ann');
    assert.equal(journey.entry('delegated').onBehalfOf, 'ann');
  });

  it('is recorded with who gave it to whom', () => {
    const journey = Journey.begun([[user('ann')]], { people });
    journey.delegate('ann', 'dan', { reason: 'on leave' });
    const { actor, comment, assignment, data } = journey.entry('delegated');
    assert.deepEqual([actor.id, comment], ['ann', 'on leave']);
    assert.deepEqual(assignment, { stepNumber: 1, seatNo: 1, turn: 1 });
    assert.deepEqual(data, { user_id: 'dan', user_name: 'DAN' });
  });

  it('is refused back to anyone who has held the seat, oneself included', () => {
    const journey = Journey.begun([[user('ann')]], { people });
    const { code, status } = refusalOf(() => journey.delegate('ann', 'ann'));
    assert.deepEqual([code, status], ['HOLDER_LOOP', 409]);
    journey.delegate('ann', 'dan');
    journey.delegate('dan', 'eve');
    assert.equal(
      codeOf(() => journey.delegate('eve', 'dan')),
      'HOLDER_LOOP',
    );
    assert.equal(
      codeOf(() => journey.delegate('eve', 'ann')),
      'HOLDER_LOOP',
    );
  });

  it('is refused to someone with a vote of their own, before and after they have decided', () => {
    const journey = Journey.begun([[consensus('board')]], { people });
    const { code, status } = refusalOf(() => journey.delegate('ann', 'bob'));
    assert.deepEqual([code, status], ['ALREADY_SEATED', 409]);
    journey.approve('bob');
    assert.equal(
      codeOf(() => journey.delegate('ann', 'bob')),
      'ALREADY_SEATED',
    );
  });

  it('counts as exactly the one seat: nobody takes two, one after another either', () => {
    const journey = Journey.begun([[consensus('board')]], { people });
    journey.delegate('ann', 'dan');
    assert.equal(
      codeOf(() => journey.delegate('bob', 'dan')),
      'ALREADY_SEATED',
    );
    journey.approve('dan');
    assert.equal(journey.step(1).approvedCount, 1);
    assert.equal(
      codeOf(() => journey.delegate('bob', 'dan')),
      'ALREADY_SEATED',
    );
  });

  it('may come to somebody who has passed a seat of their own on', () => {
    const journey = Journey.begun([[consensus('board')]], { people });
    journey.delegate('ann', 'dan');
    journey.delegate('bob', 'ann');
    assert.deepEqual(journey.holders, ['cid', 'dan', 'ann']);
  });

  it('is refused where the approval does not allow it', () => {
    const journey = Journey.begun([[user('ann', { allowDelegation: false })]], { people });
    const { code, status } = refusalOf(() => journey.delegate('ann', 'dan'));
    assert.deepEqual([code, status], ['DELEGATION_NOT_ALLOWED', 422]);
  });

  it('is refused to a user who is unknown or inactive', () => {
    const journey = Journey.begun([[user('ann')]], { people });
    const { code, status, errors } = refusalOf(() => journey.delegate('ann', 'ghost'));
    assert.deepEqual([code, status, errors[0]?.path], ['USER_NOT_FOUND', 422, 'user_id']);
    people.setActive('dan', false);
    assert.equal(
      codeOf(() => journey.delegate('ann', 'dan')),
      'USER_NOT_FOUND',
    );
  });

  it('is refused to the requester and to who started it, unless the approval allows it', () => {
    const strict = new Journey([[user('ann')]], { people });
    strict.attach({ actorId: 'sam' });
    assert.equal(
      codeOf(() => strict.delegate('ann', 'req')),
      'SELF_APPROVAL',
    );
    assert.equal(
      codeOf(() => strict.delegate('ann', 'sam')),
      'SELF_APPROVAL',
    );
    const free = new Journey([[user('ann', { allowSelfApproval: true })]], { people });
    free.attach({ actorId: 'sam' });
    free.delegate('ann', 'req');
    free.delegate('req', 'sam');
    free.approve('sam');
    assert.equal(free.status, 'completed');
  });

  it('lets the requester pass on a seat of their own', () => {
    const journey = Journey.begun([[self()]], { people });
    journey.delegate('req', 'dan');
    journey.approve('dan');
    assert.equal(journey.entry('approved').onBehalfOf, 'req');
  });

  it('starts the clock of a rotating seat again, for its new holder', () => {
    const journey = Journey.begun([[roundRobin('board', { reassignAfterHours: 4 })]], { people });
    journey.world.pass(3);
    journey.delegate('ann', 'dan');
    const { reassignAt, rotationRole } = journey.openSeat();
    assert.deepEqual([reassignAt?.toISOString(), rotationRole], ['2026-03-02T15:00:00.000Z', 'board']);
  });
});

describe('Escalating', () => {
  let people: People;

  beforeEach(() => {
    people = new People().role('board', 'ann', 'bob', 'cid').add('dan', 'eve', 'req', 'sam');
  });

  it("gives the seat to its holder's manager", () => {
    people.setManager('bob', 'dan');
    const journey = Journey.begun([[anyone('board')]], { people });
    journey.escalate('bob', { reason: 'above my limit' });
    assert.deepEqual(journey.seats(1).slice(1), ['2.1 bob escalated', '3.1 cid current', '2.2 dan current']);
    const { actor, comment, data } = journey.entry('escalated');
    assert.deepEqual(
      [actor.id, comment, data],
      ['bob', 'above my limit', { user_id: 'dan', user_name: 'DAN' }],
    );
    assert.equal(journey.openSeat('dan').onBehalfOf, 'bob');
  });

  it('goes on from manager to manager, also after a delegation', () => {
    people.setManager('dan', 'eve');
    const journey = Journey.begun([[user('ann')]], { people });
    journey.delegate('ann', 'dan');
    journey.escalate('dan');
    assert.deepEqual(journey.seats(1), ['1.1 ann delegated', '1.2 dan escalated', '1.3 eve current']);
    assert.equal(journey.openSeat().onBehalfOf, 'ann');
  });

  it('is refused without an active manager', () => {
    const journey = Journey.begun([[user('ann')]], { people });
    const { code, status } = refusalOf(() => journey.escalate('ann'));
    assert.deepEqual([code, status], ['NO_MANAGER', 422]);
    people.setManager('ann', 'dan');
    people.setActive('dan', false);
    assert.equal(
      codeOf(() => journey.escalate('ann')),
      'NO_MANAGER',
    );
  });

  it('is refused to a manager who has held the seat: at the top, in a circle', () => {
    people.setManager('ann', 'ann');
    const journey = Journey.begun([[user('ann')]], { people });
    assert.equal(
      codeOf(() => journey.escalate('ann')),
      'HOLDER_LOOP',
    );
    people.setManager('ann', 'dan');
    people.setManager('dan', 'ann');
    journey.escalate('ann');
    assert.equal(
      codeOf(() => journey.escalate('dan')),
      'HOLDER_LOOP',
    );
  });

  it('is refused to a manager who is the requester', () => {
    people.setManager('ann', 'req');
    const journey = Journey.begun([[user('ann')]], { people });
    assert.equal(
      codeOf(() => journey.escalate('ann')),
      'SELF_APPROVAL',
    );
  });
});
