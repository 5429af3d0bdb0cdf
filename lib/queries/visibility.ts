import type { AttachmentRow } from '../../models/index.js';
import type { CommandContext } from '../commands/context.js';
import type { Viewer } from '../store/attachment-list.js';
import { wasSeated } from '../store/attachment-list.js';
import { findSeatsInView } from '../store/seats-in-view.js';
import type { WaitingSeat } from '../store/waiting-seats.js';
import type { Actor } from '../types.js';
import { Substitution } from './substitution.js';
import { planOf } from './plan-of.js';

/**
 * Whether a reader may see an attachment: requested it, started it, was ever seated on it, decided for somebody on it,
 * or decides for somebody for whom it waits, or has waited since.
 */
export async function isVisibleTo(
  context: CommandContext,
  attachment: AttachmentRow,
  reader: Actor,
): Promise<boolean> {
  const { database, userIds } = context;
  const { id, requesterId, startedBy } = attachment;
  const userId = userIds.toText(reader.id);
  if (requesterId === userId || startedBy === userId) return true;
  if (await wasSeated(database, id, userId)) return true;
  const substitution = await Substitution.read(context, reader);
  return (await permittedSeats(context, substitution, id)).length > 0;
}

/** What decides which attachments a reader sees in a list. */
export async function viewerOf(context: CommandContext, reader: Actor): Promise<Viewer> {
  const substitution = await Substitution.read(context, reader);
  return { owner: substitution.owner, substituted: await permittedSeats(context, substitution) };
}

async function permittedSeats(
  { database, versions }: CommandContext,
  substitution: Substitution,
  attachmentId?: number,
): Promise<readonly WaitingSeat[]> {
  if (substitution.owner.absentHolders.length === 0) return [];
  const seats = await findSeatsInView(database, substitution.owner, attachmentId);
  const plans = await versions.plans(seats.map(({ versionId }) => versionId));
  const planned = seats.map((seat) => ({ seat, plan: planOf(plans, seat.versionId) }));
  return (await substitution.decidable(planned)).map(({ seat }) => seat);
}
