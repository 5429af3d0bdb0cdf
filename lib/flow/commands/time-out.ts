import { ask } from '../ask.js';
import { newDeadline, nextAlarm } from '../deadlines/deadline.js';
import type { Deadline } from '../deadlines/deadline.js';
import { openSeats } from '../assignments/open-seats.js';
import type { OpenSeat } from '../assignments/open-seats.js';
import { handOver } from '../assignments/hand-over.js';
import { raise } from '../raise.js';
import { mayHold } from '../assignments/new-holder.js';
import type { CommandOf, ForcedOutcome } from './command.js';
import type { TimeOutOutcome } from './outcome.js';
import { forceStep } from '../steps/force-step.js';
import { isOpenStep } from '../rules/step.js';
import type { Run } from '../run.js';
import { together } from '../together.js';
import { SYSTEM_ACTOR } from '../types.js';
import type { Flow, FlowActor, FlowUser, StepState } from '../types.js';

const OUTCOMES = { approve: 'approved', reject: 'rejected' } as const;

/**
 * Reminds of an open step whose alarm has come, or does with one that is due what its approval says: it goes to the
 * managers of its holders or to somebody who is named, with a new deadline, or is approved or rejected by the system.
 * Does nothing where the step has been decided meanwhile, or its alarm is still to come.
 *
 * @throws WorkflowError see `forceStep`
 */
export function* timeOut(run: Run, { stepId }: CommandOf<'timed_out'>): Flow<TimeOutOutcome> {
  const step = run.state.steps.find((one) => one.id === stepId && isOpenStep(one));
  const alarmAt = step?.alarmAt ?? null;
  const dueAt = step?.dueAt ?? null;
  if (step === undefined || dueAt === null || alarmAt === null || alarmAt > run.now) return 'not_due';
  return dueAt > run.now ? yield* remind(run, step, dueAt) : yield* passDeadline(run, step, dueAt);
}

function* remind(run: Run, step: StepState, dueAt: Date): Flow<TimeOutOutcome> {
  const { stepNumber, position } = step;
  setDeadline(run, step, { dueAt, alarmAt: nextAlarm(run, run.approval(step), dueAt) });
  run.record({
    event: 'reminded',
    actor: SYSTEM_ACTOR,
    stepNumber,
    data: { due_at: dueAt.toISOString() },
  });
  yield* raise(run, { event: 'on_reminder', position, stepNumber, approvers: holdersOf(run, step) });
  return 'reminded';
}

function* passDeadline(run: Run, step: StepState, dueAt: Date): Flow<TimeOutOutcome> {
  const { stepNumber, position, timeoutCount } = step;
  setDeadline(run, step, { dueAt, alarmAt: null });
  run.record({
    event: 'deadline_passed',
    actor: SYSTEM_ACTOR,
    stepNumber,
    data: { due_at: dueAt.toISOString(), timeout_count: timeoutCount },
  });
  yield* raise(run, { event: 'on_deadline', position, stepNumber, approvers: holdersOf(run, step) });
  const { timeoutAction } = run.approval(step);
  if (timeoutAction === undefined) return 'overdue';
  if (timeoutAction === 'approve' || timeoutAction === 'reject') {
    return yield* decide(run, step, OUTCOMES[timeoutAction]);
  }
  const event = timeoutAction === 'escalate' ? 'escalated' : 'delegated';
  if (!(yield* passOn(run, step, event))) return yield* resort(run, step, dueAt);
  setDeadline(run, step, newDeadline(run, run.approval(step)), { timeoutCount: timeoutCount + 1 });
  return event;
}

/** Gives the open seats to somebody else, as far as they may hold them. @returns whether any was given */
function* passOn(run: Run, step: StepState, event: 'escalated' | 'delegated'): Flow<boolean> {
  const { timeoutUser, maxEscalationLevel = 0 } = run.approval(step);
  const isEscalated = event === 'escalated';
  if (step.timeoutCount >= (isEscalated ? maxEscalationLevel : 1)) return false;
  const seats = seatsOf(run, step);
  const users = yield* together(
    seats.map((seat) => (isEscalated ? managerOf(seat) : userOf(String(timeoutUser)))),
  );
  let isPassedOn = false;
  for (const [index, seat] of seats.entries()) {
    const user = users[index] ?? null;
    // As the step is by now: nobody takes two of its seats.
    const open = { ...seat, step: run.step(step.stepNumber) };
    if (user === null || !(yield* mayHold(run, open, user))) continue;
    yield* handOver(run, open, { event, actor: SYSTEM_ACTOR, user, data: { cause: 'deadline' } });
    isPassedOn = true;
  }
  return isPassedOn;
}

/** What is left where nobody else can be asked. */
function* resort(run: Run, step: StepState, dueAt: Date): Flow<TimeOutOutcome> {
  const { lastResort } = run.approval(step);
  if (lastResort !== undefined) return yield* decide(run, step, OUTCOMES[lastResort]);
  const blockedReason = 'It is overdue, and there is nobody else to pass it on to.';
  setDeadline(run, step, { dueAt, alarmAt: null }, { blockedReason });
  return 'blocked';
}

function* decide(
  run: Run,
  step: StepState,
  outcome: ForcedOutcome & ('approved' | 'rejected'),
): Flow<TimeOutOutcome> {
  const { stepNumber } = step;
  run.record({ event: outcome, actor: SYSTEM_ACTOR, stepNumber, data: { cause: 'deadline' } });
  yield* forceStep(run, step, outcome);
  return outcome;
}

function setDeadline(
  run: Run,
  { stepNumber, timeoutCount }: StepState,
  deadline: Deadline,
  more: { readonly timeoutCount?: number; readonly blockedReason?: string } = {},
): void {
  run.emit({
    kind: 'deadline_changed',
    stepNumber,
    timeoutCount,
    blockedReason: null,
    ...deadline,
    ...more,
  });
}

function* managerOf({ assignment }: OpenSeat): Flow<FlowUser | null> {
  return (yield* ask({ kind: 'manager', userId: assignment.userId })).user;
}

function* userOf(id: string): Flow<FlowUser | null> {
  return (yield* ask({ kind: 'users', ids: [id] })).users[0] ?? null;
}

function seatsOf(run: Run, { stepNumber }: StepState): readonly OpenSeat[] {
  return openSeats(run.state).filter(({ key }) => key.stepNumber === stepNumber);
}

function holdersOf(run: Run, step: StepState): readonly FlowActor[] {
  return seatsOf(run, step).map(({ assignment: { userId, userName } }) => ({ id: userId, name: userName }));
}
