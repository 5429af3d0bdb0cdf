import type { Transaction } from 'sequelize';
import type { ActionFacts } from '../actions/facts.js';
import { afterRootCommit } from '../after-root-commit.js';
import type { AttachmentRow } from '../../models/index.js';
import { canonicalText } from '../definition/fingerprint.js';
import type { ActionConfig } from '../definition/types.js';
import type { Change } from '../flow/events.js';
import type { NewActionRun } from '../store/outbox.js';
import { actionFacts } from './action-facts.js';
import { isWanted } from './action-condition.js';
import type { CommandContext } from './context.js';
import type { Inquiry } from './inquiry.js';

/**
 * Leaves the after-commit actions of everything that has happened in the outbox, in order, in one statement; they are
 * delivered, and listeners told, once the root transaction has committed.
 */
export async function queueActions(
  context: CommandContext,
  { events, written }: { readonly events: readonly Change[]; readonly written: AttachmentRow },
  inquiry: Inquiry,
): Promise<void> {
  const happened = events
    .filter((event) => event.kind === 'happened')
    .filter(({ actions }) => actions.length > 0 || context.events.isObserved);
  if (happened.length === 0) return;
  const object = await inquiry.attributes();
  const told: ActionFacts[] = [];
  const runs: NewActionRun[] = [];
  for (const { happening, actions } of happened) {
    const facts = actionFacts(context, inquiry.subject, { happening, object });
    told.push(facts);
    for (const action of actions) {
      if (await isWanted(context, action, inquiry)) runs.push(toRun(action, facts, inquiry));
    }
  }
  await context.outbox.enqueue(runs, inquiry.transaction);
  if (runs.length > 0) afterRootCommit(inquiry.transaction, () => context.dispatcher.wake(written.id));
  if (context.events.isObserved) announce(context, { told, written }, inquiry.transaction);
}

/** Leaves it to be told, by the last entry of the history: nothing happens without one. */
function announce(
  { announcements }: CommandContext,
  { told, written }: { readonly told: readonly ActionFacts[]; readonly written: AttachmentRow },
  transaction: Transaction,
): void {
  const { id: attachmentId, historyHead: hash } = written;
  if (hash !== null) announcements.add({ facts: told, lastEntry: { attachmentId, hash } }, transaction);
}

function toRun(
  { id, event, handler, parameters }: ActionConfig,
  facts: ActionFacts,
  { subject: { attachment, now } }: Inquiry,
): NewActionRun {
  return {
    company: attachment.company,
    attachmentId: attachment.id,
    actionId: id,
    event,
    handler,
    parameters: canonicalText(parameters),
    facts: canonicalText(facts),
    createdAt: now,
  };
}
