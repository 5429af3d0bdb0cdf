import type { ApprovalConfig } from '../../definition/types.js';
import { WorkflowError } from '../../errors.js';
import { HOUR } from '../../time-units.js';
import { isOverdue, isTooLate } from '../rules/step.js';
import type { Run } from '../run.js';
import type { StepState } from '../types.js';
import { addWorkingTime, subtractWorkingTime } from './working-time.js';

/** When a step is due, and when it is next to be looked at because of that. */
export type Deadline = Pick<StepState, 'dueAt' | 'alarmAt'>;

/** The time so many hours of the company's working time after another. */
export function hoursAfter({ settings: { calendar } }: Run, from: Date, hours: number): Date {
  return addWorkingTime(calendar, from, hours * HOUR);
}

/** The deadline of a step whose clock starts now. */
export function newDeadline(run: Run, approval: ApprovalConfig): Deadline {
  const { dueHours } = approval;
  if (dueHours === undefined) return { dueAt: null, alarmAt: null };
  const dueAt = hoursAfter(run, run.now, dueHours);
  return { dueAt, alarmAt: nextAlarm(run, approval, dueAt) };
}

/** The first reminder that is still to come, or else the time at which it is due. */
export function nextAlarm(
  { now, settings: { calendar } }: Run,
  { reminderHoursBefore = [] }: ApprovalConfig,
  dueAt: Date,
): Date {
  const reminders = reminderHoursBefore.map((hours) => subtractWorkingTime(calendar, dueAt, hours * HOUR));
  const toCome = reminders.filter((time) => time > now);
  return new Date(Math.min(...[...toCome, dueAt].map((time) => time.getTime())));
}

/** @throws WorkflowError `DEADLINE_PASSED` where a step is overdue and its approval refuses a late decision */
export function requireInTime(run: Run, step: StepState): void {
  if (!isOverdue(step, run.now) || !isTooLate(run.approval(step), true)) return;
  throw new WorkflowError(
    'DEADLINE_PASSED',
    'This was due and can no longer be decided. It is being passed on.',
    { details: { due_at: step.dueAt.toISOString() } },
  );
}
