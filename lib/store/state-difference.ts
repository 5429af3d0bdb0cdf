import { ASSIGNMENT } from '../../models/assignment.js';
import { ATTACHMENT } from '../../models/attachment.js';
import type { AssignmentRow, AttachmentRow, StepRow } from '../../models/index.js';
import { STEP } from '../../models/step.js';
import { authoredText } from '../definition/fingerprint.js';
import { isOpenStep } from '../flow/rules/step.js';
import type { AssignmentState, FlowState, StepState } from '../flow/types.js';
import { changesIn } from './changes-in.js';
import type { LockedAssignmentRow, LockedStepRow } from './locked-columns.js';
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
    attachment: changedAttachment(before.attachment, after.attachment),
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
  return { ...storedStep(step), ...place, ...UNCLAIMED };
}

/** An assignment, as it is stored there. */
export function assignmentRow<Place extends object>(
  assignment: AssignmentState,
  place: Place,
): StoredAssignment & Place {
  return { ...storedAssignment(assignment), ...place, ...UNCLAIMED };
}

type StoredStep = Omit<LockedStepRow, 'id'>;
type StoredAssignment = Omit<LockedAssignmentRow, 'id'>;

const UNCLAIMED = { claimedBy: null, claimedUntil: null } as const;

function storedStep(step: StepState): StoredStep {
  // Most are never passed on: the column stays empty until one is.
  return { ...step, timeoutCount: step.timeoutCount === 0 ? null : step.timeoutCount };
}

function storedAssignment(assignment: AssignmentState): StoredAssignment {
  const { rotationRole, formData } = assignment;
  return { ...assignment, rotationRole: writeRole(rotationRole), formData: formText(formData) };
}

function formText(formData: unknown): string | null {
  return formData === undefined ? null : authoredText(formData);
}

const changedAttachment = changesIn(ATTACHMENT);
const changedStep = changesIn(STEP);
const changedAssignment = changesIn(ASSIGNMENT);

function stepSet(before: StepState, after: StepState): StepSet {
  const set = changedStep(storedStep(before), storedStep(after));
  // Whoever has claimed it for its alarm need not come back to it for that.
  return 'alarmAt' in set && isOpenStep(after) ? { ...set, ...UNCLAIMED } : set;
}

function assignmentSet(before: AssignmentState, after: AssignmentState): AssignmentSet {
  const set = changedAssignment(storedAssignment(before), storedAssignment(after));
  return 'reassignAt' in set ? { ...set, ...UNCLAIMED } : set;
}

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
