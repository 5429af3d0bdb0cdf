import type { Transaction } from 'sequelize';
import type { AttachmentRow } from '../../models/index.js';
import type { Plan } from '../definition/types.js';
import { WorkflowError } from '../errors.js';
import type { Change } from '../flow/change.js';
import type { FlowCommand } from '../flow/command.js';
import type { AttachmentReference, AttachmentTarget } from '../store/attachments.js';
import { loadFlowState } from '../store/load-flow-state.js';
import type { LockedObject, ObjectReference } from '../types.js';
import { requireUnblocked } from './blocked.js';
import type { CommandContext } from './context.js';
import { decideByFlow } from './decide-by-flow.js';
import { explainToActor } from './explain-to-actor.js';
import { Inquiry } from './inquiry.js';
import { queueActions } from './queue-actions.js';
import { requireStorableReason } from './reason.js';
import { runHooks } from './run-hooks.js';
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
 * @throws WorkflowError `ATTACHMENT_NOT_FOUND`, `INVALID_REQUEST` for a reason that cannot be kept, and whatever the flow
 * refuses; nothing has changed then
 */
export async function runCommand(context: CommandContext, request: CommandRequest): Promise<CommandOutcome> {
  if ('reason' in request.command) requireStorableReason(request.command.reason);
  return context.transactions.run(request.transaction, async (transaction) => {
    const locked = await lockTarget(context, request, transaction);
    const { command, now } = request;
    return performCommand(context, { ...locked, command, now }, transaction);
  });
}

/** An attachment that this transaction has locked, or has just inserted. */
interface Locked {
  readonly attachment: AttachmentRow;
  /** The attributes of its object, where they were read. */
  readonly object: Readonly<Record<string, unknown>> | undefined;
}

/** Carries out a command on a locked attachment. */
export async function performCommand(
  context: CommandContext,
  {
    attachment,
    object,
    command,
    now = context.clock.now(),
  }: Pick<CommandRequest, 'command' | 'now'> & Locked,
  transaction: Transaction,
): Promise<CommandOutcome> {
  requireUnblocked(attachment, command);
  const plan = await context.versions.plan(attachment.versionId, transaction);
  const inquiry = new Inquiry(context, { attachment, plan, now, object }, transaction);
  await runHooks(context, { side: 'before', command, state: attachment }, inquiry);
  const state = await loadFlowState(context.database, attachment, plan, transaction);
  const { changes } = await decideByFlow(context, { command, state }, inquiry);
  const written = await context.writer.apply({ attachment, state, changes, now }, transaction);
  await writeObject(context, { after: written, inquiry }, transaction);
  await queueActions(context, { changes, written }, inquiry);
  await runHooks(context, { side: 'after', command, state: written }, inquiry);
  return { attachment: written, plan, changes };
}

/** Locks the host's row, where it will be read or written, and then the attachment's: in this order everywhere. */
async function lockTarget(
  context: CommandContext,
  request: CommandRequest,
  transaction: Transaction,
): Promise<Locked> {
  const { attachments, objects } = context;
  const { target, company } = request;
  const reference =
    'object' in target ? target.object : await attachments.referenceOf(target, company, transaction);
  const isRead = reference !== null && (await readsObject(context, reference, transaction));
  const facts =
    reference !== null && (isRead || objects.writesFields(reference.model))
      ? await objects.lock(reference, transaction, isRead)
      : null;
  const named = 'object' in target ? await nameObject(context, target, { facts, transaction }) : target;
  const attachment = named === null ? null : await attachments.lock(named, company, transaction);
  if (attachment === null) throw await notFound(context, { ...request, target: named }, transaction);
  return { attachment, object: facts?.attributes };
}

/** The object by the key of its row, however the caller has spelled it; `null` where that can be no key. */
async function nameObject(
  { objects }: CommandContext,
  { object }: { readonly object: ObjectReference },
  { facts, transaction }: { readonly facts: LockedObject | null; readonly transaction: Transaction },
): Promise<{ readonly object: ObjectReference } | null> {
  if (facts !== null) return { object: { model: object.model, objectId: facts.objectId } };
  const named = await objects.resolve(object, transaction);
  return named === null ? null : { object: named };
}

/** Where only the object is named, its attachment, and so its plan, is not known yet. */
async function readsObject(
  { versions, settings, events }: CommandContext,
  reference: ObjectReference | AttachmentReference,
  transaction: Transaction,
): Promise<boolean> {
  if (!('versionId' in reference) || settings.builtInActions.size > 0 || events.isObserved) return true;
  return (await versions.plan(reference.versionId, transaction)).readsObject;
}

async function notFound(
  context: CommandContext,
  { target, company, command }: Omit<CommandRequest, 'target'> & { readonly target: AttachmentTarget | null },
  transaction: Transaction,
): Promise<WorkflowError> {
  const last =
    target !== null && 'object' in target
      ? await findLast(context, { ...target, company }, transaction)
      : null;
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

/** In the host's transaction only a locking read sees what others have committed since it began. */
async function findLast(
  { attachments, transactions }: CommandContext,
  { object, company }: { readonly object: ObjectReference; readonly company: string },
  transaction: Transaction,
): Promise<AttachmentRow | null> {
  return transactions.isOwn(transaction)
    ? attachments.findLatest(object, company, transaction)
    : attachments.lockLatest(object, company, transaction);
}

/** Tells the host's row where its workflow stands, if that has changed. */
async function writeObject(
  { objects }: CommandContext,
  { after, inquiry }: { readonly after: AttachmentRow; readonly inquiry: Inquiry },
  transaction: Transaction,
): Promise<void> {
  const { attachment: before, plan } = inquiry.subject;
  const isUnchanged = before.status === after.status && before.position === after.position;
  if (!objects.writesFields(after.model) || (isUnchanged && before.historyCount > 0)) return;
  const { status } = after;
  const stage = currentStageName(plan, after);
  inquiry.noteWritten(await objects.writeFields(after, { status, stage }, transaction));
}
