import type { AssignmentState, StepState } from '../../../../lib/flow/types.js';
import { countedBy, demandOf, judgeVotes } from './counting.js';
import type { Votes } from './counting.js';
import { courseOf, fallbackOf, fillingOf, waitingAt } from './course.js';
import type { Filling, Seats } from './course.js';
import { eligibleFor, hasVoteOn } from './eligible.js';
import type { Expectation } from './expectation.js';
import { ends, refused, stays, UNMOVED } from './expectation.js';
import type { Scene } from './scene.js';
import { approvalOf, approversOf, placeOf, withStep } from './scene.js';

/** The votes of a step: each seat's last holder decided, or still may. */
export function votesOf({ assignments }: StepState): Votes {
  const count = (status: string): number => assignments.filter((held) => held.status === status).length;
  return { approvals: count('approved'), rejections: count('rejected'), open: count('current') };
}

/** A step after one assignment came to something. */
export function afterwards(step: StepState, held: AssignmentState, set: Partial<AssignmentState>): StepState {
  const assignments = step.assignments.map((other) => (other.id === held.id ? { ...other, ...set } : other));
  return { ...step, assignments };
}

/** What becomes of a step whose votes or seats have changed. */
export function expectSettled(scene: Scene, step: StepState): Expectation {
  if (step.strategy === 'hierarchy_chain') return expectChain(scene, step, Number(step.approveAt));
  const approval = approvalOf(scene.world.plan, step);
  switch (judgeVotes(step.strategy, countedBy(approval, step.strategy), votesOf(step))) {
    case 'approved':
      return expectApproved(scene, step);
    case 'rejected':
      return expectRejected(step);
    case 'open':
      return stays(step);
    case 'too_few':
      return expectVacancy(scene, step);
  }
}

function expectApproved(scene: Scene, step: StepState): Expectation {
  return expectOverruled(scene, step, 'approved');
}

function expectRejected({ stepNumber }: StepState): Expectation {
  return { ...UNMOVED, step: { stepNumber, status: 'rejected' }, status: 'rejected' };
}

/** A step ends whatever its votes. */
export function expectOverruled(
  scene: Scene,
  step: StepState,
  outcome: 'approved' | 'rejected' | 'skipped',
): Expectation {
  if (outcome === 'rejected') return expectRejected(step);
  return expectGoingOn(withStep(scene, { ...step, status: outcome }), step, outcome);
}

/** Other steps may still be open beside the one that has ended. */
function expectGoingOn(scene: Scene, step: StepState, status: 'approved' | 'skipped'): Expectation {
  const others = scene.steps.filter(({ stepNumber }) => stepNumber !== step.stepNumber);
  if (others.some((other) => other.status === 'current')) {
    return { ...UNMOVED, step: { stepNumber: step.stepNumber, status } };
  }
  const { pipeline } = placeOf(scene.world, step.position);
  return ends(step, status, courseOf(scene, waitingAt(scene), pipeline?.id ?? null));
}

/** A chain is approved by as many as it had when it opened, one after another. */
export function expectChain(scene: Scene, step: StepState, demand: number): Expectation {
  const { approvals, rejections, open } = votesOf(step);
  if (rejections > 0) return expectRejected(step);
  if (approvals >= demand) return expectApproved(scene, step);
  if (open > 0) return stays(step);
  const rest = restOf(scene, step);
  const [next] = rest.filter((id) => !hasVoteOn(step, id));
  if (next !== undefined) return stays(step, { candidates: [next], filling: 'first' });
  return approvals + rest.length >= demand ? expectApproved(scene, step) : expectVacancy(scene, step);
}

/** Those of a chain who have had no seat of their own. */
export function restOf(scene: Scene, step: StepState): readonly string[] {
  const { world, owners } = scene;
  const place = placeOf(world, step.position);
  const found = eligibleFor(world, owners, place, approvalOf(world.plan, step));
  const first = step.assignments.filter(({ turn }) => turn === 1).map(({ userId }) => userId);
  return unrepeated(scene, step, found).filter((id) => !first.includes(id));
}

/** Those whom the workflow still wants to be asked. */
export function unrepeated(scene: Scene, step: StepState, ids: readonly string[]): readonly string[] {
  if (scene.world.plan.settings.repeatedApprover === 'allow') return ids;
  const approvers = approversOf(scene, step.stepNumber);
  return ids.filter((id) => !approvers.has(id));
}

/** Too few seats are left. */
export function expectVacancy(scene: Scene, step: StepState): Expectation {
  const approval = approvalOf(scene.world.plan, step);
  if (approval.onNoApprover === 'skip') {
    return expectGoingOn(withStep(scene, { ...step, status: 'skipped' }), step, 'skipped');
  }
  const candidates = fallbackOf(scene, approval).filter((id) => !hasVoteOn(step, id));
  return candidates.length === 0 ? refused('NO_APPROVER') : stays(step, oneOf(step, candidates));
}

/** One of these, as the step's strategy picks. */
export function oneOf({ strategy }: StepState, candidates: readonly string[]): Seats {
  const filling = fillingOf(strategy);
  const one: Filling = filling === 'turn' || filling === 'chance' ? filling : 'first_present';
  return { candidates, filling: one };
}

/** A seat falls away without a decision. */
export function expectRemoved(scene: Scene, step: StepState, held: AssignmentState): Expectation {
  const left = afterwards(step, held, { status: 'cancelled' });
  const after = withStep(scene, left);
  if (step.strategy !== 'hierarchy_chain') return expectSettled(after, left);
  const { approvals } = votesOf(left);
  const toCome = restOf(after, left).filter((id) => !hasVoteOn(left, id)).length;
  const demand = Number(step.approveAt) - (approvals + toCome < Number(step.approveAt) ? 1 : 0);
  return demand === 0 ? expectVacancy(after, left) : expectChain(after, left, demand);
}

/** Whether one approval would be enough for the step as it is. */
export function isOneEnough(scene: Scene, step: StepState): boolean {
  const { approvals, rejections, open } = votesOf(step);
  if (step.strategy === 'hierarchy_chain') return step.approveAt === 1;
  const approval = approvalOf(scene.world.plan, step);
  const seats = approvals + rejections + open;
  return demandOf(step.strategy, countedBy(approval, step.strategy), seats) === 1;
}
