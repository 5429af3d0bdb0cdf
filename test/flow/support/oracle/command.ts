import type { CommandOf, FlowCommand, SeatCommand } from '../../../../lib/flow/commands/command.js';
import { FORM } from '../plans.js';
import type { StoredAttachment } from '../stored-attachment.js';
import type { World } from '../world.js';
import { courseOf } from './course.js';
import { expectTimedOut, isTooLate } from './deadline.js';
import { hasVoteOn, isInScopeOf, maySeat } from './eligible.js';
import type { Expectation } from './expectation.js';
import { ends, refused, stays, UNMOVED } from './expectation.js';
import { expectReassigned } from './reassignment.js';
import type { Scene } from './scene.js';
import { approvalOf, placeOf, sceneOf, withStep } from './scene.js';
import type { Seat } from './seats.js';
import { isExcludedFrom, seatsFor, seatsOf } from './seats.js';
import { afterwards, expectOverruled, expectSettled, isOneEnough } from './steps.js';

const CLOSED: readonly string[] = ['completed', 'rejected', 'cancelled'];

/** What a command should come to, by the design. */
export function expectedOf(world: World, attachment: StoredAttachment, command: FlowCommand): Expectation {
  const { status } = attachment.row;
  if (command.kind === 'timed_out') return expectTimedOut(world, attachment, command.stepId);
  if (command.kind === 'reassigned') return expectReassigned(world, attachment, command.assignmentId);
  if (CLOSED.includes(status)) return refused('ATTACHMENT_CLOSED');
  switch (command.kind) {
    case 'cancelled':
      return { ...UNMOVED, status: 'cancelled' };
    case 'recalled':
      return expectRecalled(world, attachment, command);
    case 'attached':
      if (status !== 'not_started') return refused('ALREADY_STARTED');
      return command.autoStart ? expectStarted(world, attachment, command.actor.id) : UNMOVED;
    case 'started':
      if (status !== 'not_started') return refused('ALREADY_STARTED');
      return expectStarted(world, attachment, command.actor.id);
    default:
      if (status === 'not_started') return refused('ATTACHMENT_NOT_STARTED');
  }
  if (command.kind === 'resubmitted') return expectResubmitted(world, attachment, command);
  if (command.kind === 'replaced') return expectReplaced(world, attachment, command);
  if (command.kind === 'forced') return expectForced(world, attachment, command);
  return expectDecided(world, attachment, command);
}

function expectStarted(world: World, attachment: StoredAttachment, startedBy: string | null): Expectation {
  const owners = { ...attachment.row, startedBy };
  return entering({ ...sceneOf(world, attachment), owners, at: 0 });
}

function entering(scene: Scene): Expectation {
  const course = courseOf(scene, null, null);
  if (course.refusal !== null) return refused(course.refusal);
  return { ...UNMOVED, course, status: course.position === null ? 'completed' : 'in_progress' };
}

function isRequester({ row }: StoredAttachment, { actor }: CommandOf<'recalled' | 'resubmitted'>): boolean {
  return actor.id !== null && actor.id === (row.requesterId ?? row.startedBy);
}

function expectRecalled(
  { plan }: World,
  attachment: StoredAttachment,
  command: CommandOf<'recalled'>,
): Expectation {
  if (!isRequester(attachment, command)) return refused('NOT_REQUESTER');
  const isVoted = seatsOf(attachment).some(({ held }) =>
    ['approved', 'rejected', 'needs_resubmission'].includes(held.status),
  );
  // By its seats or over their heads.
  const isDecided = isVoted || attachment.steps.some((step) => step.status === 'approved');
  const isWithThem = plan.settings.recall === 'always' || attachment.row.status === 'awaiting_resubmission';
  if (isDecided && !isWithThem) return refused('RECALL_TOO_LATE');
  return { ...UNMOVED, status: 'cancelled' };
}

function expectResubmitted(
  world: World,
  attachment: StoredAttachment,
  command: CommandOf<'resubmitted'>,
): Expectation {
  if (attachment.row.status !== 'awaiting_resubmission') return refused('NOT_AWAITING_RESUBMISSION');
  return isRequester(attachment, command) ? entering(sceneOf(world, attachment)) : refused('NOT_REQUESTER');
}

function expectReplaced(
  world: World,
  attachment: StoredAttachment,
  { assignmentId, userId }: CommandOf<'replaced'>,
): Expectation {
  const seat = seatsOf(attachment).find(({ held }) => held.id === assignmentId);
  if (seat?.held.status !== 'current') return refused('ALREADY_DECIDED');
  if (!world.people.isActive(userId)) return refused('USER_NOT_FOUND');
  return expectNewHolder(world, attachment, seat, userId);
}

function expectForced(
  world: World,
  attachment: StoredAttachment,
  { stepId, outcome, reason }: CommandOf<'forced'>,
): Expectation {
  if ((reason ?? '').trim() === '') return refused('REASON_REQUIRED');
  const step = attachment.steps.find(({ id }) => id === stepId);
  if (step?.status !== 'current') return refused('ALREADY_DECIDED');
  return expectOverruled(sceneOf(world, attachment), step, outcome);
}

function expectNewHolder(world: World, attachment: StoredAttachment, seat: Seat, id: string): Expectation {
  const { step } = seat;
  if (!maySeat(approvalOf(world.plan, step), attachment.row, id)) return refused('SELF_APPROVAL');
  if (hasVoteOn(step, id) || isExcludedFrom(world, attachment, step, id)) return refused('ALREADY_SEATED');
  return stays(step, { candidates: [id], filling: 'first' });
}

function expectDecided(world: World, attachment: StoredAttachment, command: SeatCommand): Expectation {
  const seats = seatsFor(world, attachment, command);
  const [seat] = seats;
  if (seat === undefined) return refused('NOT_SEATED');
  if (seats.length > 1) return refused('AMBIGUOUS_SEAT');
  if (isTooLate(world, attachment, seat.step)) return refused('DEADLINE_PASSED');
  if (command.kind === 'approved') return expectApproval(world, attachment, { command, seat });
  const needsReason = command.kind === 'rejected' || command.kind === 'needs_resubmission';
  if (needsReason && (command.reason ?? '').trim() === '') return refused('REASON_REQUIRED');
  if (command.formData !== undefined) return refused('FORM_DATA_UNEXPECTED');
  switch (command.kind) {
    case 'rejected':
      return afterVote(world, attachment, seat, { status: 'rejected', actorId: command.actorId });
    case 'needs_resubmission':
      return expectSentBack(world, attachment, { command, seat });
    default:
      return expectPassedOn(world, attachment, { command, seat });
  }
}

interface Decision<Command extends SeatCommand = SeatCommand> {
  readonly command: Command;
  readonly seat: Seat;
}

function expectApproval(
  world: World,
  attachment: StoredAttachment,
  { command, seat }: Decision,
): Expectation {
  const { actorId, formData } = command;
  const { step, held } = seat;
  const { requiredForm, stepApprovalType } = approvalOf(world.plan, step);
  const isCheckIn = stepApprovalType === 'check_in_verify' && held.checkedInAt === null;
  if (requiredForm === undefined || isCheckIn) {
    if (formData !== undefined) return refused('FORM_DATA_UNEXPECTED');
  } else if (formData === undefined || FORM.validate(formData).length > 0) {
    return refused('FORM_DATA_INVALID');
  }
  return isCheckIn ? stays(step) : afterVote(world, attachment, seat, { status: 'approved', actorId });
}

function afterVote(
  world: World,
  attachment: StoredAttachment,
  { step, held }: Seat,
  vote: { readonly status: 'approved' | 'rejected'; readonly actorId: string },
): Expectation {
  const voted = afterwards(step, held, vote);
  return expectSettled(withStep(sceneOf(world, attachment), voted), voted);
}

/** Whether checking in for this seat closes the others. */
export function closesOthers(world: World, attachment: StoredAttachment, { step }: Seat): boolean {
  return isOneEnough(sceneOf(world, attachment), step);
}

function expectSentBack(
  world: World,
  attachment: StoredAttachment,
  { command, seat }: Decision<CommandOf<'needs_resubmission'>>,
): Expectation {
  const { step } = seat;
  const stages = world.plan.positions.map(({ stage }) => stage?.id);
  const target = command.stageId === null ? step.position : stages.indexOf(command.stageId);
  if (target === -1) return refused('STAGE_NOT_IN_VERSION');
  if (target > step.position) return refused('STAGE_NOT_EARLIER');
  const { requesterId, startedBy, round } = attachment.row;
  const status = 'needs_resubmission';
  if (placeOf(world, step.position).resubmission === 'requester' && (requesterId ?? startedBy) !== null) {
    const { stepNumber } = step;
    return { ...UNMOVED, step: { stepNumber, status }, status: 'awaiting_resubmission' };
  }
  const scene = withStep(sceneOf(world, attachment), { ...step, status });
  return ends(step, status, courseOf({ ...scene, round: round + 1, at: target }, null, null));
}

function expectPassedOn(
  world: World,
  attachment: StoredAttachment,
  { command, seat }: Decision,
): Expectation {
  const { people, plan } = world;
  const { step, held } = seat;
  const approval = approvalOf(plan, step);
  if (command.kind === 'delegated' && !approval.allowDelegation) return refused('DELEGATION_NOT_ALLOWED');
  const successor = command.kind === 'delegated' ? command.userId : people.managerOf(held.userId);
  if (successor === null || !people.isActive(successor)) {
    return refused(command.kind === 'delegated' ? 'USER_NOT_FOUND' : 'NO_MANAGER');
  }
  if (command.kind === 'delegated' && !isInScopeOf(world, approval, held, successor)) {
    return refused('DELEGATE_OUT_OF_SCOPE');
  }
  const holders = step.assignments.filter(({ seatNo }) => seatNo === held.seatNo);
  if (holders.some(({ userId }) => userId === successor)) return refused('HOLDER_LOOP');
  return expectNewHolder(world, attachment, seat, successor);
}
