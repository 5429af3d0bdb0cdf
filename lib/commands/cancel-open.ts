import type { Transaction } from 'sequelize';
import { SYSTEM_ACTOR } from '../flow/types.js';
import type { OpenAttachment } from '../store/attachments.js';
import { CommandBatch } from './command-batch.js';
import type { CommandContext } from './context.js';

/** Attachments that were found open, whose objects are gone. */
export interface CancelOpenRequest {
  readonly model: string;
  readonly open: readonly OpenAttachment[];
  readonly reason: string;
}

/**
 * Cancels open attachments of objects that are gone, as if one after another, in a few statements for all of them. What
 * somebody else has ended or deleted since it was found open is left alone. Where code of the host's runs in between,
 * each is to be cancelled on its own: see `mayShareBatch`.
 */
export async function cancelOpen(
  context: CommandContext,
  { model, open, reason }: CancelOpenRequest,
  given: Transaction | undefined,
): Promise<void> {
  if (open.length === 0) return;
  await context.transactions.run(given, async (transaction) => {
    const { objects, locked } = context;
    const objectIds = open.map(({ objectId }) => objectId);
    if (objects.writesFields(model)) await objects.lockRows({ model, objectIds }, transaction);
    const ids = open.map(({ id }) => id);
    const found = await locked.lockAll(ids, transaction);
    const command = { kind: 'cancelled', actor: SYSTEM_ACTOR, reason } as const;
    const performances = found
      .filter(({ attachment }) => attachment.openKey !== null)
      .map((one) => ({ locked: one, command, object: null }));
    await new CommandBatch(context, transaction).perform(performances);
  });
}
