import type { AssignmentState, Change, FlowState, StepState } from './types.js';

/** The state after one change. The same changes in the same order always give the same state. */
export function applyChange(state: FlowState, change: Change): FlowState {
  switch (change.kind) {
    case 'attachment_changed':
      return { ...state, attachment: { ...state.attachment, ...change.set } };
    case 'steps_created':
      return {
        ...state,
        steps: [...state.steps, ...change.steps.map(createStep)],
      };
    case 'step_opened':
      return withStep(state, change.stepNumber, {
        status: 'current',
        approveAt: change.approveAt,
        rejectAt: change.rejectAt,
      });
    case 'step_counted':
      return withStep(state, change.stepNumber, {
        approvedCount: change.approvedCount,
        rejectedCount: change.rejectedCount,
      });
    case 'step_closed':
      return withStep(state, change.stepNumber, { status: change.status });
    case 'seats_assigned':
      return withAssignments(state, change.stepNumber, (existing) => [
        ...existing,
        ...change.assignments.map((assignment) => ({
          ...assignment,
          id: null,
          status: 'current' as const,
        })),
      ]);
    case 'assignments_closed':
      return closeAssignments(state, change);
    case 'reassignment_postponed':
      return withAssignments(state, change.assignment.stepNumber, (existing) =>
        existing.map((assignment) =>
          isSame(assignment, change.assignment)
            ? { ...assignment, reassignAt: change.reassignAt }
            : assignment,
        ),
      );
    case 'rotated':
    case 'history':
      return state;
  }
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
    assignments: [],
  };
}

function closeAssignments(
  state: FlowState,
  change: Extract<Change, { kind: 'assignments_closed' }>,
): FlowState {
  const stepNumbers = new Set(change.assignments.map((key) => key.stepNumber));
  const closed = new Set(change.assignments.map((key) => `${key.stepNumber}/${key.seatNo}/${key.turn}`));
  return {
    ...state,
    steps: state.steps.map((step) => {
      if (!stepNumbers.has(step.stepNumber)) return step;
      const assignments = step.assignments.map((assignment) =>
        closed.has(`${step.stepNumber}/${assignment.seatNo}/${assignment.turn}`)
          ? { ...assignment, status: change.status }
          : assignment,
      );
      return { ...step, assignments };
    }),
  };
}

function withStep(state: FlowState, stepNumber: number, set: Partial<StepState>): FlowState {
  return {
    ...state,
    steps: state.steps.map((step) => (step.stepNumber === stepNumber ? { ...step, ...set } : step)),
  };
}

function withAssignments(
  state: FlowState,
  stepNumber: number,
  edit: (existing: readonly AssignmentState[]) => readonly AssignmentState[],
): FlowState {
  return {
    ...state,
    steps: state.steps.map((step) =>
      step.stepNumber === stepNumber ? { ...step, assignments: edit(step.assignments) } : step,
    ),
  };
}

function isSame(
  assignment: AssignmentState,
  key: { readonly seatNo: number; readonly turn: number },
): boolean {
  return assignment.seatNo === key.seatNo && assignment.turn === key.turn;
}
