import type { FlowCommand, SeatChoice, SeatCommand } from '../../../lib/flow/commands/command.js';
import type { Dice } from './dice.js';
import type { Occasion } from './intents.js';
import { approvalOf } from './oracle/scene.js';
import type { Seat } from './oracle/seats.js';
import { seatsOf } from './oracle/seats.js';
import { USERS } from './scenarios.js';
import type { StoredAttachment } from './stored-attachment.js';
import type { World } from './world.js';

/** What somebody who holds a seat, or stands in for its holder, decides; mostly as it should be. */
export function seatCommand({ world, attachment, dice }: Occasion, kind: SeatCommand['kind']): FlowCommand {
  const seat = dice.pickAny(seatsOf(attachment).filter(({ held }) => held.status === 'current'));
  const common = {
    actorId: pickDecider(world, seat, dice),
    seat: nameSeat(attachment, seat, dice),
    reason: pickReason(dice),
    formData: dice.oneIn(16) ? { amount: 1 } : undefined,
  };
  switch (kind) {
    case 'approved':
      return { ...common, kind, formData: fillForm(world, seat, dice) };
    case 'needs_resubmission':
      return { ...common, kind, stageId: pickStage(world, dice) };
    case 'delegated':
      return { ...common, kind, userId: dice.oneIn(16) ? 'ghost' : dice.pick(USERS) };
    default:
      return { ...common, kind };
  }
}

/** Mostly the holder, or a substitute. */
function pickDecider({ people }: World, seat: Seat | undefined, dice: Dice): string {
  if (seat === undefined || dice.oneIn(16)) return dice.pick(USERS);
  const { userId } = seat.held;
  const standIns = USERS.filter((id) => people.absentHoldersOf(id).includes(userId));
  return (dice.oneIn(3) ? dice.pickAny(standIns) : undefined) ?? userId;
}

export function pickReason(dice: Dice): string | null {
  return dice.oneIn(8)
    ? dice.pick([null, '', ' \n'])
    : dice.pick(['too late', 'too expensive', 'incomplete']);
}

/** Mostly one that exists, or none. */
function pickStage({ plan }: World, dice: Dice): number | null {
  return dice.oneIn(3) ? null : 101 + dice.below(plan.positions.length + 1);
}

/** Mostly what the approval asks for. */
function fillForm({ plan }: World, seat: Seat | undefined, dice: Dice): unknown {
  if (dice.oneIn(16)) return dice.pick([undefined, null, { amount: 'much' }, { amount: 2 }]);
  if (seat === undefined) return undefined;
  const { requiredForm, stepApprovalType } = approvalOf(plan, seat.step);
  const isCheckIn = stepApprovalType === 'check_in_verify' && seat.held.checkedInAt === null;
  return requiredForm !== undefined && !isCheckIn ? { amount: dice.below(100) } : undefined;
}

/** Mostly not at all or right; else by a step or a seat that is closed, or nobody's. */
function nameSeat(attachment: StoredAttachment, seat: Seat | undefined, dice: Dice): SeatChoice {
  const anySeat = dice.pickAny(seatsOf(attachment));
  const { step, held } = (dice.oneIn(12) ? anySeat : seat) ?? { step: { id: 1 }, held: { id: 1 } };
  return dice.pick<SeatChoice>([
    {},
    {},
    {},
    { stepId: step.id ?? undefined },
    { assignmentId: held.id ?? undefined },
    { stepId: step.id ?? undefined, assignmentId: held.id ?? undefined },
  ]);
}
