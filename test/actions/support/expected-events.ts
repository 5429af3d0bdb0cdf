import type { ActionEvent } from '../../../lib/definition/types.js';
import type { FlowCommand } from '../../../lib/flow/commands/command.js';
import type { StepState } from '../../../lib/flow/types.js';
import type { Course } from '../../flow/support/oracle/course.js';
import type { Alarm, Expectation } from '../../flow/support/oracle/expectation.js';
import { placeOf } from '../../flow/support/oracle/scene.js';
import { seatsOf } from '../../flow/support/oracle/seats.js';
import { newSeats } from '../../flow/support/outcome-rules.js';
import type { StoredAttachment } from '../../flow/support/stored-attachment.js';
import { inSeatOrder } from '../../flow/support/stored-attachment.js';
import type { Outcome, World } from '../../flow/support/world.js';

/**
 * What should happen on a command, by section 7 of the design, written down a second time: it shares no code with
 * the flow. Places are indexes of the plan; `null` where there is none.
 */
export interface ExpectedEvent {
  readonly event: ActionEvent;
  readonly position: number | null;
  readonly from: number | null;
  readonly target: number | null;
  readonly step: number | null;
  readonly approvers: readonly string[];
}

/** A command that was carried out, what it should have come to, and what is known of it only afterwards. */
export interface Performed {
  readonly world: World;
  readonly attachment: StoredAttachment;
  readonly outcome: Outcome;
  readonly expected: Expectation;
}

/** Where a decision takes the attachment. */
interface Way {
  readonly from: number | null;
  readonly target: number | null;
}

/** What should happen, in order. */
export function expectedEvents(performed: Performed): readonly ExpectedEvent[] {
  const { outcome, expected } = performed;
  const { command, before } = outcome;
  const { position } = before.attachment;
  if (outcome.refusal !== null || outcome.events.length === 0) return [];
  switch (command.kind) {
    case 'attached':
      return command.autoStart ? onStart(performed) : [];
    case 'started':
      return onStart(performed);
    case 'cancelled':
    case 'recalled':
      return [at('on_workflow_cancel', position)];
    case 'resubmitted':
      return onCourse(performed, expected.course, { from: position, target: null });
    case 'needs_resubmission':
      return onSendingBack(performed, command);
    default:
      return [
        ...onDecision(performed),
        ...onCourse(performed, expected.course, { from: position, target: null }),
      ];
  }
}

function at(event: ActionEvent, position: number | null, more: Partial<ExpectedEvent> = {}): ExpectedEvent {
  return { event, position, from: null, target: null, step: null, approvers: [], ...more };
}

function onStart(performed: Performed): readonly ExpectedEvent[] {
  const course = onCourse(performed, performed.expected.course, { from: null, target: null });
  return [at('on_workflow_start', 0), ...course];
}

/** The move, where it leads elsewhere; then what opens. Or the end. */
function onCourse(performed: Performed, course: Course | null, way: Way): readonly ExpectedEvent[] {
  if (course === null) return [];
  const { position } = course;
  if (position === null) return [at('on_workflow_complete', way.from)];
  const opened = newSeats(performed.outcome).map(({ step, assignments }) => {
    const approvers = assignments.map(({ userId }) => userId);
    return at('on_step_open', position, { step: step.stepNumber, approvers });
  });
  return [...onMove(performed.world, position, way), ...opened];
}

function onMove(world: World, to: number, { from, target }: Way): readonly ExpectedEvent[] {
  if (from === null || from === to) return [];
  const pipelineOf = (index: number): number | undefined => placeOf(world, index).pipeline?.id;
  const moved = at('after_move_stage', to, { from, target });
  return pipelineOf(from) === pipelineOf(to) ? [moved] : [{ ...moved, event: 'after_move_pipeline' }, moved];
}

/** It is sent back from where it was, and a new round begins where it should. */
function onSendingBack(
  performed: Performed,
  { stageId }: Extract<FlowCommand, { kind: 'needs_resubmission' }>,
): readonly ExpectedEvent[] {
  const { world, outcome, expected } = performed;
  const { position: from } = outcome.before.attachment;
  const stages = world.plan.positions.map(({ stage }) => stage?.id);
  const target = stageId === null ? from : stages.indexOf(stageId);
  const step = expected.step?.stepNumber ?? null;
  const sentBack = at('after_resubmission', from, { target, step });
  const way = { from, target };
  if (expected.status !== 'awaiting_resubmission') {
    return [sentBack, ...onCourse(performed, expected.course, way)];
  }
  return [sentBack, ...(target === null ? [] : onMove(world, target, way))];
}

/** What became of the step that was decided on, and who came to sit there. */
function onDecision({ attachment, outcome, expected }: Performed): readonly ExpectedEvent[] {
  const { command, before } = outcome;
  if (expected.isReminder && command.kind === 'reassigned') {
    const seat = seatsOf(attachment).find(({ held }) => held.id === command.assignmentId);
    return seat === undefined ? [] : [onStep('on_reminder', seat.step, [seat.held.userId])];
  }
  const step = before.steps.find(({ stepNumber }) => stepNumber === expected.step?.stepNumber);
  if (step === undefined) return [];
  const alarm = expected.alarm === null ? [] : onAlarm(step, expected.alarm);
  return [...alarm, ...onStanding(outcome, step, expected)];
}

/** What the clock does, in order: those who hold the step are told first. */
function onAlarm(step: StepState, { isDue, passages }: Alarm): readonly ExpectedEvent[] {
  const holders = inSeatOrder(step.assignments).filter(({ status }) => status === 'current');
  const ids = holders.map(({ userId }) => userId);
  const passed = passages.map(({ status, userId }) =>
    onStep(status === 'escalated' ? 'after_escalate' : 'after_delegate', step, [userId]),
  );
  return [onStep(isDue ? 'on_deadline' : 'on_reminder', step, ids), ...passed];
}

/** How the step stands, or who came to sit on it. */
function onStanding(outcome: Outcome, step: StepState, expected: Expectation): readonly ExpectedEvent[] {
  if (expected.step?.status === 'approved') return [onStep('after_approve', step)];
  if (expected.step?.status === 'rejected') return [onStep('after_reject', step)];
  if (expected.seats === null) return [];
  const [seated] = newSeats(outcome);
  const approvers = seated?.assignments.map(({ userId }) => userId);
  return [onStep(onSeat(outcome.command, expected.seats), step, approvers)];
}

function onStep(
  event: ActionEvent,
  { position, stepNumber }: StepState,
  approvers: readonly string[] = [],
): ExpectedEvent {
  return at(event, position, { step: stepNumber, approvers });
}

/** Why somebody new sits on a step: by somebody's doing, as the next of a chain, or because a holder was lost. */
function onSeat({ kind }: FlowCommand, { filling }: NonNullable<Expectation['seats']>): ActionEvent {
  if (kind === 'delegated') return 'after_delegate';
  if (kind === 'escalated') return 'after_escalate';
  return kind !== 'replaced' && filling === 'first' ? 'on_step_open' : 'after_reassign';
}
