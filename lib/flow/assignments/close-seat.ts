import type { HistoryChange } from '../events.js';
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
  run.change({
    kind: 'assignments_closed',
    assignments: [seat.key],
    status: command.action,
    actor: seat.actor,
    comment: command.reason,
    formData: command.formData,
    actedAt: run.now,
  });
  const { action: event, reason: comment, formData } = command;
  recordDecision(run, seat, {
    event,
    comment,
    data: formData === undefined ? data : { ...data, form_data: formData },
  });
}

/** Records what somebody did for a seat, and on whose behalf. */
export function recordDecision(
  run: Run,
  { key, actor, assignment, isCovered }: HeldSeat,
  { event, comment, data }: Pick<HistoryChange, 'event' | 'comment' | 'data'>,
): void {
  const { userId, userName, onBehalfOf } = assignment;
  run.record({
    event,
    actor,
    onBehalfOf: onBehalfOf ?? (isCovered ? userId : null),
    stepNumber: key.stepNumber,
    assignment: key,
    comment,
    data: isCovered ? { ...data, covering_for: userId, covering_for_name: userName } : data,
  });
}
