import type { CommandContext } from '../commands/context.js';
import type { CommandOutcome } from '../commands/command-batch.js';
import { summarize } from '../commands/summary.js';
import { mayDecideOwn } from '../flow/rules/may-decide.js';
import type { StepState } from '../flow/types.js';
import { ASSIGNMENTS_SHOWN } from '../store/locked-columns.js';
import type { LockedStep } from '../store/locked-attachments.js';
import { assignmentRow } from '../store/state-difference.js';
import type { Actor } from '../types.js';
import type { AttachmentStatusView } from './attachment-status.js';
import { isToResubmit } from './attachment-status.js';
import { viewStep } from './step-view.js';

type ViewedStep = Parameters<typeof viewStep>[2];

/**
 * The status of an attachment for whoever has just decided on it, from what the decision read and wrote.
 *
 * @returns `null` where that does not tell all that readers see: the rest is to be read
 */
export function viewDecided(
  context: CommandContext,
  { attachment, plan, state, locked }: CommandOutcome,
  reader: Actor,
): AttachmentStatusView | null {
  const { userIds, clock } = context;
  const here = new Set(state.steps.map(({ stepNumber }) => stepNumber));
  const before = locked.steps.filter(({ step }) => !here.has(step.stepNumber));
  // Whoever decides for others may decide here for one of them; and of steps that are over not all need have been read.
  if (locked.isSubstitute || before.some(isPerhapsMore)) return null;
  const steps = [...before.map(ofLocked), ...state.steps.map(ofState)];
  const canApprove = mayDecideOwn(state, userIds.toText(reader.id), clock.now());
  return {
    ...summarize(context, attachment, plan),
    steps: steps.map((step) => viewStep(userIds, plan, step)),
    requiresUserAction: canApprove || isToResubmit(context, attachment, reader),
    canApprove,
  };
}

function isPerhapsMore({ assignments }: LockedStep): boolean {
  return assignments.some(({ seatNo }) => seatNo >= ASSIGNMENTS_SHOWN);
}

function ofLocked({ step, assignments }: LockedStep): ViewedStep {
  return { step, assignmentCount: assignments.length, assignments };
}

function ofState({ id, assignments, ...step }: StepState): ViewedStep {
  return {
    step: { ...step, id: idOf(id) },
    assignmentCount: assignments.length,
    assignments: assignments
      .slice(0, ASSIGNMENTS_SHOWN)
      .map((held) => assignmentRow(held, { id: idOf(held.id) })),
  };
}

function idOf(id: number | null): number {
  if (id === null) throw new RangeError('A row that was decided on has no id.');
  return id;
}
