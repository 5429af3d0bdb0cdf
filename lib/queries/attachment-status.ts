import type { Transaction } from 'sequelize';
import type { AttachmentRow } from '../../models/index.js';
import type { AttachmentSummary } from '../commands/summary.js';
import { summarize } from '../commands/summary.js';
import type { CommandContext } from '../commands/context.js';
import { readSteps } from '../store/steps.js';
import type { UserId } from '../types.js';
import type { StepView } from './step-view.js';
import { viewStep } from './step-view.js';

const ASSIGNMENTS_SHOWN = 50;

/** Where an attachment stands, with its steps, for one reader. */
export interface AttachmentStatusView extends AttachmentSummary {
  /** Every step so far, in order; each with at most 50 assignments and their count. */
  readonly steps: readonly StepView[];
  /** Whether this waits for the reader. */
  readonly requiresUserAction: boolean;
  /** Whether the reader holds an open seat. */
  readonly canApprove: boolean;
}

/** For whom, and in which transaction, something is read. */
export interface Reading {
  readonly reader: UserId | null;
  readonly transaction?: Transaction | null;
}

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
  const holdsSeat =
    reader !== null &&
    (await holdsOpenSeat(context, { attachmentId: attachment.id, user: reader }, transaction));
  return {
    ...summarize(context, attachment, plan),
    steps: steps.map((step) => viewStep(userIds, plan, step)),
    requiresUserAction: holdsSeat,
    canApprove: holdsSeat,
  };
}

/** Whether a user holds an open seat on an attachment. */
export async function holdsOpenSeat(
  { database: { models }, userIds }: CommandContext,
  { attachmentId, user }: { readonly attachmentId: number; readonly user: UserId },
  transaction: Transaction | null,
): Promise<boolean> {
  const seat = await models.Assignment.findOne({
    where: { attachmentId, userId: userIds.toText(user), status: 'current' },
    attributes: ['id'],
    raw: true,
    transaction,
  });
  return seat !== null;
}
