import type { Transaction } from 'sequelize';
import type { AttachmentRow } from '../../models/index.js';
import type { AttachmentSummary } from '../commands/summary.js';
import { summarize } from '../commands/summary.js';
import type { CommandContext } from '../commands/context.js';
import { mayResubmit, takesDecisions } from '../flow/rules/attachment.js';
import { ASSIGNMENTS_SHOWN } from '../store/locked-columns.js';
import { findWaitingSeats } from '../store/inbox.js';
import { readSteps } from '../store/steps.js';
import type { Actor } from '../types.js';
import { Substitution } from './substitution.js';
import type { StepView } from './step-view.js';
import { viewStep } from './step-view.js';

/** Where an attachment stands, with its steps, for one reader. */
export interface AttachmentStatusView extends AttachmentSummary {
  /** Every step so far, in order; each with at most 50 assignments and their count. */
  readonly steps: readonly StepView[];
  /** Whether this waits for the reader: to decide, or to resubmit. */
  readonly requiresUserAction: boolean;
  /** Whether the reader may decide for an open seat: their own, or that of somebody for whom they decide. */
  readonly canApprove: boolean;
}

/** For whom, and in which transaction, something is read. */
export interface Reading {
  readonly reader: Actor | null;
  readonly transaction?: Transaction | null;
}

type OwnReading = Reading & { readonly reader: Actor };

/** Reads the status of an attachment for a reader; `null` for nobody in particular. */
export async function readAttachmentStatus(
  context: CommandContext,
  attachment: AttachmentRow,
  { reader, transaction = null }: Reading,
): Promise<AttachmentStatusView> {
  const { database, versions, userIds } = context;
  const plan = await versions.plan(attachment.versionId, transaction);
  const selection = { attachmentId: attachment.id, assignmentLimit: ASSIGNMENTS_SHOWN };
  const steps = await readSteps(database, selection, transaction);
  const canApprove = reader !== null && (await mayDecide(context, attachment, { reader, transaction }));
  return {
    ...summarize(context, attachment, plan),
    steps: steps.map((step) => viewStep(userIds, plan, step)),
    requiresUserAction: canApprove || (reader !== null && isToResubmit(context, attachment, reader)),
    canApprove,
  };
}

/** Whether an attachment waits for this reader. */
export async function requiresAction(
  context: CommandContext,
  attachment: AttachmentRow,
  reading: OwnReading,
): Promise<boolean> {
  return isToResubmit(context, attachment, reading.reader) || mayDecide(context, attachment, reading);
}

/** Whether an attachment waits for this reader to resubmit it. */
export function isToResubmit({ userIds }: CommandContext, attachment: AttachmentRow, { id }: Actor): boolean {
  return mayResubmit(userIds.toText(id), attachment);
}

/** Whether the reader may decide for an open seat, of their own or of somebody else. */
async function mayDecide(
  context: CommandContext,
  attachment: AttachmentRow,
  { reader, transaction = null }: OwnReading,
): Promise<boolean> {
  if (!takesDecisions(attachment)) return false;
  const { database, versions } = context;
  const plan = await versions.plan(attachment.versionId, transaction);
  const substitution = await Substitution.read(context, reader, transaction);
  const seats = await findWaitingSeats(database, substitution.owner, attachment.id, transaction);
  return (await substitution.decidable(seats.map((seat) => ({ seat, plan })))).length > 0;
}
