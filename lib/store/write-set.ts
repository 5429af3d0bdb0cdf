import type { Change, HistoryChange, NewAssignment } from '../flow/change.js';
import type { AssignmentKey, AttachmentState, FlowState } from '../flow/types.js';
import type { StepStatus } from '../types.js';

type Of<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;

/** What is written to the columns of a step. */
export interface StepSet {
  status?: StepStatus;
  strategy?: string;
  approveAt?: number;
  rejectAt?: number;
  approvedCount?: number;
  rejectedCount?: number;
  openedAt?: Date;
  closedAt?: Date;
  dueAt?: Date | null;
  alarmAt?: Date | null;
  timeoutCount?: number;
  blockedReason?: string | null;
  claimedBy?: null;
  claimedUntil?: null;
}

/** What is written to the columns of the attachment. */
export interface AttachmentSet extends Partial<AttachmentState> {
  readonly startedAt?: Date;
  readonly startedByName?: string | null;
  readonly closedAt?: Date;
  readonly objectId?: string;
  readonly blockedReason?: string | null;
}

/** The changes of one command, gathered into as few writes as possible: each row is written once. */
export interface WriteSet {
  readonly attachment: AttachmentSet;
  /** New steps, with the state they are in at the end. */
  readonly newSteps: readonly Of<'steps_created'>['steps'][number][];
  /** By step number, of new and of existing steps. */
  readonly stepSets: ReadonlyMap<number, StepSet>;
  readonly newAssignments: readonly { stepNumber: number; assignment: NewAssignment; assignedAt: Date }[];
  readonly closings: readonly Of<'assignments_closed'>[];
  readonly checkIns: readonly Of<'checked_in'>[];
  readonly postponements: readonly Of<'reassignment_postponed'>[];
  readonly rotations: readonly Of<'rotated'>[];
  readonly history: readonly HistoryChange[];
}

/** Gathers changes into writes. */
export function gatherWrites(changes: readonly Change[]): WriteSet {
  return {
    attachment: gatherAttachment(changes),
    stepSets: gatherStepSets(changes),
    newSteps: ofKind(changes, 'steps_created').flatMap((change) => change.steps),
    newAssignments: ofKind(changes, 'seats_assigned').flatMap(({ stepNumber, assignments, assignedAt }) =>
      assignments.map((assignment) => ({ stepNumber, assignment, assignedAt })),
    ),
    closings: ofKind(changes, 'assignments_closed'),
    checkIns: ofKind(changes, 'checked_in'),
    postponements: ofKind(changes, 'reassignment_postponed'),
    rotations: ofKind(changes, 'rotated'),
    history: ofKind(changes, 'history'),
  };
}

function gatherAttachment(changes: readonly Change[]): AttachmentSet {
  const sets = ofKind(changes, 'attachment_changed').map((change) => {
    const { set, startedAt, startedByName, closedAt, objectId, blockedReason } = change;
    return {
      ...set,
      ...(startedAt === undefined ? {} : { startedAt }),
      ...(startedByName === undefined ? {} : { startedByName }),
      ...(closedAt === undefined ? {} : { closedAt }),
      ...(objectId === undefined ? {} : { objectId }),
      ...(blockedReason === undefined ? {} : { blockedReason }),
    };
  });
  return Object.assign({}, ...sets) as AttachmentSet;
}

function gatherStepSets(changes: readonly Change[]): ReadonlyMap<number, StepSet> {
  const sets = new Map<number, StepSet>();
  for (const change of changes) {
    const set = stepSetOf(change);
    if (set !== null) sets.set(set.stepNumber, { ...sets.get(set.stepNumber), ...set });
  }
  return sets;
}

function stepSetOf(change: Change): (StepSet & { stepNumber: number }) | null {
  switch (change.kind) {
    case 'step_opened': {
      const { stepNumber, strategy, approveAt, rejectAt, openedAt, dueAt, alarmAt } = change;
      return { stepNumber, status: 'current', strategy, approveAt, rejectAt, openedAt, dueAt, alarmAt };
    }
    case 'deadline_changed': {
      const { stepNumber, dueAt, alarmAt, timeoutCount, blockedReason } = change;
      const unclaimed = { claimedBy: null, claimedUntil: null };
      return { stepNumber, dueAt, alarmAt, timeoutCount, blockedReason, ...unclaimed };
    }
    case 'thresholds_changed': {
      const { stepNumber, approveAt, rejectAt } = change;
      return { stepNumber, approveAt, rejectAt };
    }
    case 'step_counted': {
      const { stepNumber, approvedCount, rejectedCount } = change;
      return { stepNumber, approvedCount, rejectedCount };
    }
    case 'step_closed': {
      const { stepNumber, status, closedAt } = change;
      return { stepNumber, status, closedAt, alarmAt: null, blockedReason: null };
    }
    default:
      return null;
  }
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
