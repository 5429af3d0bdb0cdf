import type { Transaction } from 'sequelize';
import type { AttachmentRow } from '../../models/index.js';
import { evolve } from '../flow/evolve.js';
import { isClosed } from '../flow/rules/attachment.js';
import type { Upkeep } from '../flow/commands/upkeep.js';
import { keepUp } from '../flow/commands/upkeep.js';
import type { ObjectReference } from '../types.js';
import type { CommandContext } from './context.js';
import { currentStageName } from './summary.js';

/** An attachment that a job looks after. */
export interface KeptAttachment {
  readonly id: number;
  readonly company: string;
}

/** `rival`: the open attachment that has the name already. */
export type RenameOutcome =
  | { readonly kind: 'renamed' | 'unchanged' }
  | { readonly kind: 'taken'; readonly rival: number; readonly object: ObjectReference };

/**
 * Gives an attachment the name of its object, where it is stored under another spelling: with its `open_key` where it is
 * open, unless the object has an open one under its name. Where the object's row is gone, nothing is known and nothing
 * changes.
 */
export async function renameAttachment(
  context: CommandContext,
  { id: attachmentId, company }: KeptAttachment,
  now: Date,
): Promise<RenameOutcome> {
  const { attachments, objects, transactions } = context;
  return transactions.open(async (transaction) => {
    const before = await attachments.find({ attachmentId }, company, transaction);
    const facts = before === null ? null : await objects.lock(before, transaction, false);
    if (facts === null || facts.objectId === before?.objectId) return { kind: 'unchanged' };
    const attachment = await attachments.lock({ attachmentId }, company, transaction);
    if (attachment === null || attachment.objectId !== before?.objectId) return { kind: 'unchanged' };
    const { model, objectId: from, openKey } = attachment;
    const to = facts.objectId;
    const named = { model, objectId: to };
    const rival = openKey === null ? null : await attachments.findOpenId(named, company, transaction);
    if (rival !== null) return { kind: 'taken', rival, object: named };
    await apply(context, { attachment, upkeep: { event: 'renamed', from, to }, now }, transaction);
    return { kind: 'renamed' };
  });
}

/**
 * Blocks attachments of one object, of which only one may be open, until all but one are cancelled.
 *
 * @param ids - In ascending order
 * @returns how many of them were not blocked for this reason before
 */
export async function blockRivals(
  context: CommandContext,
  { ids, company }: { readonly ids: readonly number[]; readonly company: string },
  now: Date,
): Promise<number> {
  const { attachments, transactions } = context;
  return transactions.open(async (transaction) => {
    const open: AttachmentRow[] = [];
    for (const attachmentId of ids) {
      const attachment = await attachments.lock({ attachmentId }, company, transaction);
      if (isOpen(attachment)) open.push(attachment);
    }
    if (open.length < 2) return 0;
    const reason = reasonOf(open);
    const fresh = open.filter(({ blockedReason }) => blockedReason !== reason);
    for (const attachment of fresh) {
      await apply(context, { attachment, upkeep: { event: 'blocked', reason }, now }, transaction);
    }
    return fresh.length;
  });
}

/** Lets a blocked attachment go on. @returns whether it was blocked, and open */
export async function unblock(
  context: CommandContext,
  { id: attachmentId, company }: KeptAttachment,
  now: Date,
): Promise<boolean> {
  const { attachments, objects, transactions } = context;
  return transactions.open(async (transaction) => {
    const before = await attachments.find({ attachmentId }, company, transaction);
    if (before !== null) await objects.lock(before, transaction, false);
    const attachment = await attachments.lock({ attachmentId }, company, transaction);
    if (!isOpen(attachment) || attachment.blockedReason === null) return false;
    await apply(context, { attachment, upkeep: { event: 'unblocked' }, now }, transaction);
    return true;
  });
}

function isOpen(attachment: AttachmentRow | null): attachment is AttachmentRow {
  return attachment !== null && !isClosed(attachment);
}

const NAMED_IDS = 8;

function reasonOf(open: readonly AttachmentRow[]): string {
  const ids = open.map(({ id }) => id);
  const named = ids.slice(0, NAMED_IDS).join(', ');
  const more = ids.length > NAMED_IDS ? ' and more' : '';
  return (
    `Its object has several open workflows: attachments ${named}${more}. ` +
    'Cancel all but one of them; the job reconcile then lets that one go on.'
  );
}

interface Application {
  readonly attachment: AttachmentRow;
  readonly upkeep: Upkeep;
  readonly now: Date;
}

async function apply(
  { versions, writer, objects }: CommandContext,
  { attachment, upkeep, now }: Application,
  transaction: Transaction,
): Promise<void> {
  const plan = await versions.plan(attachment.versionId, transaction);
  const before = { plan, attachment, steps: [] };
  const events = keepUp(upkeep);
  const after = events.reduce(evolve, before);
  const { attachment: written } = await writer.write({ attachment, before, after, events, now }, transaction);
  // The row shows what the last of its workflows wrote, and that need not have been this one.
  if (upkeep.event === 'blocked' || isClosed(written) || !objects.writesFields(written.model)) return;
  const { status } = written;
  const { model, objectId } = written;
  const fields = { status, stage: currentStageName(plan, written) };
  await objects.writeFields({ model, objectIds: [objectId] }, fields, transaction);
}
