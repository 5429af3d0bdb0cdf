import type { ApprovalConfig } from '../../../../lib/definition/types.js';
import type { AssignmentState, StepState } from '../../../../lib/flow/types.js';
import type { HistoryRow, StoredAttachment } from '../stored-attachment.js';
import { inSeatOrder } from '../stored-attachment.js';
import type { World } from '../world.js';
import { hasVoteOn, mayBeSeated } from './eligible.js';
import type { Expectation, Passage } from './expectation.js';
import { stays, UNMOVED } from './expectation.js';
import { approvalOf, sceneOf } from './scene.js';
import { isExcludedFrom } from './seats.js';
import { expectOverruled } from './steps.js';

const HOUR = 3_600_000;

/** The clock of an open step, read off history: nobody looks at what the step says of it. */
export interface Clock {
  readonly dueAt: number;
  /** The reminders of this deadline, in order. */
  readonly remindersAt: readonly number[];
  /** What is to come, or has come and was not noticed yet; `null` where nothing is. */
  readonly alarmAt: number | null;
  /** How often the step was passed on because it was due. */
  readonly passedOn: number;
}

/** `null` where a step is never due. */
export function clockOf({ plan, history }: StoredAttachment, step: StepState): Clock | null {
  const { dueHours, reminderHoursBefore = [] } = approvalOf(plan, step);
  if (dueHours === undefined) return null;
  const own = history.filter(({ stepNumber }) => stepNumber === step.stepNumber);
  const timesOf = (isMeant: (row: HistoryRow) => boolean): readonly number[] =>
    own.filter(isMeant).map(({ at }) => at.getTime());
  const opened = timesOf(({ event }) => event === 'step_opened');
  const passed = timesOf(isPassedOnByDeadline);
  const looks = timesOf((row) => row.event === 'deadline_passed' || isReminderOfDeadline(row));
  const dueAt = Math.max(...opened, ...passed) + dueHours * HOUR;
  const seenAt = Math.max(...opened, ...passed, ...looks);
  const remindersAt = reminderHoursBefore.map((hours) => dueAt - hours * HOUR).sort((a, b) => a - b);
  const alarmAt = [...remindersAt, dueAt].find((time) => time > seenAt) ?? null;
  return { dueAt, remindersAt, alarmAt, passedOn: new Set(passed).size };
}

function isPassedOnByDeadline({ event, data }: HistoryRow): boolean {
  return (event === 'escalated' || event === 'delegated') && data.cause === 'deadline';
}

/** That of a rotating seat names the seat. */
export function isReminderOfDeadline({ event, assignment }: HistoryRow): boolean {
  return event === 'reminded' && assignment === null;
}

/** Whether a step was ended by the clock or by an administrator, not by its seats. */
export function isOverruled({ history }: StoredAttachment, { stepNumber }: StepState): boolean {
  return history.some(
    ({ event, data, ...row }) =>
      row.stepNumber === stepNumber &&
      (event === 'forced' || ((event === 'approved' || event === 'rejected') && data.cause === 'deadline')),
  );
}

/** How often a step of this approval may be passed on because it is due. */
export function passagesAllowed({ timeoutAction, maxEscalationLevel }: ApprovalConfig): number {
  if (timeoutAction === 'escalate') return Number(maxEscalationLevel);
  return timeoutAction === 'delegate' ? 1 : 0;
}

/** Whether it is too late to decide on a step. */
export function isTooLate({ now }: World, attachment: StoredAttachment, step: StepState): boolean {
  const clock = clockOf(attachment, step);
  const { lateDecision } = approvalOf(attachment.plan, step);
  return clock !== null && clock.dueAt <= now.getTime() && lateDecision === 'refuse';
}

/** What should become of a step that the job of deadlines looks at. */
export function expectTimedOut(world: World, attachment: StoredAttachment, stepId: number): Expectation {
  const step = attachment.steps.find(({ id, status }) => id === stepId && status === 'current');
  const clock = step === undefined ? null : clockOf(attachment, step);
  const now = world.now.getTime();
  const alarmAt = clock?.alarmAt ?? null;
  if (step === undefined || clock === null || alarmAt === null || alarmAt > now) return UNMOVED;
  if (clock.dueAt > now) return { ...stays(step), isReminder: true, alarm: TOLD };
  return expectOverdue(world, attachment, { step, passedOn: clock.passedOn });
}

const TOLD = { isDue: false, passages: [], isBlocked: false } as const;

function expectOverdue(
  world: World,
  attachment: StoredAttachment,
  { step, passedOn }: { readonly step: StepState; readonly passedOn: number },
): Expectation {
  const approval = approvalOf(world.plan, step);
  const due = { ...TOLD, isDue: true };
  const end = (decision: 'approve' | 'reject'): Expectation => {
    const ended = expectOverruled(
      sceneOf(world, attachment),
      step,
      decision === 'approve' ? 'approved' : 'rejected',
    );
    return ended.refusal === null ? { ...ended, alarm: due } : ended;
  };
  switch (approval.timeoutAction) {
    case undefined:
      return { ...stays(step), alarm: due };
    case 'approve':
    case 'reject':
      return end(approval.timeoutAction);
    default: {
      const passages = passedOn < passagesAllowed(approval) ? passagesOf(world, attachment, step) : [];
      if (passages.length > 0) return { ...stays(step), alarm: { ...due, passages } };
      if (approval.lastResort !== undefined) return end(approval.lastResort);
      return { ...stays(step), alarm: { ...due, isBlocked: true } };
    }
  }
}

/** Seat by seat, each as those before it have left the step. */
function passagesOf(world: World, attachment: StoredAttachment, step: StepState): readonly Passage[] {
  const { timeoutAction, timeoutUser } = approvalOf(world.plan, step);
  const passages: Passage[] = [];
  let assignments = step.assignments;
  for (const held of inSeatOrder(step.assignments).filter(({ status }) => status === 'current')) {
    const isEscalated = timeoutAction === 'escalate';
    const userId = isEscalated ? world.people.managerOf(held.userId) : String(timeoutUser);
    if (userId === null || !mayTake(world, attachment, { step: { ...step, assignments }, held }, userId))
      continue;
    const status = isEscalated ? 'escalated' : 'delegated';
    passages.push({ seatNo: held.seatNo, userId, status });
    const others = assignments.filter((one) => one !== held);
    assignments = [...others, { ...held, status }, { ...held, turn: held.turn + 1, userId }];
  }
  return passages;
}

/** Somebody who is there, not the requester, has no vote yet, and never had this seat. */
function mayTake(
  world: World,
  attachment: StoredAttachment,
  { step, held }: { readonly step: StepState; readonly held: AssignmentState },
  userId: string,
): boolean {
  const holders = step.assignments.filter(({ seatNo }) => seatNo === held.seatNo);
  return (
    mayBeSeated(world, attachment.row, approvalOf(world.plan, step), [userId]).length > 0 &&
    !hasVoteOn(step, userId) &&
    !holders.some((one) => one.userId === userId) &&
    !isExcludedFrom(world, attachment, step, userId)
  );
}
