import assert from 'node:assert/strict';
import { anyone, consensus, quorum, user } from '../support/approvals.js';
import { codeOf, Journey } from '../support/journey.js';
import { People } from '../support/people.js';
import { FORM } from '../support/plans.js';

const VERIFIED = { stepApprovalType: 'check_in_verify' } as const;

describe('A step that is checked in and then verified', () => {
  let people: People;

  beforeEach(() => {
    people = new People().role('board', 'ann', 'bob', 'cid').add('dan', 'req');
  });

  it('is approved by the second approval of the same holder', () => {
    const journey = Journey.begun([[user('ann', VERIFIED)]], { people });
    journey.approve('ann', { reason: 'I look at it' });
    assert.deepEqual([journey.status, journey.seats(1)], ['in_progress', ['1.1 ann current']]);
    assert.deepEqual(journey.openSeat().checkedInAt, journey.world.now);
    const { actor, comment, onBehalfOf } = journey.entry('checked_in');
    assert.deepEqual([actor.id, comment, onBehalfOf], ['ann', 'I look at it', null]);
    assert.ok(!journey.events.includes('approved'));
    journey.approve('ann');
    assert.deepEqual([journey.status, journey.step(1).approvedCount], ['completed', 1]);
  });

  it('closes the seats of the others where one approval is enough: whoever checks in verifies', () => {
    for (const approval of [anyone('board', VERIFIED), quorum(1, 'board', VERIFIED)]) {
      const journey = Journey.begun([[approval]], { people });
      journey.approve('bob');
      assert.deepEqual(journey.seats(1), ['1.1 ann superseded', '2.1 bob current', '3.1 cid superseded']);
      assert.equal(
        codeOf(() => journey.approve('ann')),
        'NOT_SEATED',
      );
      journey.approve('bob');
      assert.equal(journey.status, 'completed');
    }
  });

  it('leaves the others their seats where more must approve', () => {
    const journey = Journey.begun([[consensus('board', VERIFIED)]], { people });
    for (const id of ['ann', 'bob', 'cid']) journey.approve(id);
    assert.deepEqual([journey.holders, journey.step(1).approvedCount], [['ann', 'bob', 'cid'], 0]);
    for (const id of ['ann', 'bob', 'cid']) journey.approve(id);
    assert.equal(journey.status, 'completed');
  });

  it('may be rejected or sent back without being checked in, and after', () => {
    const before = Journey.begun([[anyone('board', VERIFIED)]], { people });
    before.reject('ann');
    assert.equal(before.status, 'rejected');
    const after = Journey.begun([[anyone('board', VERIFIED)]], { people });
    after.approve('ann');
    after.sendBack('ann');
    assert.deepEqual([after.holders, after.openSeat('ann').checkedInAt], [['ann', 'bob', 'cid'], null]);
  });

  it('is decided by whoever checked in alone, also where the others could have outvoted them', () => {
    const journey = Journey.begun([[quorum(1, 'board', VERIFIED)]], { people });
    assert.equal(journey.step(1).rejectAt, 3);
    journey.approve('bob');
    assert.equal(journey.step(1).rejectAt, 1);
    journey.reject('bob');
    assert.equal(journey.status, 'rejected');
  });

  it('counts the seats that are left: after a rejection below the threshold the last one still decides', () => {
    const journey = Journey.begun([[anyone('board', { ...VERIFIED, rejectAt: 2 })]], { people });
    journey.reject('ann');
    journey.approve('bob');
    assert.equal(journey.step(1).rejectAt, 2);
    journey.reject('bob');
    assert.equal(journey.status, 'rejected');
  });

  it('is checked in anew by whoever the seat is passed on to', () => {
    const journey = Journey.begun([[user('ann', VERIFIED)]], { people });
    journey.approve('ann');
    journey.delegate('ann', 'dan');
    journey.approve('dan');
    assert.equal(journey.status, 'in_progress');
    journey.approve('dan');
    assert.equal(journey.status, 'completed');
  });

  it('takes its form when it is verified, and none when it is checked in', () => {
    const formData = { amount: 3 };
    const journey = Journey.begun([[user('ann', { ...VERIFIED, requiredForm: FORM.id })]], { people });
    assert.equal(
      codeOf(() => journey.approve('ann', { formData })),
      'FORM_DATA_UNEXPECTED',
    );
    journey.approve('ann');
    assert.equal(
      codeOf(() => journey.approve('ann')),
      'FORM_DATA_INVALID',
    );
    journey.approve('ann', { formData });
    assert.equal(journey.status, 'completed');
  });
});
