import type { RecordedEvent } from '../events.js';
import type { SeatCommand } from '../commands/command.js';
import type { HeldSeat } from './find-seat.js';
import type { Run } from '../run.js';

/** Closes the seat that a command decides, and records who did it for whom. */
export function closeSeat(
  run: Run,
  command: SeatCommand,
  seat: HeldSeat,
  data: Readonly<Record<string, unknown>> = {},
): void {
  run.emit({
    kind: 'assignments_closed',
    assignments: [seat.key],
    status: command.kind,
    actor: seat.actor,
    comment: command.reason,
    formData: command.formData,
    actedAt: run.now,
  });
  const { kind: event, reason: comment, formData } = command;
  recordDecision(run, seat, {
    event,
    comment,
    data: formData === undefined ? data : { ...data, form_data: formData },
  });
}

/** Records what somebody did for a seat, and on whose behalf. */
export function recordDecision(
  run: Run,
  { key, actor, assignment, isSubstituted }: HeldSeat,
  { event, comment, data }: Pick<RecordedEvent, 'event' | 'comment' | 'data'>,
): void {
  const { userId, userName, onBehalfOf } = assignment;
  run.record({
    event,
    actor,
    onBehalfOf: onBehalfOf ?? (isSubstituted ? userId : null),
    stepNumber: key.stepNumber,
    assignment: key,
    comment,
    data: isSubstituted ? { ...data, covering_for: userId, covering_for_name: userName } : data,
  });
}
