import assert from 'node:assert/strict';
import type { StepState } from '../../../lib/flow/types.js';
import { clockOf } from './oracle/deadline.js';
import type { Expectation } from './oracle/expectation.js';
import type { StoredAttachment } from './stored-attachment.js';
import type { Outcome } from './world.js';

/** What the clock did to a step is what it should have done, all of it in history and nothing else. */
export function checkAlarm(
  attachment: StoredAttachment,
  { command, events, refusal, now }: Outcome,
  { alarm, step }: Expectation,
): void {
  if (command.kind !== 'timed_out' || refusal !== null) return;
  assert.equal(events.length > 0, alarm !== null, 'whether it is time');
  if (alarm === null || step === null) return;
  const recorded = events.flatMap((event) =>
    event.kind === 'history' && event.stepNumber === step.stepNumber ? [event.event] : [],
  );
  const decided = step.status === 'current' ? [] : [step.status];
  const overdue = ['deadline_passed', ...alarm.passages.map(({ status }) => status), ...decided];
  assert.deepEqual(recorded, alarm.isDue ? overdue : ['reminded'], 'what history tells of it');
  const reasons = events.flatMap((event) => (event.kind === 'deadline_changed' ? [event.blockedReason] : []));
  assert.equal(typeof reasons.at(-1) === 'string', alarm.isBlocked, 'whether it says why it stays');
  const { alarmAt } = stepOf(attachment, command.stepId);
  assert.ok(alarmAt === null || alarmAt > now, 'what was looked at is not looked at again at once');
}

/** Keeps its own book of the reminders that went out. */
export class Reminders {
  /** The times of reminders, by step. */
  readonly #sent = new Map<number, number>();

  /** Nobody is reminded twice because of one time. Call it after every command. */
  check(attachment: StoredAttachment, { command, events, now }: Outcome): void {
    if (command.kind !== 'timed_out') return;
    if (!events.some((event) => event.kind === 'history' && event.event === 'reminded')) return;
    const clock = clockOf(attachment, stepOf(attachment, command.stepId));
    const time = clock?.remindersAt.findLast((at) => at <= now.getTime());
    assert.ok(time !== undefined, 'it is time for a reminder');
    assert.ok(time > (this.#sent.get(command.stepId) ?? -Infinity), 'nobody was reminded of this before');
    this.#sent.set(command.stepId, time);
  }
}

function stepOf({ steps }: StoredAttachment, stepId: number): StepState {
  const step = steps.find(({ id }) => id === stepId);
  assert.ok(step !== undefined);
  return step;
}
