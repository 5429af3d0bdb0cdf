import type { Transaction } from 'sequelize';
import type { AttachmentRow } from '../../models/index.js';
import { WorkflowError } from '../errors.js';
import type { CommandKind, CommandOf, FlowCommand } from '../flow/commands/command.js';
import type { AttachmentReference, AttachmentTarget } from '../store/attachments.js';
import type { LockedAttachment, LockedKey, LockRequest } from '../store/locked-attachments.js';
import { openKeyOf } from '../store/open-key.js';
import type { HostRow, LockedObject, ObjectReference } from '../types.js';
import type { CommandOutcome } from './command-batch.js';
import { CommandBatch } from './command-batch.js';
import type { CommandContext } from './context.js';
import { explainToActor } from './explain-to-actor.js';
import { actorOf } from './run-hooks.js';

/** A command for one attachment. */
export interface CommandRequest<Kind extends CommandKind = CommandKind> {
  readonly target: AttachmentTarget;
  readonly company: string;
  readonly command: CommandOf<Kind>;
  /** When it happens. @defaultValue the engine's clock */
  readonly now?: Date | undefined;
  /** Whether its outcome is shown to whoever decides, with all steps. @defaultValue `false` */
  readonly isForReader?: boolean | undefined;
  /** The host's transaction to join; without one the command opens its own. */
  readonly transaction?: Transaction | undefined;
}

/**
 * The one way through for everything that moves an attachment: lock, load, decide, write, commit.
 *
 * @throws WorkflowError `ATTACHMENT_NOT_FOUND`, `INVALID_REQUEST` for a reason that cannot be kept, and whatever the flow
 * refuses; nothing has changed then
 */
export async function runCommand<Kind extends CommandKind>(
  context: CommandContext,
  request: CommandRequest<Kind>,
): Promise<CommandOutcome<Kind>> {
  return context.transactions.run(request.transaction, async (transaction) => {
    const locked = await lockTarget(context, request, transaction);
    context.attachments.remember(locked.attachment, transaction);
    if (request.isForReader === true) requireInvolved(locked, request.command);
    const { command, now } = request;
    const [outcome] = await new CommandBatch(context, transaction).perform([{ locked, command, now }]);
    return outcome;
  });
}

/**
 * Who succeeds may see the attachment, and so may whoever had a part in it. Of anybody else the policy must be asked
 * before anything is said, or code of the host's runs.
 *
 * @throws WorkflowError `ATTACHMENT_NOT_FOUND`
 */
function requireInvolved({ attachment, steps, isSubstitute }: LockedAttachment, command: FlowCommand): void {
  const { id } = actorOf(command);
  const isOwn = attachment.requesterId === id || attachment.startedBy === id;
  if (isOwn || isSubstitute) return;
  const held = steps.flatMap(({ assignments }) => assignments);
  if (held.some(({ userId, actorId }) => userId === id || actorId === id)) return;
  throw unknownAttachment();
}

/** Locks the host's row, where it will be read or written, and then the attachment's: in this order everywhere. */
async function lockTarget(
  context: CommandContext,
  request: CommandRequest,
  transaction: Transaction,
): Promise<LockedAttachment> {
  const { attachments, locked, objects } = context;
  const { target, company } = request;
  const reference =
    'object' in target ? target.object : await attachments.referenceOf(target, company, transaction);
  const isHeld = reference !== null && (await holdsObject(context, reference, transaction));
  const hostRow = isHeld ? objects.rowOf(reference) : null;
  const lock = async (one: AttachmentTarget, row: HostRow | null): Promise<LockedAttachment | null> => {
    const key = toLockedKey(one, company);
    return locked.lock({ key, hostRow: row, ...readingOf(context, request) }, transaction);
  };
  const found = isHeld && hostRow === null ? null : await lock(target, hostRow);
  if (found !== null) return found;
  // The object has no row, or is spelled otherwise, or only its model reads it.
  const facts = isHeld ? await objects.lock(reference, transaction, false) : null;
  const named = 'object' in target ? await nameObject(context, target, { facts, transaction }) : target;
  const attachment = named === null ? null : await lock(named, null);
  if (attachment === null) throw await notFound(context, { ...request, target: named }, transaction);
  return attachment;
}

function toLockedKey(target: AttachmentTarget, company: string): LockedKey {
  return 'attachmentId' in target
    ? { id: target.attachmentId, company }
    : { openKey: openKeyOf(company, target.object) };
}

/** What is read with the lock, beside what the flow needs: for a reader, all that is shown to them. */
function readingOf(
  { clock }: CommandContext,
  { command, company, isForReader = false }: CommandRequest,
): Pick<LockRequest, 'isWhole' | 'user'> {
  const { id } = actorOf(command);
  return { isWhole: isForReader, user: isForReader && id !== null ? { id, company, at: clock.now() } : null };
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

/**
 * Whether the object's row is locked. Where only the object is named, its attachment, and so its plan, is not known yet:
 * it may be read.
 */
async function holdsObject(
  { objects, versions, settings, events }: CommandContext,
  reference: ObjectReference | AttachmentReference,
  transaction: Transaction,
): Promise<boolean> {
  if (objects.writesFields(reference.model) || !('versionId' in reference)) return true;
  if (settings.builtInActions.size > 0 || events.isObserved) return true;
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
    return unknownAttachment();
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

function unknownAttachment(): WorkflowError {
  return new WorkflowError(
    'ATTACHMENT_NOT_FOUND',
    'There is no such workflow attachment, or you may not see it.',
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
