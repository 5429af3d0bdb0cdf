import { ask } from '../ask.js';
import { newDeadline, nextAlarm } from '../deadline.js';
import type { Deadline } from '../deadline.js';
import { openSeats } from '../find-seat.js';
import type { OpenSeat } from '../find-seat.js';
import { handOver } from '../hand-over.js';
import { happen } from '../happen.js';
import { mayHold } from '../new-holder.js';
import type { Overruling } from '../command.js';
import { overrule } from '../overrule.js';
import type { Run } from '../run.js';
import { SYSTEM_ACTOR } from '../types.js';
import type { Flow, FlowActor, FlowUser, StepState } from '../types.js';

const OUTCOMES = { approve: 'approved', reject: 'rejected' } as const;

/**
 * Reminds of an open step whose alarm has come, or does with one that is due what its approval says: it goes to the
 * managers of its holders or to somebody who is named, with a new deadline, or is approved or rejected by the system.
 * Does nothing where the step has been decided meanwhile, or its alarm is still to come.
 *
 * @throws WorkflowError see `overrule`
 */
export function* timeOut(run: Run, stepId: number): Flow {
  const step = run.state.steps.find(({ id, status }) => id === stepId && status === 'current');
  const alarmAt = step?.alarmAt ?? null;
  const dueAt = step?.dueAt ?? null;
  if (step === undefined || dueAt === null || alarmAt === null || alarmAt > run.now) return;
  if (dueAt > run.now) yield* remind(run, step, dueAt);
  else yield* passDeadline(run, step, dueAt);
}

function* remind(run: Run, step: StepState, dueAt: Date): Flow {
  const { stepNumber, position } = step;
  setDeadline(run, step, { dueAt, alarmAt: nextAlarm(run, run.approval(step), dueAt) });
  run.record({
    event: 'reminded',
    actor: SYSTEM_ACTOR,
    stepNumber,
    data: { due_at: dueAt.toISOString() },
  });
  yield* happen(run, { event: 'on_reminder', position, stepNumber, approvers: holdersOf(run, step) });
}

function* passDeadline(run: Run, step: StepState, dueAt: Date): Flow {
  const { stepNumber, position, timeoutCount } = step;
  setDeadline(run, step, { dueAt, alarmAt: null });
  run.record({
    event: 'deadline_passed',
    actor: SYSTEM_ACTOR,
    stepNumber,
    data: { due_at: dueAt.toISOString(), timeout_count: timeoutCount },
  });
  yield* happen(run, { event: 'on_deadline', position, stepNumber, approvers: holdersOf(run, step) });
  const { timeoutAction } = run.approval(step);
  if (timeoutAction === undefined) return;
  if (timeoutAction === 'approve' || timeoutAction === 'reject') {
    return yield* decide(run, step, OUTCOMES[timeoutAction]);
  }
  if (yield* passOn(run, step)) {
    setDeadline(run, step, newDeadline(run, run.approval(step)), { timeoutCount: timeoutCount + 1 });
  } else {
    yield* resort(run, step, dueAt);
  }
}

/** Gives the open seats to somebody else, as far as they may hold them. @returns whether any was given */
function* passOn(run: Run, step: StepState): Flow<boolean> {
  const { timeoutAction, timeoutUser, maxEscalationLevel = 0 } = run.approval(step);
  const isEscalated = timeoutAction === 'escalate';
  if (step.timeoutCount >= (isEscalated ? maxEscalationLevel : 1)) return false;
  // Everyone is looked up before anything changes: each answer repeats whatever came before it.
  const named = isEscalated ? null : yield* userOf(String(timeoutUser));
  const successors: (readonly [OpenSeat, FlowUser | null])[] = [];
  for (const seat of seatsOf(run, step)) {
    successors.push([seat, isEscalated ? yield* managerOf(seat) : named]);
  }
  let isPassedOn = false;
  for (const [seat, user] of successors) {
    // As the step is by now: nobody takes two of its seats.
    const open = { ...seat, step: run.step(step.stepNumber) };
    if (user === null || !(yield* mayHold(run, open, user))) continue;
    const event = isEscalated ? 'escalated' : 'delegated';
    yield* handOver(run, open, { event, actor: SYSTEM_ACTOR, user, data: { cause: 'deadline' } });
    isPassedOn = true;
  }
  return isPassedOn;
}

/** What is left where nobody else can be asked. */
function* resort(run: Run, step: StepState, dueAt: Date): Flow {
  const { lastResort } = run.approval(step);
  if (lastResort !== undefined) return yield* decide(run, step, OUTCOMES[lastResort]);
  const blockedReason = 'It is overdue, and there is nobody else to pass it on to.';
  setDeadline(run, step, { dueAt, alarmAt: null }, { blockedReason });
}

function* decide(run: Run, step: StepState, outcome: Overruling & ('approved' | 'rejected')): Flow {
  const { stepNumber } = step;
  run.record({ event: outcome, actor: SYSTEM_ACTOR, stepNumber, data: { cause: 'deadline' } });
  yield* overrule(run, step, outcome);
}

function setDeadline(
  run: Run,
  { stepNumber, timeoutCount }: StepState,
  deadline: Deadline,
  more: { readonly timeoutCount?: number; readonly blockedReason?: string } = {},
): void {
  run.change({
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
