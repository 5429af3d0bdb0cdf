import fc from 'fast-check';
import type { FlowCommand, SeatChoice, SeatCommand } from '../../../lib/flow/command.js';
import type { AssignmentState, FlowActor, StepState } from '../../../lib/flow/types.js';
import { Dice } from './dice.js';
import { approvalOf } from './oracle.js';
import { ROLES, USERS } from './scenarios.js';
import type { StoredAttachment } from './stored-attachment.js';
import type { World } from './world.js';

/** How often each is wanted, relative to the others; `people` is a change of the directory. */
const KINDS = {
  approved: 50,
  rejected: 1,
  needs_resubmission: 5,
  delegated: 8,
  escalated: 6,
  cancelled: 2,
  reassigned: 10,
  attached: 3,
  started: 2,
  people: 10,
} as const;

const MAX_OPEN_ATTACHMENTS = 3;

type Kind = keyof typeof KINDS;

/** What someone is about to do. It means something only in a world: the seed picks from what there is. */
export interface Intent {
  readonly kind: Kind;
  readonly seed: number;
  /** How long after the last one, in hours. */
  readonly hours: number;
}

const kind = fc.constantFrom(
  ...(Object.keys(KINDS) as Kind[]).flatMap((name) => Array<Kind>(KINDS[name]).fill(name)),
);

export const intent: fc.Arbitrary<Intent> = fc.record({
  kind,
  seed: fc.nat(),
  hours: fc.constantFrom(0, 0, 1, 2, 5, 30),
});

interface Seat {
  readonly step: StepState;
  readonly assignment: AssignmentState;
}

/** A command for one attachment. */
export interface Turn {
  readonly attachment: StoredAttachment;
  readonly command: FlowCommand;
}

/** Turns an intent into a command for this world; one for the people is carried out at once. */
export function takeIntent(world: World, { kind: wanted, seed, hours }: Intent): Turn | null {
  const dice = new Dice(seed);
  world.pass(hours);
  if (wanted === 'people') {
    changePeople(world, dice);
    return null;
  }
  const attachment = pickAttachment(world, wanted, dice);
  return { attachment, command: toCommand({ world, attachment, dice }, wanted) };
}

/** Mostly something about someone who holds a seat. */
function changePeople({ people, attachments }: World, dice: Dice): void {
  const seats = attachments.flatMap(seatsOf).filter(({ assignment }) => assignment.status === 'current');
  const holder = dice.oneIn(3) ? undefined : dice.pickAny(seats)?.assignment.userId;
  const id = holder ?? dice.pick(USERS);
  const role = dice.pick(ROLES);
  const change = dice.pick([
    () => people.setActive(id, !people.isActive(id)),
    () => people.setActive(id, true),
    () => people.join(role, id),
    () => people.join(role, dice.pick(USERS)),
    () => people.join(dice.pick(ROLES), dice.pick(USERS)),
    () => people.leave(role, id),
    () => people.leave(role, id),
    () => people.setManager(id, dice.oneIn(8) ? null : dice.pick(USERS)),
  ]);
  change();
}

/** Mostly one that is open. */
function pickAttachment(world: World, wanted: Kind, dice: Dice): StoredAttachment {
  const open = world.attachments.filter(({ closedAt }) => closedAt === null);
  const closed = world.attachments.filter(({ closedAt }) => closedAt !== null);
  const known = dice.oneIn(20) ? dice.pickAny(closed) : dice.pickAny(open);
  const isNew = wanted === 'attached' && open.length < MAX_OPEN_ATTACHMENTS;
  if (known !== undefined && !isNew) return known;
  return world.add(dice.oneIn(16) ? null : dice.pick(USERS));
}

interface Occasion {
  readonly world: World;
  readonly attachment: StoredAttachment;
  readonly dice: Dice;
}

function toCommand(occasion: Occasion, wanted: FlowCommand['action']): FlowCommand {
  const { attachment, dice } = occasion;
  const isNew = attachment.history.length === 0;
  // What waits to be started mostly is.
  const isStarted = attachment.row.status === 'not_started' && !dice.oneIn(4);
  switch (isNew ? 'attached' : isStarted ? 'started' : wanted) {
    case 'attached':
      return { action: 'attached', actor: pickActor(dice), autoStart: !dice.oneIn(8) };
    case 'started':
      return { action: 'started', actor: pickActor(dice) };
    case 'cancelled':
      return { action: 'cancelled', actor: pickActor(dice), reason: pickReason(dice) };
    case 'reassigned':
      return { action: 'reassigned', assignmentId: pickRotating(attachment, dice) };
    default:
      return seatCommand(occasion, wanted as SeatCommand['action']);
  }
}

function seatCommand({ world, attachment, dice }: Occasion, action: SeatCommand['action']): FlowCommand {
  const seat = dice.pickAny(seatsOf(attachment).filter(({ assignment }) => assignment.status === 'current'));
  const common = {
    actorId: seat === undefined || dice.oneIn(16) ? dice.pick(USERS) : seat.assignment.userId,
    seat: nameSeat(attachment, seat, dice),
    reason: pickReason(dice),
    formData: dice.oneIn(16) ? { amount: 1 } : undefined,
  };
  switch (action) {
    case 'approved':
      return { ...common, action, formData: fillForm(world, seat, dice) };
    case 'needs_resubmission':
      return { ...common, action, stageId: pickStage(world, dice) };
    case 'delegated':
      return { ...common, action, userId: dice.oneIn(16) ? 'ghost' : dice.pick(USERS) };
    default:
      return { ...common, action };
  }
}

function pickActor(dice: Dice): FlowActor {
  const id = dice.pick(USERS);
  return dice.oneIn(12) ? { id: null, name: null } : { id, name: id.toUpperCase() };
}

function pickReason(dice: Dice): string | null {
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
  const isAsked = seat !== undefined && approvalOf(plan, seat.step).requiredForm !== undefined;
  if (dice.oneIn(16)) return dice.pick([undefined, null, { amount: 'much' }, { amount: 2 }]);
  return isAsked ? { amount: dice.below(100) } : undefined;
}

/** Mostly not at all or right; else by a step or a seat that is closed, or nobody's. */
function nameSeat(attachment: StoredAttachment, seat: Seat | undefined, dice: Dice): SeatChoice {
  const anySeat = dice.pickAny(seatsOf(attachment));
  const { step, assignment } = (dice.oneIn(12) ? anySeat : seat) ?? {
    step: { id: 1 },
    assignment: { id: 1 },
  };
  return dice.pick<SeatChoice>([
    {},
    {},
    {},
    { stepId: step.id ?? undefined },
    { assignmentId: assignment.id ?? undefined },
    { stepId: step.id ?? undefined, assignmentId: assignment.id ?? undefined },
  ]);
}

/** Mostly an open rotating seat. */
function pickRotating(attachment: StoredAttachment, dice: Dice): number {
  const seats = seatsOf(attachment);
  const rotating = seats.filter(({ step, assignment }) => {
    return step.strategy === 'round_robin' && assignment.status === 'current';
  });
  const seat = (dice.oneIn(6) ? undefined : dice.pickAny(rotating)) ?? dice.pickAny(seats);
  return seat?.assignment.id ?? 1;
}

function seatsOf({ steps }: StoredAttachment): readonly Seat[] {
  return steps.flatMap((step) => step.assignments.map((assignment) => ({ step, assignment })));
}
