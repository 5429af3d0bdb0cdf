import type { StoredAttachment } from '../stored-attachment.js';
import type { World } from '../world.js';
import { eligibleFor, hasVoteOn, mayBeSeated, presentOf } from './eligible.js';
import type { Expectation } from './expectation.js';
import { stays, UNMOVED } from './expectation.js';
import { approvalOf, placeOf, sceneOf } from './scene.js';
import type { Seat } from './seats.js';
import { seatsOf } from './seats.js';
import { expectRemoved, oneOf, unrepeated } from './steps.js';

/** What should become of a seat that the jobs look at. */
export function expectReassigned(
  world: World,
  attachment: StoredAttachment,
  assignmentId: number,
): Expectation {
  const seat = seatsOf(attachment).find(({ held }) => held.id === assignmentId);
  if (seat?.held.status !== 'current') return UNMOVED;
  const { step, held } = seat;
  const isOverdue = held.reassignAt !== null && held.reassignAt.getTime() <= world.now.getTime();
  if (isGone(world, seat)) return expectWithoutHolder(world, attachment, { ...seat, isOverdue });
  const others = held.rotationRole === null ? [] : nextMembers(world, attachment, seat);
  const isLeaving =
    held.rotationRole !== null && held.onBehalfOf === null && world.people.isAbsent(held.userId);
  const isRelieved = isLeaving && others.some((id) => !world.people.isAbsent(id));
  if (others.length > 0 && (isOverdue || isRelieved)) {
    return stays(step, { candidates: others, filling: 'turn' });
  }
  return isOverdue ? { ...UNMOVED, isReminder: true } : UNMOVED;
}

/** Whether a holder can decide no more. */
function isGone({ people }: World, { held }: Seat): boolean {
  if (!people.isActive(held.userId)) return true;
  if (held.rotationRole === null || held.onBehalfOf !== null) return false;
  return !people.membersOf(String(held.rotationRole)).includes(held.userId);
}

function expectWithoutHolder(
  world: World,
  attachment: StoredAttachment,
  seat: Seat & { readonly isOverdue: boolean },
): Expectation {
  const { step, held, isOverdue } = seat;
  const { onInactiveApprover, onNoApprover } = approvalOf(world.plan, step);
  const untouched = isOverdue ? { ...UNMOVED, isReminder: true } : UNMOVED;
  if (onInactiveApprover === 'fail') return untouched;
  const successors = onInactiveApprover === 'skip' ? [] : successorsOf(world, attachment, seat);
  if (successors.length > 0) return stays(step, oneOf(step, successors));
  const isPatient = onInactiveApprover === 'reassign' && held.rotationRole !== null;
  if (isPatient && onNoApprover === 'fail') return untouched;
  return expectRemoved(sceneOf(world, attachment), step, held);
}

/** Back to whose seat it was; else on to somebody whom the strategy could have seated. */
function successorsOf(world: World, attachment: StoredAttachment, seat: Seat): readonly string[] {
  const { step, held } = seat;
  const approval = approvalOf(world.plan, step);
  const back =
    held.onBehalfOf === null ? [] : mayBeSeated(world, attachment.row, approval, [held.onBehalfOf]);
  const returning = back.filter((id) => !hasVoteOn(step, id));
  if (returning.length > 0) return returning;
  if (held.rotationRole !== null) return nextMembers(world, attachment, seat);
  const place = placeOf(world, step.position);
  const others = eligibleFor(world, attachment.row, place, approval).filter((id) => !hasVoteOn(step, id));
  return unrepeated(sceneOf(world, attachment), step, others);
}

/** The other members who are there, those with the fewest turns on this seat. */
function nextMembers(world: World, attachment: StoredAttachment, { step, held }: Seat): readonly string[] {
  const approval = approvalOf(world.plan, step);
  const members = world.people.membersOf(String(held.rotationRole));
  const others = mayBeSeated(world, attachment.row, approval, members).filter((id) => id !== held.userId);
  const there = presentOf(world, unrepeated(sceneOf(world, attachment), step, others));
  const turns = (id: string): number =>
    step.assignments.filter((one) => one.userId === id && one.seatNo === held.seatNo).length;
  return there.filter((id) => there.every((other) => turns(id) <= turns(other)));
}
