import { newDeadline } from '../deadlines/deadline.js';
import { describePosition } from '../positions/describe-position.js';
import type { Prospect } from './resolve-approval.js';
import type { Run } from '../run.js';
import type { SomeUsers } from '../assignments/take-seat.js';
import { takeSeat } from '../assignments/take-seat.js';
import { SYSTEM_ACTOR } from '../types.js';

/** How a step opens: who takes its first seats, and how they count. */
export type Opening = Pick<Prospect, 'strategy' | 'thresholds' | 'notes'> & { readonly holders: SomeUsers };

/** Opens a pending step as its approval was resolved: seats its holders and fixes its thresholds. */
export function openStep(
  run: Run,
  stepNumber: number,
  { strategy, holders, thresholds, notes }: Opening,
): void {
  run.emit({
    kind: 'step_opened',
    stepNumber,
    strategy: strategy.name,
    ...thresholds,
    openedAt: run.now,
    ...newDeadline(run, run.approval(run.step(stepNumber))),
  });
  const step = run.step(stepNumber);
  run.emit({
    kind: 'seats_assigned',
    stepNumber,
    assignments: holders.map((user, index) => takeSeat(run, step, user, { seatNo: index + 1, turn: 1 })),
    assignedAt: run.now,
  });
  const where = describePosition(run.position(step.position));
  run.record({
    event: 'step_opened',
    actor: SYSTEM_ACTOR,
    stepNumber,
    data: { ...where, seats: holders.length, round: step.round, ...notes },
  });
}
