import type { Change, NewAssignment } from './change.js';
import type { AssignmentKey, AssignmentState, FlowState, StepState } from './types.js';
import { unknownCase } from '../unknown-case.js';

/** The state after one change. The same changes in the same order always give the same state. */
export function applyChange(state: FlowState, change: Change): FlowState {
  switch (change.kind) {
    case 'attachment_changed':
      return { ...state, attachment: { ...state.attachment, ...change.set } };
    case 'steps_created':
      return { ...state, steps: [...state.steps, ...change.steps.map(createStep)] };
    case 'step_opened': {
      const { stepNumber, strategy, approveAt, rejectAt, dueAt, alarmAt } = change;
      const set = { status: 'current', strategy, approveAt, rejectAt, dueAt, alarmAt } as const;
      return withStep(state, stepNumber, set);
    }
    case 'deadline_changed': {
      const { stepNumber, dueAt, alarmAt, timeoutCount } = change;
      return withStep(state, stepNumber, { dueAt, alarmAt, timeoutCount });
    }
    case 'thresholds_changed': {
      const { stepNumber, approveAt, rejectAt } = change;
      return withStep(state, stepNumber, { approveAt, rejectAt });
    }
    case 'step_counted': {
      const { stepNumber, approvedCount, rejectedCount } = change;
      return withStep(state, stepNumber, { approvedCount, rejectedCount });
    }
    case 'step_closed':
      return withStep(state, change.stepNumber, { status: change.status, alarmAt: null });
    case 'seats_assigned':
      return withSeats(state, change.stepNumber, change.assignments);
    case 'assignments_closed':
      return withAssignments(state, change.assignments, { status: change.status, actorId: change.actor.id });
    case 'checked_in':
      return withAssignments(state, [change.assignment], { checkedInAt: change.checkedInAt });
    case 'reassignment_postponed':
      return withAssignments(state, [change.assignment], { reassignAt: change.reassignAt });
    case 'rotated':
    case 'happened':
    case 'history':
      return state;
  }
  throw unknownCase('change', change);
}

type CreatedStep = Extract<Change, { kind: 'steps_created' }>['steps'][number];

function createStep({ stepNumber, position, round, approvalId, strategy }: CreatedStep): StepState {
  return {
    id: null,
    stepNumber,
    position,
    round,
    approvalId,
    strategy,
    status: 'pending',
    approveAt: null,
    rejectAt: null,
    approvedCount: 0,
    rejectedCount: 0,
    dueAt: null,
    alarmAt: null,
    timeoutCount: 0,
    assignments: [],
  };
}

function withStep(state: FlowState, stepNumber: number, set: Partial<StepState>): FlowState {
  const steps = state.steps.map((step) => (step.stepNumber === stepNumber ? { ...step, ...set } : step));
  return { ...state, steps };
}

function withSeats(state: FlowState, stepNumber: number, seats: readonly NewAssignment[]): FlowState {
  const taken = seats.map((seat) => ({
    ...seat,
    id: null,
    status: 'current' as const,
    actorId: null,
    checkedInAt: null,
  }));
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
