import type { AssignmentStatus } from '../types.js';
import type { OpenSeat } from './find-seat.js';
import type { Run } from './run.js';
import type { FlowActor, SeatCommand } from './types.js';

/** Closes the seat that a command decides, records who did it for whom, and returns who that was. */
export function closeSeat(
  run: Run,
  command: SeatCommand,
  { key, assignment }: OpenSeat,
  data: Readonly<Record<string, unknown>> = {},
): FlowActor {
  const actor: FlowActor = { id: command.actorId, name: assignment.userName };
  const status: AssignmentStatus = command.action;
  run.change({
    kind: 'assignments_closed',
    assignments: [key],
    status,
    actor,
    comment: command.reason,
    formData: command.formData,
    actedAt: run.now,
  });
  run.record({
    event: command.action,
    actor,
    onBehalfOf: assignment.onBehalfOf,
    stepNumber: key.stepNumber,
    assignment: key,
    comment: command.reason,
    data: command.formData === undefined ? data : { ...data, form_data: command.formData },
  });
  return actor;
}
