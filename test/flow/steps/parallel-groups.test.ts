import assert from 'node:assert/strict';
import type { ApprovalSettings } from '../../../lib/definition/types.js';
import { anyone, consensus, managers, roundRobin, user } from '../support/approvals.js';
import { codeOf, Journey, refusalOf } from '../support/journey.js';
import { People } from '../support/people.js';
import type { Outcome } from '../support/world.js';

const BOTH = { parallelGroup: 'both' };

/** What was asked: what together, in one list. */
function kindsOf({ asked }: Outcome): readonly (readonly string[])[] {
  return asked.map((queries) => queries.map(({ kind }) => kind));
}

describe('A parallel group', () => {
  let people: People;

  beforeEach(() => {
    people = new People()
      .role('board', 'ann', 'bob')
      .role('audit', 'cid', 'eve')
      .role('nobody')
      .add('dan', 'req');
  });

  function begun(...approvals: readonly ApprovalSettings[]): Journey {
    return Journey.begun([approvals, [user('dan')]], { people });
  }

  it('opens all its steps together, and no other', () => {
    const journey = begun(anyone('board', BOTH), consensus('audit', BOTH), user('dan'));
    assert.deepEqual(journey.stepStatuses, ['current', 'current', 'pending']);
    assert.deepEqual(journey.holders, ['ann', 'bob', 'cid', 'eve']);
  });

  it('goes on only once all of them have finished, in whatever order', () => {
    for (const order of [
      ['ann', 'cid', 'eve'],
      ['cid', 'eve', 'ann'],
      ['cid', 'ann', 'eve'],
    ]) {
      const journey = begun(anyone('board', BOTH), consensus('audit', BOTH), user('dan'));
      for (const [index, actor] of order.entries()) {
        assert.equal(journey.step(3).status, 'pending', `before approval ${index + 1}`);
        journey.approve(actor);
      }
      assert.deepEqual(journey.stepStatuses, ['approved', 'approved', 'current']);
    }
  });

  it('is of neighbours: the same name further on is another group', () => {
    const journey = begun(user('ann', BOTH), user('bob'), user('cid', BOTH));
    assert.deepEqual(journey.stepStatuses, ['current', 'pending', 'pending']);
    journey.approve('ann');
    journey.approve('bob');
    assert.deepEqual(journey.holders, ['cid']);
  });

  it('waits for what comes before it, and opens then', () => {
    const journey = begun(
      user('ann'),
      user('bob', BOTH),
      user('cid', BOTH),
      user('eve', { parallelGroup: 'other' }),
    );
    assert.deepEqual(journey.stepStatuses, ['current', 'pending', 'pending', 'pending']);
    journey.approve('ann');
    assert.deepEqual(journey.stepStatuses, ['approved', 'current', 'current', 'pending']);
  });

  it('opens whom it can where one of it is skipped, at either end or in the middle', () => {
    for (const skipped of [0, 1, 2]) {
      const approvals = ['ann', 'bob', 'cid'].map((id, index) =>
        index === skipped ? anyone('nobody', { ...BOTH, onNoApprover: 'skip' }) : user(id, BOTH),
      );
      const journey = begun(...approvals);
      const statuses = [0, 1, 2].map((index) => (index === skipped ? 'skipped' : 'current'));
      assert.deepEqual(journey.stepStatuses, statuses);
    }
  });

  it('lets the next open where all of it is skipped', () => {
    const skipped = anyone('nobody', { ...BOTH, onNoApprover: 'skip' });
    const journey = begun(skipped, skipped, user('ann'));
    assert.deepEqual(journey.stepStatuses, ['skipped', 'skipped', 'current']);
  });

  it('is refused as a whole where nobody may be seated for one of it, and no rotation has moved', () => {
    const journey = begun(user('ann'), roundRobin('board', BOTH), anyone('nobody', BOTH));
    assert.equal(
      codeOf(() => journey.approve('ann')),
      'NO_APPROVER',
    );
    assert.deepEqual(journey.stepStatuses, ['current', 'pending', 'pending']);
    assert.equal(journey.world.rotations.size, 0);
  });

  it('asks whose turn it is after everything else', () => {
    const journey = new Journey([[roundRobin('board', BOTH), roundRobin('audit', BOTH)]], { people });
    assert.deepEqual(kindsOf(journey.attach()), [
      ['role_members', 'role_members'],
      ['rotation', 'rotation'],
    ]);
  });

  it('asks at once for everyone whom it names, and but once for what several of it ask', () => {
    const named = ['ann', 'cid', 'dan'].map((id) => user(id, { ...BOTH, condition: 'big' }));
    const journey = new Journey([[...named, consensus('audit', BOTH), anyone('audit', BOTH)]], { people });
    assert.deepEqual(kindsOf(journey.attach()), [
      ['condition', 'role_members'],
      ['users', 'users', 'users'],
    ]);
    assert.deepEqual(journey.holders, ['ann', 'cid', 'dan', 'cid', 'eve', 'cid', 'eve']);
  });

  it('is refused for the first of it that nobody may be seated for, also where that is found out last', () => {
    people.add('boss');
    people.setManager('req', 'boss');
    people.setActive('boss', false);
    const slow = managers('hierarchy_up', 2, BOTH);
    const { message } = refusalOf(() => begun(slow, anyone('nobody', BOTH)));
    assert.match(message, /the requester has no manager who may be seated/);
    const { message: other } = refusalOf(() => begun(anyone('nobody', BOTH), slow));
    assert.match(other, /role nobody has no member who may be seated/);
  });

  it('ends with the attachment where one of it is rejected: the others are cancelled', () => {
    const journey = begun(user('ann', BOTH), consensus('audit', BOTH), user('dan'));
    journey.approve('cid');
    journey.reject('ann');
    assert.deepEqual(
      [journey.status, journey.stepStatuses],
      ['rejected', ['rejected', 'cancelled', 'cancelled']],
    );
    assert.deepEqual(journey.seats(2), ['1.1 cid approved', '2.1 eve cancelled']);
  });

  it('opens again as a whole where one of it sends back: the others are cancelled', () => {
    const journey = begun(user('ann', BOTH), consensus('audit', BOTH));
    journey.approve('cid');
    journey.sendBack('ann');
    assert.deepEqual(journey.stepStatuses, ['needs_resubmission', 'cancelled', 'current', 'current']);
    assert.deepEqual(journey.seats(2), ['1.1 cid approved', '2.1 eve cancelled']);
    assert.deepEqual(journey.holders, ['ann', 'cid', 'eve']);
  });

  it('stays closed where it was approved before another of it sends back', () => {
    const journey = begun(user('ann', BOTH), user('bob', BOTH));
    journey.approve('bob');
    journey.sendBack('ann');
    assert.deepEqual(journey.stepStatuses, ['needs_resubmission', 'approved', 'current', 'current']);
  });

  it('gives one person a seat on each of its steps', () => {
    const journey = begun(anyone('board', BOTH), user('ann', BOTH));
    assert.equal(
      codeOf(() => journey.approve('ann')),
      'AMBIGUOUS_SEAT',
    );
    journey.approve('ann', { seat: { stepId: Number(journey.step(1).id) } });
    journey.approve('ann');
    assert.deepEqual(journey.holders, ['dan']);
  });
});
