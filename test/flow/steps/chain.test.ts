import assert from 'node:assert/strict';
import type { HostStrategy } from '../../../lib/flow/strategies/strategy.js';
import { managers, role } from '../support/approvals.js';
import type { RoleOptions } from '../support/approvals.js';
import { codeOf, Journey, refusalOf } from '../support/journey.js';
import { People } from '../support/people.js';

describe('A chain of managers', () => {
  let people: People;

  beforeEach(() => {
    people = new People().line('req', 'm1', 'm2', 'm3').add('dan', 'eve');
  });

  function begun(settings: RoleOptions = {}): Journey {
    return Journey.begun([[managers('hierarchy_chain', 3, settings)]], { people });
  }

  /** Somebody is gone, and the job looks at their seat. */
  function leave(journey: Journey, id: string): void {
    const seat = journey.openSeat(id).id;
    people.setActive(id, false);
    journey.reassign(seat);
  }

  it('is asked one after another, bottom up, and all must approve', () => {
    const journey = begun();
    assert.deepEqual([journey.holders, journey.step(1).approveAt], [['m1'], 3]);
    journey.approve('m1');
    assert.deepEqual(journey.holders, ['m2']);
    journey.approve('m2');
    assert.deepEqual(journey.holders, ['m3']);
    journey.approve('m3');
    assert.deepEqual(journey.seats(1), ['1.1 m1 approved', '2.1 m2 approved', '3.1 m3 approved']);
    assert.equal(journey.status, 'completed');
  });

  it('ends with its first rejection', () => {
    const journey = begun();
    journey.approve('m1');
    journey.reject('m2');
    assert.equal(journey.status, 'rejected');
  });

  it('asks nobody twice: a manager who decides for one below is not asked again', () => {
    const journey = begun();
    journey.escalate('m1');
    assert.deepEqual(journey.holders, ['m2']);
    journey.approve('m2');
    assert.deepEqual(journey.holders, ['m3']);
    journey.approve('m3');
    assert.deepEqual([journey.status, journey.step(1).approveAt], ['completed', 2]);
  });

  it('goes on after a delegate with whom it would have asked next', () => {
    const journey = begun();
    journey.delegate('m1', 'dan');
    journey.approve('dan');
    journey.approve('m2');
    journey.approve('m3');
    assert.deepEqual(journey.seats(1), [
      '1.1 m1 delegated',
      '1.2 dan approved',
      '2.1 m2 approved',
      '3.1 m3 approved',
    ]);
    assert.equal(journey.status, 'completed');
  });

  it('seats whoever is the next manager by then', () => {
    const journey = begun();
    people.setManager('m1', 'eve');
    people.setManager('eve', 'm3');
    journey.approve('m1');
    assert.deepEqual(journey.holders, ['eve']);
  });

  it('goes on without a link that falls away', () => {
    const journey = begun({ onInactiveApprover: 'skip' });
    journey.approve('m1');
    leave(journey, 'm2');
    assert.deepEqual([journey.holders, journey.step(1).approveAt], [['m3'], 2]);
    journey.approve('m3');
    assert.equal(journey.status, 'completed');
  });

  it('is approved by the system where its last link falls away', () => {
    const journey = begun({ onInactiveApprover: 'skip' });
    journey.approve('m1');
    journey.approve('m2');
    leave(journey, 'm3');
    assert.deepEqual([journey.status, journey.entry('approved').actor.id], ['completed', null]);
  });

  it('is approved by the system also where those who are left have decided for others', () => {
    const journey = begun({ onInactiveApprover: 'skip' });
    journey.escalate('m1');
    journey.approve('m2');
    leave(journey, 'm3');
    const { actor, data } = journey.entry('approved');
    assert.deepEqual([journey.status, actor.id, data.cause], ['completed', null, 'threshold_reached']);
  });

  it('gives the seat of a link that is gone to the next', () => {
    const journey = begun();
    leave(journey, 'm1');
    assert.deepEqual(journey.seats(1), ['1.1 m1 reassigned', '1.2 m2 current']);
    journey.approve('m2');
    journey.approve('m3');
    assert.equal(journey.status, 'completed');
  });

  it('that has become too short is refused before its last approval, which changes nothing', () => {
    const journey = begun();
    journey.approve('m1');
    people.setActive('m3', false);
    const { code, message } = refusalOf(() => journey.approve('m2'));
    assert.equal(code, 'NO_APPROVER');
    assert.match(message, /it needs 3 approvals and only 2 may be seated/);
    assert.deepEqual(journey.holders, ['m2']);
    people.setActive('m3', true);
    journey.approve('m2');
    assert.deepEqual(journey.holders, ['m3']);
  });

  it('is not taken for whole because somebody decided for another, where one is missing', () => {
    const journey = begun();
    journey.escalate('m1');
    people.setActive('m3', false);
    assert.equal(
      codeOf(() => journey.approve('m2')),
      'NO_APPROVER',
    );
  });

  it('that has become too short goes on to its fallback', () => {
    const journey = begun({ onNoApprover: { user: 'dan' } });
    journey.approve('m1');
    people.setActive('m3', false);
    journey.approve('m2');
    assert.deepEqual(journey.seats(1).at(-1), '3.1 dan current');
    journey.approve('dan');
    assert.equal(journey.status, 'completed');
  });

  it('whose only link falls away has nobody to seat', () => {
    people.setManager('m1', null);
    const journey = begun({ onInactiveApprover: 'skip', onNoApprover: { user: 'dan' } });
    leave(journey, 'm1');
    assert.deepEqual(journey.seats(1), ['1.1 m1 cancelled', '1.2 dan current']);
  });
});

describe('A chain of the host', () => {
  const half: HostStrategy = {
    name: 'half_in_turn',
    seating: 'chain',
    approveAt: (seats) => Math.ceil(seats / 2),
    rejectAt: (seats) => seats,
  };

  function begun(): { readonly journey: Journey; readonly people: People } {
    const people = new People().role('board', 'ann', 'bob', 'cid', 'dan').add('req');
    const approval = role('half_in_turn', 'board', { onInactiveApprover: 'skip' });
    return { people, journey: Journey.begun([[approval]], { people, strategies: [half] }) };
  }

  it('asks members in ascending order of id until enough have approved', () => {
    const { journey } = begun();
    assert.deepEqual([journey.step(1).approveAt, journey.step(1).rejectAt], [2, 3]);
    journey.reject('ann');
    journey.approve('bob');
    assert.deepEqual([journey.holders, journey.step(1).approveAt], [['cid'], 2]);
    journey.approve('cid');
    assert.equal(journey.status, 'completed');
  });

  it('needs as many as before while those who are left could be enough', () => {
    const { journey, people } = begun();
    journey.approve('ann');
    people.setActive('bob', false);
    journey.reassign();
    assert.deepEqual([journey.holders, journey.step(1).approveAt], [['cid'], 2]);
  });
});
