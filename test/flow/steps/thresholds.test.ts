import assert from 'node:assert/strict';
import type { ApprovalSettings } from '../../../lib/definition/types.js';
import { anyone, consensus, percentage, quorum, role } from '../support/approvals.js';
import { codeOf, Journey, refusalOf } from '../support/journey.js';
import { People } from '../support/people.js';

describe('The thresholds of a step', () => {
  let people: People;

  beforeEach(() => {
    people = new People().role('board', 'ann', 'bob', 'cid', 'dan').add('eve', 'req');
  });

  function begun(approval: ApprovalSettings): Journey {
    return Journey.begun([[approval]], { people });
  }

  function thresholdsOf(journey: Journey): readonly (number | null)[] {
    const { approveAt, rejectAt } = journey.step(1);
    return [approveAt, rejectAt];
  }

  /** Takes the seat of somebody away. */
  function remove(journey: Journey, id: string): void {
    const seat = journey.openSeat(id).id;
    people.setActive(id, false);
    journey.reassign(seat);
  }

  it('are counted in seats when it opens', () => {
    for (const [approval, expected] of [
      [anyone('board'), [1, 1]],
      [anyone('board', { rejectAt: 3 }), [1, 3]],
      [consensus('board'), [4, 1]],
      [role('majority', 'board'), [3, 2]],
      [percentage(50, 'board'), [2, 3]],
      [percentage(50.01, 'board'), [3, 2]],
      [quorum(1, 'board'), [1, 4]],
      [quorum(4, 'board'), [4, 1]],
    ] as const) {
      assert.deepEqual(thresholdsOf(begun(approval)), expected);
    }
  });

  it('reject as soon as approval is impossible, also where more rejections were asked for', () => {
    const journey = begun(quorum(3, 'board', { rejectAt: 99 }));
    assert.deepEqual(thresholdsOf(journey), [3, 2]);
    journey.reject('ann');
    assert.equal(journey.status, 'in_progress');
    journey.reject('bob');
    assert.equal(journey.status, 'rejected');
    assert.equal(journey.entry('rejected').actor.id, 'bob');
  });

  it('reject at the number that was asked for, also where approval is still possible', () => {
    const journey = begun(quorum(1, 'board', { rejectAt: 2 }));
    journey.reject('ann');
    journey.reject('bob');
    assert.deepEqual([journey.status, journey.holders], ['rejected', []]);
  });

  it('follow the seats that are left for a consensus, a majority and a percentage', () => {
    for (const [approval, expected] of [
      [consensus('board'), [3, 1]],
      [role('majority', 'board'), [2, 2]],
      [percentage(50, 'board'), [2, 2]],
    ] as const) {
      people.setActive('dan', true);
      const journey = begun(approval);
      remove(journey, 'dan');
      assert.deepEqual(thresholdsOf(journey), expected);
      assert.deepEqual(journey.seats(1).at(-1), '4.1 dan cancelled');
      const { actor, data } = journey.entry('seat_removed');
      assert.deepEqual([actor.id, data.cause, data.user_id], [null, 'holder_inactive', 'dan']);
    }
  });

  it('of a quorum never shrink: fewer seats are nobody to seat', () => {
    const journey = begun(quorum(3, 'board'));
    remove(journey, 'dan');
    assert.deepEqual(thresholdsOf(journey), [3, 1]);
    const seat = journey.openSeat('cid').id;
    people.setActive('cid', false);
    const { code, message } = refusalOf(() => journey.reassign(seat));
    assert.equal(code, 'NO_APPROVER');
    assert.match(message, /it needs 3 approvals and only 2 may be seated/);
    assert.deepEqual(journey.holders, ['ann', 'bob', 'cid']);
  });

  it('are not reached by a seat that falls away alone', () => {
    const journey = begun(consensus('board', { onInactiveApprover: 'skip' }));
    for (const id of ['ann', 'bob', 'cid']) remove(journey, id);
    assert.deepEqual([journey.holders, journey.status], [['dan'], 'in_progress']);
    const seat = journey.openSeat().id;
    people.setActive('dan', false);
    assert.equal(
      codeOf(() => journey.reassign(seat)),
      'NO_APPROVER',
    );
  });

  it('may be reached by those who approved, once the last blocker falls away: the system records it', () => {
    const journey = begun(consensus('board'));
    for (const id of ['ann', 'bob', 'cid']) journey.approve(id);
    remove(journey, 'dan');
    assert.deepEqual([journey.status, journey.stepStatuses], ['completed', ['approved']]);
    const { actor, data } = journey.entry('approved');
    assert.deepEqual(actor, { id: null, name: null });
    assert.deepEqual(data, {
      cause: 'threshold_reached',
      approve_at: 3,
      approved_count: 3,
      reject_at: 1,
      rejected_count: 0,
    });
  });

  it('may be reached by those who rejected, once too few are left: the system records it', () => {
    const journey = begun(role('majority', 'board'));
    journey.reject('ann');
    journey.approve('bob');
    remove(journey, 'cid');
    assert.equal(journey.status, 'in_progress');
    remove(journey, 'dan');
    assert.deepEqual([journey.status, journey.entry('rejected').actor.id], ['rejected', null]);
  });
});
