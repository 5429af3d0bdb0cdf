import assert from 'node:assert/strict';
import { progressOf } from '../../../lib/flow/positions/progress.js';
import type { StepState } from '../../../lib/flow/types.js';
import { countedBy, judgeVotes } from './oracle/counting.js';
import { clockOf, isOverruled, passagesAllowed } from './oracle/deadline.js';
import { maySeat } from './oracle/eligible.js';
import { approvalOf } from './oracle/scene.js';
import { votesOf } from './oracle/steps.js';
import type { StoredAttachment } from './stored-attachment.js';

const PASSED_ON = ['delegated', 'escalated', 'reassigned'];

/** What must hold of the stored rows of an attachment at any time. */
export function checkRows(attachment: StoredAttachment): void {
  checkPlace(attachment);
  checkProgress(attachment);
  checkNumbers(attachment);
  // Steps of rounds before the last one were judged when it ended, and are frozen since.
  const steps = attachment.steps.filter(({ round }) => round >= attachment.row.round - 1);
  for (const step of steps) {
    checkSeats(step);
    checkVotes(attachment, step);
    checkOpenHolders(attachment, step);
    checkClock(attachment, step);
  }
}

/** One position is open at most, and one group of its steps: the lowest that are not finished. */
function checkPlace({ row, steps, plan }: StoredAttachment): void {
  const unfinished = steps.filter(({ status }) => status === 'current' || status === 'pending');
  const isRunning = row.status === 'in_progress';
  assert.equal(unfinished.length > 0, isRunning, 'steps are open exactly while it is in progress');
  for (const step of unfinished) {
    assert.equal(step.position, row.position, 'open steps are at the current position');
    assert.equal(step.round, row.round, 'open steps are of the current round');
  }
  const open = unfinished.filter(({ status }) => status === 'current');
  assert.equal(open.length > 0, isRunning);
  assert.deepEqual(unfinished.slice(0, open.length), open, 'what is open comes before what waits');
  const groups = new Set(open.map((step) => approvalOf(plan, step).parallelGroup ?? step.stepNumber));
  assert.ok(groups.size <= 1, 'only a group opens together');
  const isNowhere = steps.length === 0 || row.status === 'completed';
  assert.equal(row.position === null, isNowhere, 'it stands somewhere from its start to its end');
}

/** Every step before the position is finished, and none after it has begun. */
function checkProgress({ row, steps, plan }: StoredAttachment): void {
  const progress = progressOf(row, plan.positions.length);
  const finished = plan.positions.findIndex(({ index }) => {
    const here = steps.filter((step) => step.position === index);
    const latest = here.filter((step) => step.round === Math.max(...here.map(({ round }) => round)));
    return latest.length === 0 || latest.some(({ status }) => status !== 'approved' && status !== 'skipped');
  });
  if (row.status === 'completed') assert.equal(finished, -1, 'nothing was left out');
  else if (row.position !== null && steps.some(({ round }) => round === row.round)) {
    assert.ok(finished === -1 || finished === row.position, `it stands at ${row.position}, not ${finished}`);
  }
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
  const seatNos = [...new Set(assignments.map((held) => held.seatNo))].sort((one, other) => one - other);
  assert.deepEqual(
    seatNos,
    seatNos.map((_, index) => index + 1),
    'seats count from 1',
  );
  for (const seatNo of seatNos) {
    const holders = assignments.filter((held) => held.seatNo === seatNo);
    assert.deepEqual(
      holders.map(({ turn }) => turn),
      holders.map((_, index) => index + 1),
      'turns count from 1',
    );
    for (const [index, held] of holders.entries()) {
      const isLast = index === holders.length - 1;
      const isOver = PASSED_ON.includes(held.status) || held.status === 'cancelled';
      assert.ok(isLast ? !PASSED_ON.includes(held.status) : isOver, `turn ${held.turn} is ${held.status}`);
      assert.ok(held.status !== 'current' || status === 'current', 'a closed step has no open seat');
    }
  }
}

/** The counts are the decisions, and what they made of the step is what its strategy demands. */
function checkVotes(attachment: StoredAttachment, step: StepState): void {
  const { status, strategy, assignments } = step;
  const votes = votesOf(step);
  assert.deepEqual([step.approvedCount, step.rejectedCount], [votes.approvals, votes.rejections]);
  const voters = assignments
    .filter((held) => ['current', 'approved', 'rejected'].includes(held.status))
    .map((held) => (held.status === 'current' ? held.userId : (held.actorId ?? held.userId)));
  assert.equal(new Set(voters).size, voters.length, 'nobody has two votes');
  if (status === 'current') {
    const options = countedBy(approvalOf(attachment.plan, step), strategy);
    const verdict = strategy === 'hierarchy_chain' ? 'open' : judgeVotes(strategy, options, votes);
    assert.equal(verdict, 'open', `${strategy} should have closed`);
    assert.ok(votes.approvals < Number(step.approveAt) && votes.rejections < Number(step.rejectAt));
  }
  if (isOverruled(attachment, step)) return;
  if (status === 'approved') assert.ok(votes.approvals >= Math.max(1, Number(step.approveAt)));
  if (status === 'rejected') assert.ok(votes.rejections >= Math.max(1, Number(step.rejectAt)));
  const sentBack = assignments.filter((held) => held.status === 'needs_resubmission').length;
  assert.equal(sentBack, status === 'needs_resubmission' ? 1 : 0);
}

/** An open step is due, and looked at, when history says; a closed one is looked at no more. */
function checkClock(attachment: StoredAttachment, step: StepState): void {
  const { status, dueAt, alarmAt, timeoutCount } = step;
  if (dueAt === null || status !== 'current') assert.equal(alarmAt, null, 'no alarm where nothing is due');
  if (status === 'pending') assert.equal(dueAt, null, 'nothing is due that has not opened');
  assert.ok(
    timeoutCount <= passagesAllowed(approvalOf(attachment.plan, step)),
    `passed on ${timeoutCount} times`,
  );
  if (status !== 'current') return;
  const clock = clockOf(attachment, step);
  assert.equal(dueAt?.getTime(), clock?.dueAt, 'when it is due');
  assert.equal(alarmAt?.getTime(), clock?.alarmAt ?? undefined, 'when it is looked at next');
  assert.equal(timeoutCount, clock?.passedOn ?? 0, 'how often it was passed on');
}

/** Nobody sits, or decides, on a request of their own, unless the approval says that they may. */
function checkOpenHolders({ plan, row }: StoredAttachment, step: StepState): void {
  const approval = approvalOf(plan, step);
  for (const { userId, actorId, status } of step.assignments) {
    assert.ok(maySeat(approval, row, userId), `${userId} was seated on a request of their own`);
    const decider = status === 'approved' || status === 'rejected' ? (actorId ?? userId) : userId;
    assert.ok(maySeat(approval, row, decider), `${decider} decided on a request of their own`);
  }
}
