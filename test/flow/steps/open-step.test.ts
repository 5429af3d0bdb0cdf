import assert from 'node:assert/strict';
import { anyone, consensus, managers, roundRobin, self, user } from '../support/approvals.js';
import { Journey, refusalOf } from '../support/journey.js';
import { People } from '../support/people.js';

describe('An opening step', () => {
  let people: People;

  beforeEach(() => {
    people = new People().role('board', 'cid', 'ann', 'bob').role('nobody').add('dan', 'req', 'sam');
  });

  it('seats every member of a role for anyone and for consensus, in ascending order of id', () => {
    for (const approval of [anyone('board'), consensus('board')]) {
      const journey = Journey.begun([[approval]], { people });
      assert.deepEqual(journey.seats(1), ['1.1 ann current', '2.1 bob current', '3.1 cid current']);
    }
  });

  it('fixes its thresholds in seats', () => {
    const journey = Journey.begun([[consensus('board')]], { people });
    people.leave('board', 'cid');
    const { approveAt, rejectAt } = journey.step(1);
    assert.deepEqual([approveAt, rejectAt], [3, 1]);
  });

  it('seats the one whose turn it is for round_robin, and moves the rotation on', () => {
    const journey = Journey.begun([[roundRobin('board')], [roundRobin('board')]], { people });
    assert.deepEqual(journey.seats(1), ['1.1 ann current']);
    assert.deepEqual(journey.world.rotations.get(1), ['ann']);
    assert.equal(journey.world.rotations.has(2), false);
  });

  it('keeps a rotation for each approval', () => {
    const journey = Journey.begun([[roundRobin('board')], [roundRobin('board')]], { people });
    journey.approve('ann');
    assert.deepEqual(journey.seats(2), ['1.1 ann current']);
  });

  it('seats a named user', () => {
    const journey = Journey.begun([[user('dan')]], { people });
    assert.deepEqual(journey.seats(1), ['1.1 dan current']);
  });

  it('seats the requester for self, who approves nothing by being seated', () => {
    const journey = Journey.begun([[self()]], { people });
    assert.deepEqual(journey.seats(1), ['1.1 req current']);
    assert.equal(journey.status, 'in_progress');
  });

  it('seats the requester for self even where the approval forbids self-approval by mistake', () => {
    const journey = Journey.begun([[self({ allowSelfApproval: false })]], { people });
    assert.deepEqual(journey.holders, ['req']);
  });

  it('seats nobody who is inactive', () => {
    people.setActive('bob', false);
    const journey = Journey.begun([[anyone('board')]], { people });
    assert.deepEqual(journey.holders, ['ann', 'cid']);
  });

  it('seats neither the requester nor who started it, unless the approval allows it', () => {
    for (const [allowSelfApproval, holders] of [
      [false, ['bob']],
      [true, ['ann', 'bob', 'cid']],
    ] as const) {
      const journey = new Journey([[anyone('board', { allowSelfApproval })]], { people, requesterId: 'ann' });
      journey.attach({ actorId: 'cid' });
      assert.deepEqual(journey.holders, holders);
    }
  });

  it('gives the requester no turn in a rotation', () => {
    const journey = Journey.begun([[roundRobin('board')]], { people, requesterId: 'ann' });
    assert.deepEqual(journey.holders, ['bob']);
  });

  it('has a clock where it rotates by time, and none where it does not', () => {
    const timed = Journey.begun([[roundRobin('board', { reassignAfterHours: 1.5 })]], { people }).openSeat();
    assert.equal(timed.reassignAt?.toISOString(), '2026-03-02T09:30:00.000Z');
    assert.equal(timed.rotationRole, 'board');
    const untimed = Journey.begun([[roundRobin('board')]], { people }).openSeat();
    assert.deepEqual([untimed.rotationRole, untimed.reassignAt], ['board', null]);
    const fixed = Journey.begun([[user('ann')]], { people }).openSeat();
    assert.deepEqual([fixed.rotationRole, fixed.reassignAt], [null, null]);
    const shared = Journey.begun([[anyone('nobody')]], { people: people.role('nobody', 'ann') }).openSeat();
    assert.deepEqual([shared.rotationRole, shared.reassignAt], [null, null]);
  });

  it('says in history where it is, in which round, and for how many', () => {
    const journey = Journey.begun([[anyone('board')]], { people });
    const { actor, stepNumber, data } = journey.entry('step_opened');
    assert.deepEqual([actor, stepNumber], [{ id: null, name: null }, 1]);
    assert.deepEqual(data, {
      position: 0,
      stage_id: 101,
      stage: 'Stage 1',
      pipeline_id: 11,
      pipeline: 'Pipeline 1',
      seats: 3,
      round: 1,
    });
  });

  it('is named after its workflow where that has neither pipelines nor stages', () => {
    const journey = Journey.begun([[anyone('board')]], { people, hierarchy: 3 });
    const { stage_id, stage, pipeline_id, pipeline } = journey.entry('step_opened').data;
    assert.deepEqual([stage_id, stage, pipeline_id, pipeline], [null, 'Purchase Request', null, null]);
  });
});

describe('A step with many members', () => {
  const people = new People().role('board', 'ann', 'bob', 'cid', 'req');

  it('is refused above the limit, with how many there would be', () => {
    for (const approval of [anyone('board'), consensus('board')]) {
      const journey = new Journey([[approval]], { people, maxSeats: 2 });
      const { code, message, details } = refusalOf(() => journey.attach());
      assert.equal(code, 'TOO_MANY_SEATS');
      assert.match(message, /^"Stage 1" would seat 3 users; at most 2 are allowed\./);
      assert.equal(details.position, 0);
    }
  });

  it('opens at the limit; whoever may not be seated does not count', () => {
    assert.equal(Journey.begun([[anyone('board')]], { people, maxSeats: 3 }).holders.length, 3);
  });

  it('asks a chain one after another, however long it is', () => {
    const line = new People().line('req', 'm1', 'm2', 'm3');
    const chain = managers('hierarchy_chain', 3);
    assert.deepEqual(Journey.begun([[chain]], { people: line, maxSeats: 1 }).holders, ['m1']);
  });

  it('rotates however many there are', () => {
    assert.deepEqual(Journey.begun([[roundRobin('board')]], { people, maxSeats: 1 }).holders, ['ann']);
  });
});
