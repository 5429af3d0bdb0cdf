import type { Plan } from '../definition/types.js';
import type { AssignmentState, FlowState, StepState } from '../flow/types.js';
import type { LockedAttachment, LockedStep } from './locked-attachments.js';
import type { LockedAssignmentRow } from './locked-columns.js';
import { readRole } from './role-text.js';

/** The state of a locked attachment: the steps of its position and round, and everyone who held their seats. */
export function flowStateOf({ attachment, steps }: LockedAttachment, plan: Plan): FlowState {
  const { position, round } = attachment;
  const here = steps.filter(({ step }) => step.position === position && step.round === round);
  return { plan, attachment, steps: here.map(toStep) };
}

function toStep({ step, assignments }: LockedStep): StepState {
  return { ...step, timeoutCount: step.timeoutCount ?? 0, assignments: assignments.map(toAssignment) };
}

function toAssignment(row: LockedAssignmentRow): AssignmentState {
  const { rotationRole, formData } = row;
  const form: unknown = formData === null ? undefined : JSON.parse(formData);
  return { ...row, rotationRole: readRole(rotationRole), formData: form };
}
