import { describePlace } from './place.js';
import { openStep, strategyOf } from './open-step.js';
import type { Run } from './run.js';
import { SYSTEM_ACTOR } from './types.js';
import type { AssignmentKey, Flow, FlowActor, StepState } from './types.js';

/** The status that a closed attachment keeps. */
type ClosedStatus = 'completed' | 'rejected' | 'cancelled';

/** Stands the attachment at a position: inserts all its steps, opens the first. */
export function* enterPosition(run: Run, index: number): Flow {
  const { attachment } = run.state;
  const position = run.position(index);
  run.change({
    kind: 'attachment_changed',
    set: {
      position: index,
      stepCount: attachment.stepCount + position.approvals.length,
    },
  });
  run.change({
    kind: 'steps_created',
    steps: position.approvals.map((approval, offset) => ({
      stepNumber: attachment.stepCount + offset + 1,
      position: index,
      round: attachment.round,
      approvalId: approval.id,
      strategy: strategyOf(approval),
      stageId: position.stage?.id ?? null,
    })),
  });
  yield* goOn(run);
}

/** Opens the next pending step; where none is left, moves to the next position or completes. */
export function* goOn(run: Run): Flow {
  const { attachment, plan } = run.state;
  const here = attachment.position ?? 0;
  const pending = stepsHere(run).find((step) => step.status === 'pending');
  if (pending !== undefined) {
    yield* openStep(run, pending);
  } else if (here + 1 < plan.positions.length) {
    recordMove(run, here, here + 1);
    yield* enterPosition(run, here + 1);
  } else {
    closeAttachment(run, 'completed');
    run.record({ event: 'completed', actor: SYSTEM_ACTOR });
  }
}

/** Ends the attachment; a completed one stands nowhere any more. */
export function closeAttachment(run: Run, status: ClosedStatus): void {
  run.change({
    kind: 'attachment_changed',
    set: status === 'completed' ? { status, position: null } : { status },
    closedAt: run.now,
  });
}

/** Closes what is still open at the current position, in the words of a step and of a seat. */
export function closeOpenSteps(run: Run): void {
  for (const step of stepsHere(run)) {
    if (step.status !== 'current' && step.status !== 'pending') continue;
    closeSeats(run, step, 'cancelled');
    run.change({
      kind: 'step_closed',
      stepNumber: step.stepNumber,
      status: 'cancelled',
      closedAt: run.now,
    });
  }
}

/** Closes the seats of a step that nobody decided any more. */
export function closeSeats(run: Run, { stepNumber }: StepState, status: 'superseded' | 'cancelled'): void {
  const undecided: AssignmentKey[] = run
    .step(stepNumber)
    .assignments.filter((assignment) => assignment.status === 'current')
    .map(({ seatNo, turn }) => ({ stepNumber, seatNo, turn }));
  if (undecided.length === 0) return;
  run.change({
    kind: 'assignments_closed',
    assignments: undecided,
    status,
    actor: SYSTEM_ACTOR,
    comment: null,
    formData: undefined,
    actedAt: run.now,
  });
}

/** Records the way from one position to another. */
export function recordMove(run: Run, from: number, to: number, actor: FlowActor = SYSTEM_ACTOR): void {
  run.record({
    event: 'moved',
    actor,
    data: {
      from: describePlace(run.position(from)),
      to: describePlace(run.position(to)),
    },
  });
}

function stepsHere(run: Run): readonly StepState[] {
  const { position, round } = run.state.attachment;
  return run.state.steps.filter((step) => step.position === position && step.round === round);
}
