import type { ActionFacts } from '../actions/facts.js';
import type { AttachmentRow } from '../../models/index.js';
import { canonicalText } from '../definition/fingerprint.js';
import type { ActionConfig } from '../definition/types.js';
import type { Change } from '../flow/change.js';
import type { NewActionRun } from '../store/outbox.js';
import { afterRootCommit } from '../transactions.js';
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
  { changes, written }: { readonly changes: readonly Change[]; readonly written: AttachmentRow },
  inquiry: Inquiry,
): Promise<void> {
  const happened = changes
    .filter((change) => change.kind === 'happened')
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
  afterRootCommit(inquiry.transaction, () => {
    if (runs.length > 0) context.dispatcher.wake(written.id);
    if (context.events.isObserved) void tell(context, told, written);
  });
}

/** What is called after a commit is also called where the COMMIT itself has failed: see whether it is there. */
async function tell(
  { attachments, events, logger }: CommandContext,
  told: readonly ActionFacts[],
  { id, company, historyCount }: AttachmentRow,
): Promise<void> {
  try {
    const stored = await attachments.find({ attachmentId: id }, company);
    if (stored === null || stored.historyCount < historyCount) return;
    for (const facts of told) events.tell(facts.event, facts, logger);
  } catch (error) {
    logger.error(`The listeners of attachment ${id} could not be told.`, { attachmentId: id, error });
  }
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
