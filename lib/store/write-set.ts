import type {
  AssignmentKey,
  AttachmentState,
  Change,
  FlowState,
  HistoryChange,
  NewAssignment,
} from '../flow/types.js';
import type { StepStatus } from '../types.js';

type Of<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;

/** What is written to the columns of a step. */
export interface StepSet {
  status?: StepStatus;
  approveAt?: number;
  rejectAt?: number;
  approvedCount?: number;
  rejectedCount?: number;
  openedAt?: Date;
  closedAt?: Date;
}

/** The changes of one command, gathered into as few writes as possible: each row is written once. */
export interface WriteSet {
  readonly attachment: Partial<AttachmentState> & {
    startedAt?: Date;
    startedByName?: string | null;
    closedAt?: Date;
  };
  /** New steps, with the state they are in at the end. */
  readonly newSteps: readonly Of<'steps_created'>['steps'][number][];
  /** By step number, of new and of existing steps. */
  readonly stepSets: ReadonlyMap<number, StepSet>;
  readonly newAssignments: readonly { stepNumber: number; assignment: NewAssignment; assignedAt: Date }[];
  readonly closings: readonly Of<'assignments_closed'>[];
  readonly postponements: readonly Of<'reassignment_postponed'>[];
  readonly rotations: readonly Of<'rotated'>[];
  readonly history: readonly HistoryChange[];
}

/** Gathers changes into writes. */
export function gatherWrites(changes: readonly Change[]): WriteSet {
  const attachment: WriteSet['attachment'] = {};
  const stepSets = new Map<number, StepSet>();
  const setStep = (stepNumber: number, set: StepSet): void => {
    stepSets.set(stepNumber, { ...stepSets.get(stepNumber), ...set });
  };
  for (const change of changes) {
    switch (change.kind) {
      case 'attachment_changed':
        Object.assign(attachment, change.set, extraColumns(change));
        break;
      case 'step_opened':
        setStep(change.stepNumber, {
          status: 'current',
          approveAt: change.approveAt,
          rejectAt: change.rejectAt,
          openedAt: change.openedAt,
        });
        break;
      case 'step_counted':
        setStep(change.stepNumber, {
          approvedCount: change.approvedCount,
          rejectedCount: change.rejectedCount,
        });
        break;
      case 'step_closed':
        setStep(change.stepNumber, { status: change.status, closedAt: change.closedAt });
        break;
      default:
        break;
    }
  }
  return {
    attachment,
    stepSets,
    newSteps: ofKind(changes, 'steps_created').flatMap((change) => change.steps),
    newAssignments: ofKind(changes, 'seats_assigned').flatMap(({ stepNumber, assignments, assignedAt }) =>
      assignments.map((assignment) => ({ stepNumber, assignment, assignedAt })),
    ),
    closings: ofKind(changes, 'assignments_closed'),
    postponements: ofKind(changes, 'reassignment_postponed'),
    rotations: ofKind(changes, 'rotated'),
    history: ofKind(changes, 'history'),
  };
}

/** The columns of an attachment that a change carries beside its state. */
function extraColumns({ kind: _kind, set: _set, ...columns }: Of<'attachment_changed'>): object {
  return columns;
}

function ofKind<Kind extends Change['kind']>(changes: readonly Change[], kind: Kind): readonly Of<Kind>[] {
  return changes.filter((change): change is Of<Kind> => change.kind === kind);
}

/** The id of an assignment that was loaded; `null` for one that is not stored yet. */
export function assignmentIdOf(state: FlowState, key: AssignmentKey): number | null {
  const step = state.steps.find(({ stepNumber }) => stepNumber === key.stepNumber);
  const held = step?.assignments.find(({ seatNo, turn }) => seatNo === key.seatNo && turn === key.turn);
  return held?.id ?? null;
}
