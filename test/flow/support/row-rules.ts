import assert from 'node:assert/strict';
import { progressOf } from '../../../lib/flow/progress.js';
import type { StepState } from '../../../lib/flow/types.js';
import { approvalOf, expectedProgress, maySeat } from './oracle.js';
import type { StoredAttachment } from './stored-attachment.js';

const PASSED_ON = ['delegated', 'escalated', 'reassigned'];
const DECISIONS = ['approved', 'rejected', 'needs_resubmission'];

/** What must hold of the stored rows of an attachment at any time. */
export function checkRows(attachment: StoredAttachment): void {
  checkPlace(attachment);
  checkProgress(attachment);
  checkNumbers(attachment);
  // Steps of rounds before the last one were judged when it ended, and are frozen since.
  const steps = attachment.steps.filter(({ round }) => round >= attachment.row.round - 1);
  for (const step of steps) {
    checkSeats(step);
    checkCounts(step);
    checkOpenHolders(attachment, step);
  }
}

/** One position is open at most, and one step of it: the lowest that is not finished. */
function checkPlace({ row, steps }: StoredAttachment): void {
  const unfinished = steps.filter(({ status }) => status === 'current' || status === 'pending');
  const isRunning = row.status === 'in_progress';
  assert.equal(unfinished.length > 0, isRunning, 'steps are open exactly while it is in progress');
  for (const step of unfinished) {
    assert.equal(step.position, row.position, 'open steps are at the current position');
    assert.equal(step.round, row.round, 'open steps are of the current round');
  }
  assert.deepEqual(
    unfinished.map(({ status }) => status),
    unfinished.map((_, index) => (index === 0 ? 'current' : 'pending')),
    'the first unfinished step is open and the others wait',
  );
  const isNowhere = steps.length === 0 || row.status === 'completed';
  assert.equal(row.position === null, isNowhere, 'it stands somewhere from its start to its end');
}

function checkProgress(attachment: StoredAttachment): void {
  const { row, plan } = attachment;
  const progress = progressOf(row, plan.positions.length);
  assert.equal(progress, expectedProgress(attachment));
  assert.equal(progress === 100, row.status === 'completed', '100 % exactly where it is completed');
}

function checkNumbers({ row, steps }: StoredAttachment): void {
  assert.deepEqual(
    steps.map(({ stepNumber }) => stepNumber),
    steps.map((_, index) => index + 1),
    'step numbers ascend without a gap',
  );
  assert.equal(row.stepCount, steps.length);
  for (const [index, step] of steps.entries()) {
    const previous = steps[index - 1] ?? step;
    assert.ok(step.round >= previous.round, 'rounds never go back');
    assert.ok(step.round > previous.round || step.position >= previous.position, 'a round only goes ahead');
  }
}

/** A seat has one holder at a time and is decided once. */
function checkSeats({ status, assignments }: StepState): void {
  if (status === 'pending') assert.deepEqual(assignments, []);
  if (status === 'current') assert.ok(assignments.some((held) => held.status === 'current'));
  for (const seatNo of new Set(assignments.map((held) => held.seatNo))) {
    const holders = assignments.filter((held) => held.seatNo === seatNo);
    assert.deepEqual(
      holders.map(({ turn }) => turn),
      holders.map((_, index) => index + 1),
      'turns count from 1',
    );
    for (const [index, held] of holders.entries()) {
      const isLast = index === holders.length - 1;
      assert.equal(PASSED_ON.includes(held.status), !isLast, `turn ${held.turn} is ${held.status}`);
      assert.ok(held.status !== 'current' || status === 'current', 'a closed step has no open seat');
    }
  }
}

/** The counts are the decisions, and what they made of the step is what its strategy demands. */
function checkCounts(step: StepState): void {
  const { status, strategy, assignments } = step;
  const count = (decision: string): number => assignments.filter((held) => held.status === decision).length;
  const [approved, rejected, sentBack] = DECISIONS.map(count);
  const seats = new Set(assignments.map(({ seatNo }) => seatNo)).size;
  const demanded = strategy === 'consensus' ? seats : 1;
  assert.deepEqual([step.approvedCount, step.rejectedCount], [approved, rejected]);
  if (strategy === 'single' || strategy === 'round_robin') assert.ok(seats <= 1, 'one seat');
  const others = {
    approved: [demanded, 0, 0],
    rejected: [approved, 1, 0],
    needs_resubmission: [approved, 0, 1],
  };
  if (status === 'approved' || status === 'rejected' || status === 'needs_resubmission') {
    assert.deepEqual([approved, rejected, sentBack], others[status], `${strategy} closed as ${status}`);
  } else {
    assert.deepEqual([rejected, sentBack], [0, 0], `nobody has ended a step that is ${status}`);
  }
  if (status !== 'approved')
    assert.ok(Number(approved) < Math.max(demanded, 1), `${strategy} should be approved`);
}

/** Nobody decides on a request of their own, unless the approval says that they may. */
function checkOpenHolders({ plan, row }: StoredAttachment, step: StepState): void {
  const approval = approvalOf(plan, step);
  for (const { userId } of step.assignments) {
    assert.ok(maySeat(approval, row, userId), `${userId} was seated on a request of their own`);
  }
}
