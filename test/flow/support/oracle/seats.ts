import type { SeatCommand } from '../../../../lib/flow/commands/command.js';
import type { AssignmentState, StepState } from '../../../../lib/flow/types.js';
import type { StoredAttachment } from '../stored-attachment.js';
import type { World } from '../world.js';
import { hasVoteOn, isInScopeOf, maySeat } from './eligible.js';
import { approvalOf, approversOf, sceneOf } from './scene.js';

/** A seat, with its step. */
export interface Seat {
  readonly step: StepState;
  readonly held: AssignmentState;
}

/** Every assignment of every step. */
export function seatsOf({ steps }: Pick<StoredAttachment, 'steps'>): readonly Seat[] {
  return steps.flatMap((step) => step.assignments.map((held) => ({ step, held })));
}

/** The seats for which a command's actor may decide: their own; else those of people for whom they stand in. */
export function seatsFor(
  world: World,
  attachment: StoredAttachment,
  { actorId, seat }: SeatCommand,
): readonly Seat[] {
  const open = seatsOf(attachment)
    .filter(({ held }) => held.status === 'current')
    .filter(({ held }) => seat.assignmentId === undefined || seat.assignmentId === held.id)
    .filter(({ step }) => seat.stepId === undefined || seat.stepId === step.id);
  const own = open.filter(({ held }) => held.userId === actorId);
  return own.length > 0 ? own : open.filter((one) => isCoveredBy(world, attachment, one, actorId));
}

function isCoveredBy(world: World, attachment: StoredAttachment, { step, held }: Seat, id: string): boolean {
  const { people, plan } = world;
  const approval = approvalOf(plan, step);
  return (
    approval.allowDelegation &&
    people.absentHoldersOf(id).includes(held.userId) &&
    people.isActive(id) &&
    maySeat(approval, attachment.row, id) &&
    !hasVoteOn(step, id) &&
    !isExcludedFrom(world, attachment, step, id) &&
    isInScopeOf(world, approval, held, id)
  );
}

/** Whether the workflow wants somebody else than this user, who has approved before. */
export function isExcludedFrom(
  world: World,
  attachment: StoredAttachment,
  step: StepState,
  id: string,
): boolean {
  if (world.plan.settings.repeatedApprover !== 'exclude') return false;
  return approversOf(sceneOf(world, attachment), step.stepNumber).has(id);
}
