import type { Transaction } from 'sequelize';
import type { AttachmentRow } from '../../models/index.js';
import type { Plan } from '../definition/types.js';
import { WorkflowError } from '../errors.js';
import type { Advance } from '../flow/advance.js';
import { advance } from '../flow/advance.js';
import type { Change } from '../flow/change.js';
import type { FlowCommand } from '../flow/command.js';
import type { Fact, FlowState } from '../flow/types.js';
import type { AttachmentReference, AttachmentTarget } from '../store/attachments.js';
import { explainRefusal } from '../store/explain-refusal.js';
import { loadFlowState } from '../store/load-flow-state.js';
import type { ObjectReference, UserId } from '../types.js';
import { answerNeed } from './answer-need.js';
import type { CommandContext } from './context.js';
import { Inquiry } from './inquiry.js';
import { currentStageName } from './summary.js';

/** A command for one attachment. */
export interface CommandRequest {
  readonly target: AttachmentTarget;
  readonly company: string;
  readonly command: FlowCommand;
  /** When it happens. @defaultValue the engine's clock */
  readonly now?: Date | undefined;
  /** The host's transaction to join; without one the command opens its own. */
  readonly transaction?: Transaction | undefined;
}

/** What a command has done. */
export interface CommandOutcome {
  readonly attachment: AttachmentRow;
  readonly plan: Plan;
  readonly changes: readonly Change[];
}

/**
 * The one way through for everything that moves an attachment: lock, load, decide, write, commit.
 *
 * @throws WorkflowError `ATTACHMENT_NOT_FOUND`, and whatever the flow refuses; nothing has changed then
 */
export async function runCommand(context: CommandContext, request: CommandRequest): Promise<CommandOutcome> {
  return context.transactions.run(request.transaction, async (transaction) => {
    const attachment = await lockTarget(context, request, transaction);
    const { command, now } = request;
    return performCommand(context, { attachment, command, now }, transaction);
  });
}

/** Carries out a command on an attachment that this transaction has locked, or has just inserted. */
export async function performCommand(
  context: CommandContext,
  {
    attachment,
    command,
    now = context.clock.now(),
  }: Pick<CommandRequest, 'command' | 'now'> & { readonly attachment: AttachmentRow },
  transaction: Transaction,
): Promise<CommandOutcome> {
  const plan = await context.versions.plan(attachment.versionId, transaction);
  const state = await loadFlowState(context.database, attachment, plan, transaction);
  const { changes } = await decide(context, { attachment, command, state, now }, transaction);
  const written = await context.writer.apply({ attachment, state, changes, now }, transaction);
  await writeObject(context, { before: attachment, after: written, plan }, transaction);
  return { attachment: written, plan, changes };
}

/** Locks the host's row, where it will be read or written, and then the attachment's: in this order everywhere. */
async function lockTarget(
  context: CommandContext,
  request: CommandRequest,
  transaction: Transaction,
): Promise<AttachmentRow> {
  const { attachments, objects } = context;
  const { target, company } = request;
  const reference =
    'object' in target ? target.object : await attachments.referenceOf(target, company, transaction);
  if (reference !== null && (await needsObject(context, reference, transaction)))
    await objects.lock(reference, transaction);
  const attachment = await attachments.lock(target, company, transaction);
  if (attachment === null) throw await notFound(context, request, transaction);
  return attachment;
}

/** Where only the object is named, its attachment, and so its plan, is not known yet. */
async function needsObject(
  { objects, versions }: CommandContext,
  reference: ObjectReference | AttachmentReference,
  transaction: Transaction,
): Promise<boolean> {
  if (objects.writesFields(reference.model) || !('versionId' in reference)) return true;
  return (await versions.plan(reference.versionId, transaction)).readsObject;
}

async function notFound(
  context: CommandContext,
  { target, company, command }: CommandRequest,
  transaction: Transaction,
): Promise<WorkflowError> {
  // Only a locking read sees what others have committed since the host's transaction began.
  const last =
    'object' in target ? await context.attachments.lockLatest(target.object, company, transaction) : null;
  if (last === null) {
    return new WorkflowError(
      'ATTACHMENT_NOT_FOUND',
      'There is no such workflow attachment, or you may not see it.',
    );
  }
  const tooLate = await explainToActor(context, { attachmentId: last.id, command }, transaction);
  if (tooLate !== null) return tooLate;
  return new WorkflowError(
    'ATTACHMENT_CLOSED',
    `The workflow of this object is ${last.status}: nothing is open.`,
    {
      details: { status: last.status, attachment_id: last.id },
    },
  );
}

interface Decision {
  readonly attachment: AttachmentRow;
  readonly command: FlowCommand;
  readonly state: FlowState;
  readonly now: Date;
}

/** Lets the flow decide, answering what it needs to know until it needs no more. */
async function decide(
  context: CommandContext,
  decision: Decision,
  transaction: Transaction,
): Promise<Advance> {
  const { attachment, command, state, now } = decision;
  const inquiry = new Inquiry(context, { attachment, plan: state.plan, now }, transaction);
  const facts: Fact[] = [];
  try {
    for (;;) {
      const next = advance({ state, command, settings: context.settings }, facts, now);
      if (next.needs.length === 0) return next;
      for (const need of next.needs) facts.push(await answerNeed(context, need, inquiry));
    }
  } catch (error) {
    if (!isTooLate(error)) throw withHostIds(context, error);
    throw (await explainToActor(context, { attachmentId: attachment.id, command }, transaction)) ?? error;
  }
}

function isTooLate(error: unknown): boolean {
  if (!(error instanceof WorkflowError)) return false;
  return error.code === 'NOT_SEATED' || error.code === 'ATTACHMENT_CLOSED';
}

interface SeatChoices {
  readonly seats: readonly { readonly on_behalf_of: string | null }[];
}

/** The flow knows users by text; who must choose among seats reads them as the host writes them. */
function withHostIds({ userIds }: CommandContext, error: unknown): unknown {
  if (!(error instanceof WorkflowError) || error.code !== 'AMBIGUOUS_SEAT') return error;
  const { seats } = error.details as unknown as SeatChoices;
  const readable = seats.map((seat) => ({ ...seat, on_behalf_of: userIds.fromText(seat.on_behalf_of) }));
  return new WorkflowError(error.code, error.message, { details: { seats: readable } });
}

/** Whoever lost a race learns who decided, and when. */
async function explainToActor(
  { database, userIds, clock }: CommandContext,
  { attachmentId, command }: { readonly attachmentId: number; readonly command: FlowCommand },
  transaction: Transaction,
): Promise<WorkflowError | null> {
  if (!('actorId' in command)) return null;
  const { actorId, seat } = command;
  const fromText = (id: string | null): UserId | null => userIds.fromText(id);
  const refused = { attachmentId, actorId, seat, at: clock.now() };
  return explainRefusal({ database, fromText }, refused, transaction);
}

/** Tells the host's row where its workflow stands, if that has changed. */
async function writeObject(
  { objects }: CommandContext,
  { before, after, plan }: { before: AttachmentRow; after: AttachmentRow; plan: Plan },
  transaction: Transaction,
): Promise<void> {
  const isUnchanged = before.status === after.status && before.position === after.position;
  if (!objects.writesFields(after.model) || (isUnchanged && before.historyCount > 0)) return;
  const { status } = after;
  const stage = currentStageName(plan, after);
  await objects.writeFields(after, { status, stage }, transaction);
}
