import assert from 'node:assert/strict';
import {
  anyone,
  assigned,
  consensus,
  departmentHead,
  managers,
  quorum,
  roundRobin,
  self,
  teamHead,
  user,
} from '../support/approvals.js';
import { codeOf, Journey, refusalOf } from '../support/journey.js';
import { People } from '../support/people.js';

describe('A step that nobody may be seated for', () => {
  let people: People;

  beforeEach(() => {
    people = new People().role('board', 'ann', 'bob').role('nobody').add('dan', 'req');
  });

  it('is refused with what is missing, and nothing changes', () => {
    const journey = new Journey([[anyone('nobody')]], { people });
    const { code, status, message, details } = refusalOf(() => journey.attach());
    assert.deepEqual([code, status], ['NO_APPROVER', 422]);
    assert.match(message, /^Nobody may approve "Stage 1": role nobody has no member who may be seated\./);
    assert.equal(details.stage_id, 101);
    assert.equal(journey.status, 'not_started');
    assert.deepEqual(journey.events, []);
  });

  it('is one for an unknown or inactive user', () => {
    const unknown = new Journey([[user('ghost')]], { people });
    assert.match(refusalOf(() => unknown.attach()).message, /user ghost may not be seated/);
    people.setActive('dan', false);
    assert.equal(
      codeOf(() => Journey.begun([[user('dan')]], { people })),
      'NO_APPROVER',
    );
  });

  it('is one for a user who is the requester', () => {
    assert.equal(
      codeOf(() => Journey.begun([[user('req')]], { people })),
      'NO_APPROVER',
    );
  });

  it('is one for self without a requester, or with one who is inactive', () => {
    const nobody = new Journey([[self()]], { people, requesterId: null });
    assert.match(refusalOf(() => nobody.attach()).message, /there is no requester who may be seated/);
    people.setActive('req', false);
    assert.equal(
      codeOf(() => Journey.begun([[self()]], { people })),
      'NO_APPROVER',
    );
  });

  it('is one for a rotation, too', () => {
    assert.equal(
      codeOf(() => Journey.begun([[roundRobin('nobody')]], { people })),
      'NO_APPROVER',
    );
  });

  it('refuses the approval of the step before it', () => {
    const journey = Journey.begun([[anyone('board')], [anyone('nobody')]], { people });
    assert.equal(
      codeOf(() => journey.approve('ann')),
      'NO_APPROVER',
    );
    assert.deepEqual(journey.seats(1), ['1.1 ann current', '2.1 bob current']);
    people.join('nobody', 'dan');
    journey.approve('ann');
    assert.deepEqual(journey.holders, ['dan']);
  });

  it('does not stop a consensus before its last approval', () => {
    const journey = Journey.begun([[consensus('board')], [anyone('nobody')]], { people });
    journey.approve('ann');
    assert.equal(
      codeOf(() => journey.approve('bob')),
      'NO_APPROVER',
    );
  });

  it('is one for managers, heads and fields that name nobody, and says which', () => {
    for (const [approval, why] of [
      [managers('supervisor'), /the requester has no manager who may be seated/],
      [managers('hierarchy_chain', 2), /the requester has no manager who may be seated/],
      [teamHead(), /the requester's team has no head who may be seated/],
      [departmentHead(), /the department has no head who may be seated/],
      [assigned('buyer'), /the object's buyer names nobody who may be seated/],
    ] as const) {
      assert.match(refusalOf(() => Journey.begun([[approval]], { people })).message, why);
      assert.equal(
        codeOf(() => Journey.begun([[approval]], { people, requesterId: null })),
        'NO_APPROVER',
      );
    }
  });

  it('is one where there are fewer than a quorum', () => {
    const journey = new Journey([[quorum(3, 'board')]], { people });
    const { code, message } = refusalOf(() => journey.attach());
    assert.equal(code, 'NO_APPROVER');
    assert.match(message, /it needs 3 approvals and only 2 may be seated/);
  });
});

describe('What an approval says for the case that nobody may be seated', () => {
  let people: People;

  beforeEach(() => {
    people = new People().role('board', 'ann', 'bob').role('nobody').add('dan', 'req');
  });

  it('skip: the next opens, and history says why', () => {
    const journey = Journey.begun([[anyone('nobody', { onNoApprover: 'skip' })], [user('dan')]], { people });
    assert.deepEqual([journey.stepStatuses, journey.holders], [['skipped', 'current'], ['dan']]);
    assert.equal(journey.entry('skipped').data.cause, 'no_approver');
  });

  it('skip: is no approval, so that an attachment without any is refused', () => {
    const journey = new Journey([[anyone('nobody', { onNoApprover: 'skip' })]], { people });
    assert.equal(
      codeOf(() => journey.attach()),
      'NO_APPROVAL_LEFT',
    );
  });

  it('a user: is seated instead, and decides alone', () => {
    const journey = Journey.begun([[quorum(2, 'nobody', { onNoApprover: { user: 'dan' } })]], { people });
    const { strategy, approveAt, rejectAt } = journey.step(1);
    assert.deepEqual([journey.holders, strategy, approveAt, rejectAt], [['dan'], 'single', 1, 1]);
    assert.deepEqual(journey.entry('step_opened').data.fallback, { user: 'dan' });
    journey.approve('dan');
    assert.equal(journey.status, 'completed');
  });

  it('a role: is seated instead, and any of it decides; what the approval counts by is not for them', () => {
    const settings = { onNoApprover: { role: 'board' }, rejectAt: 2 } as const;
    const journey = Journey.begun([[quorum(3, 'nobody', settings)]], { people });
    const { strategy, approveAt, rejectAt } = journey.step(1);
    assert.deepEqual([journey.holders, strategy, approveAt, rejectAt], [['ann', 'bob'], 'anyone', 1, 1]);
    journey.reject('ann');
    assert.equal(journey.status, 'rejected');
  });

  it('a fallback of a rotation does not rotate', () => {
    const settings = { onNoApprover: { user: 'dan' }, reassignAfterHours: 1 } as const;
    const journey = Journey.begun([[roundRobin('nobody', settings)]], { people });
    const { rotationRole, reassignAt } = journey.openSeat();
    assert.deepEqual([rotationRole, reassignAt], [null, null]);
  });

  it('a fallback who may not be seated either leaves it refused', () => {
    const named = new Journey([[anyone('nobody', { onNoApprover: { user: 'req' } })]], { people });
    assert.equal(
      codeOf(() => named.attach()),
      'NO_APPROVER',
    );
    const shared = new Journey([[anyone('nobody', { onNoApprover: { role: 'nobody' } })]], { people });
    assert.equal(
      codeOf(() => shared.attach()),
      'NO_APPROVER',
    );
  });

  it('a role that is too large is refused, too', () => {
    const approval = anyone('nobody', { onNoApprover: { role: 'board' } });
    const journey = new Journey([[approval]], { people, maxSeats: 1 });
    assert.equal(
      codeOf(() => journey.attach()),
      'TOO_MANY_SEATS',
    );
  });
});
