import type { AssignmentRow, AttachmentRow, StepRow } from '../../models/index.js';
import { canonicalText } from '../definition/fingerprint.js';
import { isOpenStep } from '../flow/rules/step.js';
import type { AssignmentState, AttachmentState, FlowState, StepState } from '../flow/types.js';
import { writeRole } from './role-text.js';

type StepSet = Partial<StepRow>;
type AssignmentSet = Partial<AssignmentRow>;

/** What is different between two states, row by row: each is written at most once. */
export interface StateDifference {
  readonly attachment: Partial<AttachmentRow>;
  /** Steps that are stored, and what is written to them. */
  readonly steps: readonly { readonly id: number; readonly set: StepSet }[];
  readonly newSteps: readonly StepState[];
  /** Assignments that are stored and get the same values; the smallest group comes first. */
  readonly assignments: readonly { readonly ids: readonly number[]; readonly set: AssignmentSet }[];
  readonly newAssignments: readonly { readonly stepNumber: number; readonly assignment: AssignmentState }[];
}

/** Compares the states before and after a command. What it did not touch is the same object in both. */
export function differenceOf(before: FlowState, after: FlowState): StateDifference {
  const steps = new Map(before.steps.map((step) => [step.stepNumber, step]));
  const changed = after.steps.filter((step) => steps.get(step.stepNumber) !== step);
  return {
    attachment: attachmentSet(before.attachment, after.attachment),
    steps: changed.flatMap((step) => {
      const stored = steps.get(step.stepNumber);
      const set = stored === undefined ? {} : stepSet(stored, step);
      return step.id === null || Object.keys(set).length === 0 ? [] : [{ id: step.id, set }];
    }),
    newSteps: changed.filter(({ id }) => id === null),
    assignments: groupBySet(
      changed.flatMap((step) => changedAssignments(steps.get(step.stepNumber)?.assignments ?? [], step)),
    ),
    newAssignments: changed.flatMap(({ stepNumber, assignments }) =>
      assignments.filter(({ id }) => id === null).map((assignment) => ({ stepNumber, assignment })),
    ),
  };
}

/** A new step, as it is inserted there: what else the state holds is no column. */
export function stepRow<Place extends object>(step: StepState, place: Place): StoredStep & Place {
  // Most are never passed on: the column stays empty until one is.
  const timeoutCount = step.timeoutCount === 0 ? null : step.timeoutCount;
  return { ...step, ...place, timeoutCount, ...UNCLAIMED };
}

type StoredStep = Omit<StepRow, 'id' | 'company' | 'attachmentId' | 'createdAt'>;

/** An assignment, as it is stored there. */
export function assignmentRow<Place extends object>(
  assignment: AssignmentState,
  place: Place,
): StoredAssignment & Place {
  const rotationRole = writeRole(assignment.rotationRole);
  return { ...assignment, ...place, rotationRole, formData: formText(assignment.formData), ...UNCLAIMED };
}

type StoredAssignment = Omit<AssignmentRow, 'id' | 'company' | 'attachmentId' | 'stepId'>;

const ATTACHMENT = [
  ...(['objectId', 'status', 'position', 'round', 'stepCount', 'requesterId', 'startedBy'] as const),
  ...(['startedByName', 'startedAt', 'closedAt', 'blockedReason'] as const),
] as const satisfies readonly (keyof AttachmentState)[];

function attachmentSet(before: AttachmentState, after: AttachmentState): Partial<AttachmentRow> {
  return pickChanged(ATTACHMENT, before, after);
}

const STEP = [
  ...(['strategy', 'status', 'approveAt', 'rejectAt', 'approvedCount', 'rejectedCount', 'dueAt'] as const),
  ...(['alarmAt', 'timeoutCount', 'blockedReason', 'openedAt', 'closedAt'] as const),
] as const satisfies readonly (keyof StepState)[];

function stepSet(before: StepState, after: StepState): StepSet {
  const set: StepSet = pickChanged(STEP, before, after);
  // Whoever has claimed it for its alarm need not come back to it for that.
  return 'alarmAt' in set && isOpenStep(after) ? { ...set, ...UNCLAIMED } : set;
}

const UNCLAIMED = { claimedBy: null, claimedUntil: null } as const;

function changedAssignments(
  before: readonly AssignmentState[],
  { assignments }: StepState,
): readonly { readonly id: number; readonly set: AssignmentSet }[] {
  return assignments.flatMap((after, index) => {
    const stored = before[index];
    if (after.id === null || stored === undefined || stored === after) return [];
    return [{ id: after.id, set: assignmentSet(stored, after) }];
  });
}

function assignmentSet(before: AssignmentState, after: AssignmentState): AssignmentSet {
  const { status, actorId, actorName, comment, actedAt, checkedInAt, reassignAt } = after;
  return {
    ...(checkedInAt === before.checkedInAt ? {} : { checkedInAt }),
    ...(reassignAt === before.reassignAt ? {} : { reassignAt, ...UNCLAIMED }),
    // What closes is written whole, so that a few texts do for all of it.
    ...(status === before.status
      ? {}
      : { status, actorId, actorName, comment, formData: formText(after.formData), actedAt }),
  };
}

function formText(formData: unknown): string | null {
  return formData === undefined ? null : canonicalText(formData);
}

function groupBySet(
  changed: readonly { readonly id: number; readonly set: AssignmentSet }[],
): StateDifference['assignments'] {
  const groups = new Map<string, { readonly ids: number[]; readonly set: AssignmentSet }>();
  for (const { id, set } of changed) {
    const key = JSON.stringify(set);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { ids: [id], set });
    else group.ids.push(id);
  }
  return [...groups.values()].sort((a, b) => a.ids.length - b.ids.length);
}

function pickChanged<Row extends object, Name extends keyof Row>(
  names: readonly Name[],
  before: Row,
  after: Row,
): Partial<Pick<Row, Name>> {
  const set: Partial<Pick<Row, Name>> = {};
  for (const name of names) if (before[name] !== after[name]) set[name] = after[name];
  return set;
}
