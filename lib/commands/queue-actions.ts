import type { Transaction } from 'sequelize';
import type { ActionFacts } from '../actions/facts.js';
import { afterRootCommit } from '../after-root-commit.js';
import type { AttachmentRow } from '../../models/index.js';
import { canonicalText } from '../definition/fingerprint.js';
import type { ActionConfig } from '../definition/types.js';
import type { FlowEvent } from '../flow/events.js';
import type { NewActionRun } from '../store/outbox.js';
import { actionFacts } from './action-facts.js';
import { isWanted } from './action-condition.js';
import type { CommandContext } from './context.js';
import type { FactLoader } from './fact-loader.js';

/** What a command has done, when it is written. */
export interface Performed {
  readonly events: readonly FlowEvent[];
  readonly written: AttachmentRow;
  readonly loader: FactLoader;
}

/**
 * Leaves the after-commit actions of everything that has happened in the outbox, in order, all together; they are
 * delivered, and listeners told, once the root transaction has committed.
 */
export async function queueActions(
  context: CommandContext,
  performed: readonly Performed[],
  transaction: Transaction,
): Promise<void> {
  const runs: NewActionRun[] = [];
  for (const one of performed) {
    const { told, queued } = await actionsOf(context, one);
    runs.push(...queued);
    const { written } = one;
    if (queued.length > 0) afterRootCommit(transaction, () => context.dispatcher.wake(written.id));
    if (told.length > 0 && context.events.isObserved) announce(context, { told, written }, transaction);
  }
  await context.outbox.enqueue(runs, transaction);
}

/** What listeners are told of a command, and what it leaves in the outbox. */
async function actionsOf(
  context: CommandContext,
  { events, loader }: Performed,
): Promise<{ readonly told: readonly ActionFacts[]; readonly queued: readonly NewActionRun[] }> {
  const raised = events
    .filter((event) => event.kind === 'raised')
    .filter(({ actions }) => actions.length > 0 || context.events.isObserved);
  const told: ActionFacts[] = [];
  const queued: NewActionRun[] = [];
  for (const { workflowEvent, actions } of raised) {
    const facts = await actionFacts(context, workflowEvent, loader);
    told.push(facts);
    const { attachment } = workflowEvent;
    for (const action of actions) {
      if (await isWanted(context, { action, attachment }, loader)) queued.push(toRun(action, facts, loader));
    }
  }
  return { told, queued };
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
  { subject: { attachment, now } }: FactLoader,
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
