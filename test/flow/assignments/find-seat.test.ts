import assert from 'node:assert/strict';
import { anyone, user } from '../support/approvals.js';
import { codeOf, Journey, refusalOf } from '../support/journey.js';
import { People } from '../support/people.js';

describe('The seat that a command means', () => {
  let people: People;

  beforeEach(() => {
    people = new People().role('board', 'ann', 'bob', 'cid').role('audit', 'ann').add('dan', 'req');
  });

  /** Ann has a seat on each of two steps that are open together; the second is Eve's. */
  function doublySeated(): Journey {
    people.add('eve');
    const group = { parallelGroup: 'both' };
    const journey = Journey.begun([[anyone('audit', group), user('eve', group)]], { people });
    journey.delegate('eve', 'ann');
    return journey;
  }

  it('is the one that the actor holds', () => {
    const journey = Journey.begun([[anyone('board')]], { people });
    journey.approve('bob');
    assert.deepEqual(journey.seats(1), ['1.1 ann superseded', '2.1 bob approved', '3.1 cid superseded']);
  });

  it('is none for someone who holds none', () => {
    const journey = Journey.begun([[anyone('board')]], { people });
    assert.equal(
      codeOf(() => journey.approve('dan')),
      'NOT_SEATED',
    );
    assert.equal(
      codeOf(() => journey.reject('dan')),
      'NOT_SEATED',
    );
    assert.equal(
      codeOf(() => journey.sendBack('dan')),
      'NOT_SEATED',
    );
    assert.equal(
      codeOf(() => journey.delegate('dan', 'req')),
      'NOT_SEATED',
    );
    assert.equal(
      codeOf(() => journey.escalate('dan')),
      'NOT_SEATED',
    );
  });

  it('is none whose id is only the same in another case', () => {
    const journey = Journey.begun([[anyone('board')]], { people });
    assert.equal(
      codeOf(() => journey.approve('Ann')),
      'NOT_SEATED',
    );
  });

  it('is none that the actor has passed on', () => {
    const journey = Journey.begun([[anyone('audit')]], { people });
    journey.delegate('ann', 'dan');
    assert.equal(
      codeOf(() => journey.approve('ann')),
      'NOT_SEATED',
    );
  });

  it('is none of a step that waits to be opened', () => {
    const journey = Journey.begun([[anyone('audit'), anyone('board')]], { people });
    assert.equal(
      codeOf(() => journey.approve('bob')),
      'NOT_SEATED',
    );
  });

  it('may be named by its step, by its assignment, or by both', () => {
    for (const name of ['step', 'assignment', 'both']) {
      const journey = Journey.begun([[anyone('board')]], { people });
      const stepId = Number(journey.step(1).id);
      const assignmentId = journey.openSeat('bob').id;
      const seat = { step: { stepId }, assignment: { assignmentId }, both: { stepId, assignmentId } }[name];
      journey.approve('bob', { seat: seat ?? {} });
      assert.equal(journey.status, 'completed');
    }
  });

  it('is not found where a step is named that has closed, though the actor is seated at the next', () => {
    const journey = Journey.begun([[anyone('board')], [anyone('board')]], { people });
    const seat = { stepId: Number(journey.step(1).id) };
    journey.approve('ann', { seat });
    assert.equal(
      codeOf(() => journey.approve('ann', { seat })),
      'NOT_SEATED',
    );
  });

  it('is not found where an assignment is named that has closed', () => {
    const journey = Journey.begun([[anyone('board')], [anyone('board')]], { people });
    const seat = { assignmentId: journey.openSeat('ann').id };
    journey.approve('ann', { seat });
    assert.equal(
      codeOf(() => journey.approve('ann', { seat })),
      'NOT_SEATED',
    );
  });

  it("is not found where someone else's assignment is named", () => {
    const journey = Journey.begun([[anyone('board')]], { people });
    const seat = { assignmentId: journey.openSeat('bob').id };
    assert.equal(
      codeOf(() => journey.approve('ann', { seat })),
      'NOT_SEATED',
    );
  });

  it('is ambiguous where several are open and none is named; the refusal lists them', () => {
    const journey = doublySeated();
    const { code, status, details } = refusalOf(() => journey.approve('ann'));
    assert.deepEqual([code, status], ['AMBIGUOUS_SEAT', 409]);
    const [own, passedOn] = journey.openSeats();
    const shown = { seat_no: 1, stage: 'Stage 1' };
    assert.deepEqual(details, {
      seats: [
        { ...shown, step_id: journey.step(1).id, assignment_id: own?.id, on_behalf_of: null },
        { ...shown, step_id: journey.step(2).id, assignment_id: passedOn?.id, on_behalf_of: 'eve' },
      ],
    });
  });

  it('is one of several once it is named, and each counts by itself', () => {
    const journey = doublySeated();
    journey.approve('ann', { seat: { stepId: Number(journey.step(2).id) } });
    assert.deepEqual(journey.stepStatuses, ['current', 'approved']);
    journey.approve('ann', { seat: { assignmentId: journey.openSeat().id } });
    assert.equal(journey.status, 'completed');
  });
});
