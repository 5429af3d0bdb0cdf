import type { FlowEvent, NewAssignment } from './events.js';
import type { AssignmentKey, AssignmentState, FlowState, StepState } from './types.js';
import { unknownCase } from '../unknown-case.js';

/**
 * The state after one event: what an event means is said here, and nowhere else.
 *
 * The same events in the same order always give the same state. Steps and seats that an event does not touch stay the
 * same objects, so that the difference between two states is found by comparing references.
 */
export function evolve(state: FlowState, event: FlowEvent): FlowState {
  switch (event.kind) {
    case 'attachment_changed':
      return { ...state, attachment: { ...state.attachment, ...event.set } };
    case 'steps_created':
      return { ...state, steps: [...state.steps, ...event.steps.map(createStep)] };
    case 'step_opened':
    case 'deadline_changed':
    case 'thresholds_changed':
    case 'step_counted': {
      const { kind, stepNumber, ...set } = event;
      return withStep(state, stepNumber, kind === 'step_opened' ? { ...set, status: 'current' } : set);
    }
    case 'step_closed': {
      const { stepNumber, status, closedAt } = event;
      return withStep(state, stepNumber, { status, closedAt, alarmAt: null, blockedReason: null });
    }
    case 'seats_assigned':
      return withSeats(state, event);
    case 'assignments_closed': {
      const { status, actor, comment, formData, actedAt } = event;
      const closed = { status, actorId: actor.id, actorName: actor.name, comment, formData, actedAt };
      return withAssignments(state, event.assignments, closed);
    }
    case 'checked_in':
      return withAssignments(state, [event.assignment], { checkedInAt: event.checkedInAt });
    case 'reassignment_postponed':
      return withAssignments(state, [event.assignment], { reassignAt: event.reassignAt });
    case 'rotated':
    case 'raised':
    case 'history':
      return state;
  }
  throw unknownCase('event', event);
}

/** What a step is before anything has happened to it. */
export const UNOPENED = {
  id: null,
  status: 'pending',
  approveAt: null,
  rejectAt: null,
  approvedCount: 0,
  rejectedCount: 0,
  dueAt: null,
  alarmAt: null,
  timeoutCount: 0,
  blockedReason: null,
  openedAt: null,
  closedAt: null,
  assignments: [],
} as const satisfies Partial<StepState>;

function createStep(step: Extract<FlowEvent, { kind: 'steps_created' }>['steps'][number]): StepState {
  return { ...UNOPENED, ...step };
}

/** What a seat is before anything has happened to it. */
export const UNDECIDED = {
  id: null,
  status: 'current',
  actorId: null,
  actorName: null,
  comment: null,
  formData: undefined,
  checkedInAt: null,
  actedAt: null,
} as const satisfies Partial<AssignmentState>;

function withStep(state: FlowState, stepNumber: number, set: Partial<StepState>): FlowState {
  const steps = state.steps.map((step) => (step.stepNumber === stepNumber ? { ...step, ...set } : step));
  return { ...state, steps };
}

interface SeatsAssigned {
  readonly stepNumber: number;
  readonly assignments: readonly NewAssignment[];
  readonly assignedAt: Date;
}

function withSeats(state: FlowState, { stepNumber, assignments, assignedAt }: SeatsAssigned): FlowState {
  const taken = assignments.map((seat) => ({ ...UNDECIDED, ...seat, assignedAt }));
  const steps = state.steps.map((step) =>
    step.stepNumber === stepNumber ? { ...step, assignments: [...step.assignments, ...taken] } : step,
  );
  return { ...state, steps };
}

function withAssignments(
  state: FlowState,
  keys: readonly AssignmentKey[],
  set: Partial<AssignmentState>,
): FlowState {
  const steps = state.steps.map((step) => {
    const named = new Set(keys.filter(({ stepNumber }) => stepNumber === step.stepNumber).map(seatTextOf));
    if (named.size === 0) return step;
    const assignments = step.assignments.map((held) =>
      named.has(seatTextOf(held)) ? { ...held, ...set } : held,
    );
    return { ...step, assignments };
  });
  return { ...state, steps };
}

function seatTextOf({ seatNo, turn }: Pick<AssignmentKey, 'seatNo' | 'turn'>): string {
  return `${seatNo}/${turn}`;
}
