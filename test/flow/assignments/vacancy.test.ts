import assert from 'node:assert/strict';
import type { ApprovalSettings } from '../../../lib/definition/types.js';
import { anyone, consensus, quorum, role, roundRobin, user } from '../support/approvals.js';
import { codeOf, Journey } from '../support/journey.js';
import { People } from '../support/people.js';

describe('The seat of a holder who is no longer active', () => {
  let people: People;

  beforeEach(() => {
    people = new People().role('board', 'ann', 'bob').role('backup', 'eve', 'fay').add('cid', 'dan', 'req');
  });

  function begun(...approvals: readonly ApprovalSettings[]): Journey {
    return Journey.begun([approvals, [user('cid')]], { people });
  }

  /** Somebody is gone, and the job looks at their seat. */
  function leave(journey: Journey, id: string): void {
    const seat = journey.openSeat(id).id;
    people.setActive(id, false);
    journey.reassign(seat);
  }

  it('stays as it is where the approval says fail', () => {
    const journey = begun(consensus('board', { onInactiveApprover: 'fail' }));
    people.setActive('ann', false);
    assert.deepEqual(journey.reassign(journey.openSeat('ann').id).events, []);
  });

  it('is reminded of where the approval says fail and it is overdue', () => {
    const journey = begun(roundRobin('board', { onInactiveApprover: 'fail', reassignAfterHours: 1 }));
    journey.world.pass(1);
    leave(journey, 'ann');
    assert.deepEqual([journey.holders, journey.events.at(-1)], [['ann'], 'reminded']);
  });

  it('falls away where the approval says skip, though another could take it', () => {
    const journey = begun(consensus('board', { onInactiveApprover: 'skip' }));
    people.join('board', 'dan');
    leave(journey, 'ann');
    assert.deepEqual(journey.seats(1), ['1.1 ann cancelled', '2.1 bob current']);
  });

  it('passes on to another member who has no vote yet', () => {
    const journey = begun(consensus('board'));
    people.join('board', 'dan');
    leave(journey, 'ann');
    assert.deepEqual(journey.seats(1), ['1.1 ann reassigned', '2.1 bob current', '1.2 dan current']);
    const { actor, data } = journey.entry('reassigned');
    assert.deepEqual([actor.id, data.cause, data.user_id], [null, 'holder_inactive', 'dan']);
  });

  it('passes on to somebody who is not on leave, where there is one', () => {
    const journey = begun(consensus('board'));
    for (const id of ['cid', 'dan']) people.join('board', id);
    people.setAbsent('cid', true);
    leave(journey, 'ann');
    assert.deepEqual(journey.holders, ['bob', 'dan']);
  });

  it('passes on by chance where chance had seated its holder', () => {
    people.role('board', 'ann');
    const journey = begun(role('random', 'board'));
    people.join('board', 'dan');
    leave(journey, 'ann');
    assert.deepEqual(journey.holders, ['dan']);
  });

  it('goes back to whoever had passed it on', () => {
    const journey = begun(consensus('board'));
    people.join('board', 'cid');
    journey.delegate('ann', 'dan');
    leave(journey, 'dan');
    assert.deepEqual([journey.holders, journey.openSeat('ann').onBehalfOf], [['bob', 'ann'], null]);
  });

  it('does not go back to somebody who has another vote, or is gone as well', () => {
    const journey = begun(consensus('board'));
    journey.delegate('ann', 'dan');
    journey.delegate('bob', 'ann');
    leave(journey, 'dan');
    assert.deepEqual(journey.holders, ['ann', 'bob']);
    leave(journey, 'bob');
    assert.deepEqual(journey.holders, ['ann']);
  });

  it('falls away where nobody else can take it, as long as enough are left', () => {
    const journey = begun(consensus('board'));
    leave(journey, 'ann');
    assert.deepEqual(journey.seats(1), ['1.1 ann cancelled', '2.1 bob current']);
  });

  it('blocks where too few are left and the approval says fail', () => {
    const journey = begun(anyone('board'));
    leave(journey, 'ann');
    assert.equal(
      codeOf(() => leave(journey, 'bob')),
      'NO_APPROVER',
    );
    assert.deepEqual([journey.holders, journey.stepStatuses], [['bob'], ['current']]);
  });

  it('lets the step be skipped where too few are left and the approval says skip', () => {
    const journey = begun(quorum(2, 'board', { onNoApprover: 'skip' }));
    journey.approve('bob');
    leave(journey, 'ann');
    assert.deepEqual([journey.stepStatuses, journey.holders], [['skipped', 'current'], ['cid']]);
    assert.equal(journey.entry('skipped').data.cause, 'no_approver');
  });

  it('goes to a fallback where too few are left, and the step counts on as before', () => {
    const journey = begun(quorum(2, 'board', { onNoApprover: { role: 'backup' } }));
    leave(journey, 'ann');
    assert.deepEqual(journey.seats(1), ['1.1 ann cancelled', '2.1 bob current', '1.2 eve current']);
    const { strategy, approveAt } = journey.step(1);
    assert.deepEqual([strategy, approveAt, journey.world.rotations.size], ['quorum', 2, 0]);
    assert.deepEqual(journey.entry('reassigned').data, {
      cause: 'no_approver',
      user_id: 'eve',
      user_name: 'EVE',
    });
    journey.approve('eve');
    journey.approve('bob');
    assert.deepEqual(journey.holders, ['cid']);
  });

  it('goes to another of the fallback where the first has a vote already', () => {
    const journey = begun(quorum(2, 'board', { onNoApprover: { role: 'backup' } }));
    leave(journey, 'ann');
    leave(journey, 'bob');
    assert.deepEqual(journey.holders, ['eve', 'fay']);
    assert.equal(
      codeOf(() => leave(journey, 'eve')),
      'NO_APPROVER',
    );
  });

  it('stays with the fallback of a rotation, who is no member of it', () => {
    people.role('board', 'ann');
    const journey = begun(roundRobin('board', { onNoApprover: { role: 'backup' }, reassignAfterHours: 1 }));
    leave(journey, 'ann');
    assert.deepEqual([journey.holders, journey.openSeat().rotationRole], [['eve'], null]);
    journey.world.pass(10);
    assert.deepEqual(journey.reassign().events, []);
  });

  it('goes from an inactive fallback back to whom the approval names, where there is anyone again', () => {
    const journey = begun(user('dan', { onNoApprover: { user: 'eve' } }));
    leave(journey, 'dan');
    assert.deepEqual(journey.holders, ['eve']);
    people.setActive('dan', true);
    leave(journey, 'eve');
    assert.deepEqual(journey.holders, ['dan']);
  });

  it('is looked at in a group like any other, and lets the group go on', () => {
    const group = { parallelGroup: 'both' };
    const journey = begun(consensus('board', group), user('dan', { ...group, onNoApprover: 'skip' }));
    for (const id of ['ann', 'bob']) journey.approve(id);
    leave(journey, 'dan');
    assert.deepEqual([journey.stepStatuses, journey.holders], [['approved', 'skipped', 'current'], ['cid']]);
  });

  it('is no concern once the attachment is closed', () => {
    const journey = begun(anyone('board'));
    const { id } = journey.openSeat('ann');
    journey.cancel();
    people.setActive('ann', false);
    assert.deepEqual(journey.reassign(id).events, []);
  });
});
