import assert from 'node:assert/strict';
import { anyone, roundRobin } from '../support/approvals.js';
import { Journey } from '../support/journey.js';
import { People } from '../support/people.js';

describe('Reassigning a rotating seat', () => {
  let people: People;

  beforeEach(() => {
    people = new People().role('board', 'ann', 'bob', 'cid').role('audit', 'ann').add('dan', 'eve', 'req');
  });

  function rotating(
    role = 'board',
    settings: { reassignAfterHours?: number } = { reassignAfterHours: 4 },
  ): Journey {
    return Journey.begun([[roundRobin(role, settings)]], { people });
  }

  it('does nothing before its time', () => {
    const journey = rotating();
    journey.world.pass(3.999);
    assert.deepEqual(journey.reassign().events, []);
  });

  it('passes an overdue one to the next member, exactly when it is due', () => {
    const journey = rotating();
    journey.world.pass(4);
    journey.reassign();
    assert.deepEqual(journey.seats(1), ['1.1 ann reassigned', '1.2 bob current']);
    assert.equal(journey.openSeat().reassignAt?.toISOString(), '2026-03-02T16:00:00.000Z');
    assert.deepEqual(journey.world.rotations.get(1), ['ann', 'bob']);
  });

  it('is recorded as done by the system, with the cause', () => {
    const journey = rotating();
    journey.world.pass(4);
    journey.reassign();
    const { actor, assignment, data } = journey.entry('reassigned');
    assert.deepEqual(actor, { id: null, name: null });
    assert.deepEqual(assignment, { stepNumber: 1, seatNo: 1, turn: 1 });
    assert.deepEqual(data, { cause: 'overdue', from_user_id: 'ann', user_id: 'bob', user_name: 'BOB' });
  });

  it('lets the new holder decide in their own name', () => {
    const journey = rotating();
    journey.world.pass(4);
    journey.reassign();
    journey.approve('bob');
    assert.deepEqual([journey.entry('approved').onBehalfOf, journey.status], [null, 'completed']);
  });

  it('comes to everyone once before it comes to anyone twice', () => {
    const journey = rotating();
    const holders = Array.from({ length: 7 }, () => {
      const [holder] = journey.holders;
      journey.world.pass(4);
      journey.reassign();
      return holder;
    });
    assert.deepEqual(holders, ['ann', 'bob', 'cid', 'ann', 'bob', 'cid', 'ann']);
  });

  it('comes to everyone once even where the rotation stands elsewhere', () => {
    const journey = rotating();
    journey.world.pass(4);
    journey.reassign();
    // Bob and Cid were seated for other attachments meanwhile, so that it would be Ann's turn again.
    journey.world.rotations.set(1, ['ann', 'cid', 'bob']);
    journey.world.pass(4);
    journey.reassign();
    assert.deepEqual(journey.holders, ['cid']);
  });

  it('passes on at once where its holder has left the role, is inactive, or is on leave', () => {
    for (const [cause, leave] of [
      ['holder_left', () => people.leave('board', 'ann')],
      ['holder_inactive', () => people.setActive('ann', false)],
      ['holder_absent', () => people.setAbsent('ann', true)],
    ] as const) {
      people.role('board', 'bob').add('ann').role('board', 'ann', 'bob');
      const journey = rotating();
      leave();
      journey.reassign();
      assert.deepEqual(journey.holders, ['bob']);
      assert.equal(journey.entry('reassigned').data.cause, cause);
    }
  });

  it('passes on where its holder has left, also without a clock', () => {
    const journey = rotating('board', {});
    journey.world.pass(1000);
    assert.deepEqual(journey.reassign().events, []);
    people.leave('board', 'ann');
    journey.reassign();
    assert.deepEqual([journey.holders, journey.openSeat().reassignAt], [['bob'], null]);
  });

  it('does not take a delegate, who need not be a member, for one who has left', () => {
    const journey = rotating();
    journey.delegate('ann', 'dan');
    assert.deepEqual(journey.reassign().events, []);
  });

  it('takes an overdue one from a delegate, too, and back to the members', () => {
    const journey = rotating();
    journey.delegate('ann', 'dan');
    journey.world.pass(4);
    journey.reassign();
    assert.deepEqual(journey.seats(1), ['1.1 ann delegated', '1.2 dan reassigned', '1.3 bob current']);
    assert.equal(journey.openSeat().onBehalfOf, null);
  });

  it('passes over the inactive, the requester and who started it', () => {
    people.role('board', 'ann', 'bob', 'cid', 'req', 'dan', 'eve').setActive('bob', false);
    const journey = new Journey([[roundRobin('board', { reassignAfterHours: 4 })]], { people });
    journey.attach({ actorId: 'cid' });
    journey.world.pass(4);
    journey.reassign();
    assert.deepEqual(journey.holders, ['dan']);
  });

  it('passes over who is on leave while somebody is there, and stays where nobody is until it is due', () => {
    const journey = rotating();
    people.setAbsent('ann', true);
    people.setAbsent('bob', true);
    journey.reassign();
    assert.deepEqual(journey.holders, ['cid']);
    people.setAbsent('cid', true);
    assert.deepEqual(journey.reassign().events, []);
    journey.world.pass(4);
    journey.reassign();
    assert.deepEqual(journey.holders, ['bob']);
  });

  it('is not taken from a delegate who is on leave, be they a member or not', () => {
    const journey = rotating();
    journey.delegate('ann', 'bob');
    people.setAbsent('bob', true);
    assert.deepEqual(journey.reassign().events, []);
  });

  it('stays with nobody else to seat: the holder is reminded and the clock starts again', () => {
    const journey = rotating('audit');
    journey.world.pass(5);
    journey.reassign();
    assert.deepEqual(journey.seats(1), ['1.1 ann current']);
    assert.equal(journey.openSeat().reassignAt?.toISOString(), '2026-03-02T17:00:00.000Z');
    assert.deepEqual(journey.events.slice(-2), ['step_opened', 'reminded']);
    journey.world.pass(3);
    assert.deepEqual(journey.reassign().events, []);
    journey.world.pass(1);
    journey.reassign();
    assert.equal(journey.events.filter((event) => event === 'reminded').length, 2);
  });

  it('stays silently before its time where its holder has left and there is nobody else', () => {
    const journey = rotating('audit');
    people.leave('audit', 'ann');
    assert.deepEqual(journey.reassign().events, []);
    journey.world.pass(4);
    journey.reassign();
    assert.deepEqual([journey.holders, journey.events.at(-1)], [['ann'], 'reminded']);
  });

  it('only reminds where the approval has no hours any more to set the clock to', () => {
    const journey = rotating('audit', {});
    const state = journey.attachment.load();
    const reassignAt = journey.world.now;
    journey.attachment.load = () => ({
      ...state,
      steps: state.steps.map((step) => ({
        ...step,
        assignments: step.assignments.map((assignment) => ({ ...assignment, reassignAt })),
      })),
    });
    const { events } = journey.reassign();
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ['history'],
    );
  });

  it('does nothing to a seat that does not rotate', () => {
    const journey = Journey.begun([[anyone('audit')]], { people });
    journey.world.pass(1000);
    assert.deepEqual(journey.reassign().events, []);
  });

  it('does nothing to a seat that was decided or passed on meanwhile, or that is none', () => {
    const journey = rotating();
    const first = journey.openSeat().id;
    journey.world.pass(4);
    journey.reassign();
    journey.world.pass(4);
    assert.deepEqual(journey.reassign(first).events, []);
    const second = journey.openSeat().id;
    journey.approve('bob');
    assert.deepEqual(journey.reassign(second).events, []);
    assert.deepEqual(journey.reassign(1).events, []);
  });
});
