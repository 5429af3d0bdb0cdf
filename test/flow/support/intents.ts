import fc from 'fast-check';
import type { CommandKind, FlowCommand, SeatCommand } from '../../../lib/flow/commands/command.js';
import type { FlowActor } from '../../../lib/flow/types.js';
import { pickReason, seatCommand } from './decisions.js';
import { Dice } from './dice.js';
import type { Seat } from './oracle/seats.js';
import { seatsOf } from './oracle/seats.js';
import { USERS } from './scenarios.js';
import type { StoredAttachment } from './stored-attachment.js';
import { changeSurroundings, sendAway } from './surroundings.js';
import type { World } from './world.js';

/** How often each is wanted, relative to the others; `surroundings` are the directory and the object. */
const KINDS = {
  approved: 52,
  rejected: 4,
  needs_resubmission: 6,
  delegated: 8,
  escalated: 6,
  recalled: 1,
  resubmitted: 3,
  replaced: 4,
  cancelled: 1,
  reassigned: 12,
  timed_out: 11,
  forced: 2,
  attached: 3,
  started: 2,
  surroundings: 14,
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

/** A command for one attachment. */
export interface Turn {
  readonly attachment: StoredAttachment;
  readonly command: FlowCommand;
}

/** Turns an intent into a command for this world; one for the surroundings is carried out at once. */
export function takeIntent(world: World, { kind: wanted, seed, hours }: Intent): Turn | null {
  const dice = new Dice(seed);
  world.pass(hours);
  if (wanted === 'surroundings') {
    changeSurroundings(world, dice);
    return null;
  }
  const attachment = pickAttachment(world, wanted, dice);
  return { attachment, command: toCommand({ world, attachment, dice }, wanted) };
}

/** Mostly one that is open; for somebody who resubmits, one that waits for it; for the clock, one that has an alarm. */
function pickAttachment(world: World, wanted: Kind, dice: Dice): StoredAttachment {
  const open = world.attachments.filter(({ closedAt }) => closedAt === null);
  const closed = world.attachments.filter(({ closedAt }) => closedAt !== null);
  const waiting = open.filter(({ row }) => row.status === 'awaiting_resubmission');
  const timed = open.filter(({ steps }) => steps.some(({ alarmAt }) => alarmAt !== null));
  const wantedOnes = wanted === 'resubmitted' ? waiting : wanted === 'timed_out' ? timed : [];
  const suited = wantedOnes.length > 0 ? wantedOnes : open;
  const known = dice.oneIn(20) ? dice.pickAny(closed) : dice.pickAny(suited);
  const isNew = wanted === 'attached' && open.length < MAX_OPEN_ATTACHMENTS;
  if (known !== undefined && !isNew) return known;
  return world.add(dice.oneIn(16) ? null : dice.pick(USERS));
}

/** Who is about to do something, where. */
export interface Occasion {
  readonly world: World;
  readonly attachment: StoredAttachment;
  readonly dice: Dice;
}

function toCommand(occasion: Occasion, wanted: CommandKind): FlowCommand {
  const { attachment, dice } = occasion;
  const isNew = attachment.history.length === 0;
  // What waits to be started, or to be resubmitted, mostly is.
  const isStarted = attachment.row.status === 'not_started' && !dice.oneIn(4);
  const isResubmitted = attachment.row.status === 'awaiting_resubmission' && dice.oneIn(2);
  switch (isNew ? 'attached' : isStarted ? 'started' : isResubmitted ? 'resubmitted' : wanted) {
    case 'attached':
      return { kind: 'attached', actor: pickActor(dice), autoStart: !dice.oneIn(8) };
    case 'started':
      return { kind: 'started', actor: pickActor(dice) };
    case 'cancelled':
      return { kind: 'cancelled', actor: pickActor(dice), reason: pickReason(dice) };
    case 'recalled':
      return { kind: 'recalled', actor: pickRequester(occasion), reason: pickReason(dice) };
    case 'resubmitted':
      return { kind: 'resubmitted', actor: pickRequester(occasion), reason: pickReason(dice) };
    case 'replaced':
      return replacement(occasion);
    case 'reassigned':
      return { kind: 'reassigned', assignmentId: pickToReassign(occasion) };
    case 'timed_out':
      return { kind: 'timed_out', stepId: pickToTimeOut(occasion) };
    case 'forced':
      return {
        kind: 'forced',
        actor: pickActor(dice),
        reason: pickReason(dice),
        stepId: pickStep(occasion),
        outcome: dice.pick(['approved', 'approved', 'rejected', 'skipped', 'skipped']),
      };
    default:
      return seatCommand(occasion, wanted as SeatCommand['kind']);
  }
}

function replacement({ attachment, dice }: Occasion): FlowCommand {
  const open = seatsOf(attachment).filter(({ held }) => held.status === 'current');
  const seat = dice.oneIn(8) ? dice.pickAny(seatsOf(attachment)) : dice.pickAny(open);
  return {
    kind: 'replaced',
    actor: pickActor(dice),
    reason: pickReason(dice),
    assignmentId: seat?.held.id ?? 1,
    userId: dice.oneIn(16) ? 'ghost' : dice.pick(USERS),
  };
}

/** Mostly one that is open, most of all one that has a deadline. */
function pickStep({ attachment, dice }: Occasion): number {
  const open = attachment.steps.filter(({ status }) => status === 'current');
  const timed = open.filter(({ alarmAt }) => alarmAt !== null);
  const wanted = dice.oneIn(8) ? attachment.steps : dice.oneIn(4) || timed.length === 0 ? open : timed;
  return dice.pickAny(wanted)?.id ?? 1;
}

/** Mostly at its time, or later; or else just before it. */
function pickToTimeOut(occasion: Occasion): number {
  const { world, attachment, dice } = occasion;
  const stepId = pickStep(occasion);
  const alarm = attachment.steps.find(({ id }) => id === stepId)?.alarmAt?.getTime() ?? 0;
  const time = dice.oneIn(8) ? alarm - 1 : alarm;
  if (time > world.now.getTime() && !dice.oneIn(4)) world.now = new Date(time);
  return stepId;
}

function pickActor(dice: Dice): FlowActor {
  const id = dice.pick(USERS);
  return dice.oneIn(12) ? { id: null, name: null } : { id, name: id.toUpperCase() };
}

/** Mostly whose request it is. */
function pickRequester({ attachment, dice }: Occasion): FlowActor {
  const id = attachment.row.requesterId ?? attachment.row.startedBy;
  return id === null || dice.oneIn(6) ? pickActor(dice) : { id, name: id.toUpperCase() };
}

/** Mostly an open seat that rotates, or whose holder is not there, or has just left. */
function pickToReassign({ world, attachment, dice }: Occasion): number {
  const { people } = world;
  const seats = seatsOf(attachment);
  const open = seats.filter(({ held }) => held.status === 'current');
  const leaving = dice.oneIn(3) ? dice.pickAny(open) : undefined;
  if (leaving !== undefined) sendAway(world, leaving, dice);
  const isDue = ({ held }: Seat): boolean =>
    held.rotationRole !== null || !people.isActive(held.userId) || people.isAbsent(held.userId);
  const seat =
    leaving ?? (dice.oneIn(16) ? undefined : dice.pickAny(open.filter(isDue))) ?? dice.pickAny(seats);
  return seat?.held.id ?? 1;
}
