import assert from 'node:assert/strict';
import type { AssignmentState, StepState } from '../../../lib/flow/types.js';
import { deciderOf, hasVote } from '../../../lib/flow/rules/seat.js';
import { user } from '../support/approvals.js';
import { Journey } from '../support/journey.js';
import { People } from '../support/people.js';

describe('A vote on a step', () => {
  const step = Journey.begun([[user('ann')]], { people: new People().add('ann', 'req') }).step(1);

  /** Ann's seat, as it became. */
  function became(set: Partial<AssignmentState>): StepState {
    return { ...step, assignments: step.assignments.map((held) => ({ ...held, ...set })) };
  }

  function votesOf(set: Partial<AssignmentState>): readonly string[] {
    return ['ann', 'dan', 'eve'].filter((id) => hasVote(became(set), id));
  }

  it('is had by whoever holds an open seat', () => {
    assert.deepEqual(votesOf({}), ['ann']);
  });

  it('is had by the holder of a seat that was decided, and by whoever decided it for them', () => {
    for (const status of ['approved', 'rejected', 'needs_resubmission'] as const) {
      assert.deepEqual(votesOf({ status, actorId: 'dan' }), ['ann', 'dan']);
    }
  });

  it('is not had for a seat that was passed on, taken away, or closed by others', () => {
    for (const status of ['delegated', 'escalated', 'reassigned', 'superseded', 'cancelled'] as const) {
      assert.deepEqual(votesOf({ status, actorId: 'ann' }), []);
    }
  });

  it("is the holder's own, where it is not recorded who decided", () => {
    const [held] = became({ status: 'approved', actorId: null }).assignments;
    assert.ok(held !== undefined);
    assert.equal(deciderOf(held), 'ann');
    assert.deepEqual(votesOf({ status: 'approved', actorId: null }), ['ann']);
  });
});
