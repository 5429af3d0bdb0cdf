import assert from 'node:assert/strict';
import type { FlowEvent } from '../../lib/flow/events.js';
import { evolve } from '../../lib/flow/evolve.js';
import type { AssignmentState, FlowState, StepState } from '../../lib/flow/types.js';
import { consensus, user } from './support/approvals.js';
import { Journey } from './support/journey.js';
import { People } from './support/people.js';
import { WITH_FORM } from './support/plans.js';

const NOW = new Date('2026-03-03T08:00:00.000Z');
const ANN = { id: 'ann', name: 'ANN' };
const FIRST_SEAT = { stepNumber: 1, seatNo: 1, turn: 1 };

/** What is done to the first step, or to its first seat. */
const EVENTS: readonly FlowEvent[] = [
  { kind: 'thresholds_changed', stepNumber: 1, approveAt: 1, rejectAt: 1 },
  { kind: 'step_counted', stepNumber: 1, approvedCount: 1, rejectedCount: 0 },
  {
    kind: 'deadline_changed',
    stepNumber: 1,
    dueAt: NOW,
    alarmAt: null,
    timeoutCount: 1,
    blockedReason: 'alone',
  },
  { kind: 'checked_in', assignment: FIRST_SEAT, checkedInAt: NOW },
  { kind: 'reassignment_postponed', assignment: FIRST_SEAT, reassignAt: NOW },
  {
    kind: 'assignments_closed',
    assignments: [FIRST_SEAT],
    status: 'approved',
    actor: ANN,
    comment: 'fine',
    formData: { amount: 1 },
    actedAt: NOW,
  },
  { kind: 'step_closed', stepNumber: 1, status: 'approved', closedAt: NOW },
];

/** Two steps that are open together, with two seats each. */
function openState(): FlowState {
  const people = new People().role('board', 'ann', 'bob').add('req');
  const approval = consensus('board', { parallelGroup: 'both' });
  return Journey.begun([[approval, approval]], { people }).attachment.load();
}

function stepOf(state: FlowState, stepNumber: number): StepState {
  const step = state.steps.find((candidate) => candidate.stepNumber === stepNumber);
  assert.ok(step !== undefined);
  return step;
}

describe('The state after an event', () => {
  for (const event of EVENTS) {
    it(`keeps every row that ${event.kind} does not touch the same object`, () => {
      const before = openState();
      const after = evolve(before, event);
      assert.notEqual(stepOf(after, 1), stepOf(before, 1));
      assert.equal(stepOf(after, 2), stepOf(before, 2));
      assert.equal(after.attachment, before.attachment);
      assert.equal(after.plan, before.plan);
      const [touched, other] = stepOf(after, 1).assignments;
      const [was, otherWas] = stepOf(before, 1).assignments;
      assert.equal(other, otherWas);
      const isOfSeat = 'assignment' in event || 'assignments' in event;
      assert.equal(touched === was, !isOfSeat);
    });
  }

  it('keeps the steps and their seats where only the attachment changes, and where another step is added', () => {
    const before = openState();
    const changed = evolve(before, { kind: 'attachment_changed', set: { blockedReason: 'two of them' } });
    assert.equal(changed.steps, before.steps);
    const [created] = before.steps.map(({ position, round, approvalId, strategy, stageId }) => ({
      ...{ position, round, approvalId, strategy, stageId },
      stepNumber: 3,
    }));
    assert.ok(created !== undefined);
    const added = evolve(before, { kind: 'steps_created', steps: [created] });
    assert.deepEqual(added.steps.length, 3);
    assert.ok(before.steps.every((step, index) => added.steps[index] === step));
  });

  it('is the same state where an event is no change of a row', () => {
    const before = openState();
    assert.equal(evolve(before, { kind: 'rotated', approvalId: 1, seatedOrder: ['ann'] }), before);
  });

  it('says of a closed seat who closed it, when, why, and with which data', () => {
    const people = new People().add('ann', 'req');
    const journey = Journey.begun([[user('ann', WITH_FORM)]], { people });
    journey.world.pass(1);
    const { after } = journey.approve('ann', { reason: 'fine', formData: { amount: 7 } });
    const [seat] = stepOf(after, 1).assignments;
    const { now } = journey.world;
    const expected: Partial<AssignmentState> = {
      status: 'approved',
      actorId: 'ann',
      actorName: 'ANN',
      comment: 'fine',
      formData: { amount: 7 },
      actedAt: now,
    };
    assert.deepEqual({ ...seat, ...expected }, seat);
    const { status, openedAt, closedAt } = stepOf(after, 1);
    assert.deepEqual([status, closedAt], ['approved', now]);
    assert.deepEqual(openedAt, seat?.assignedAt);
    assert.deepEqual([after.attachment.status, after.attachment.closedAt], ['completed', now]);
  });
});
