import { randomUUID } from 'node:crypto';
import type { Transaction } from 'sequelize';
import { contextOf } from '../actions/action-context.js';
import type { ActionFacts } from '../actions/facts.js';
import type { RegisteredHandler } from '../actions/handler-registry.js';
import { hideSecrets, resolveSecrets } from '../actions/secrets.js';
import type { ActionConfig } from '../definition/types.js';
import { WorkflowError } from '../errors.js';
import type { ActionFailure, Answer, Query } from '../flow/types.js';
import { inSavepoint } from '../savepoint.js';
import { givesUpAll } from '../time-limits/try-again.js';
import { actionFacts } from './action-facts.js';
import { isWanted } from './action-condition.js';
import type { CommandContext } from './context.js';
import type { FactLoader } from './fact-loader.js';

/**
 * Runs inline actions one after another, each in a savepoint of the transaction, so that one that fails leaves
 * nothing behind.
 *
 * @throws WorkflowError `ACTION_FAILED` where one fails whose policy is to raise that; whatever rolls back a
 * transaction as a whole: a deadlock, a lost connection, a serialization failure, time that is up
 */
export async function runInlineActions(
  context: CommandContext,
  { workflowEvent, actions }: Extract<Query, { kind: 'inline_actions' }>,
  loader: FactLoader,
): Promise<Answer> {
  const failures: ActionFailure[] = [];
  const { attachment } = workflowEvent;
  for (const action of actions) {
    if (!(await isWanted(context, { action, attachment }, loader))) continue;
    const facts = await actionFacts(context, workflowEvent, loader);
    const failure = await runInSavepoint(context, { action, facts }, loader.transaction);
    loader.forgetObject();
    if (failure === null) continue;
    failures.push(failure);
    if (action.failurePolicy === 'stop') break;
  }
  return { kind: 'inline_actions', failures };
}

async function runInSavepoint(
  context: CommandContext,
  { action, facts }: { readonly action: ActionConfig; readonly facts: ActionFacts },
  transaction: Transaction,
): Promise<ActionFailure | null> {
  const { id: actionId, handler: name, parameters } = action;
  let secrets: readonly string[] = [];
  try {
    const handler = requireHandler(context, name);
    const { timeoutMs } = handler;
    const call = { who: `Action ${name}`, when: 'inline', details: { actionId, handler: name }, timeoutMs };
    await inSavepoint(context.database.sequelize, transaction, async () =>
      context.calls.run(call, async (signal) => {
        const resolved = await resolveSecrets(parameters, context.secrets);
        ({ secrets } = resolved);
        const once = { facts, idempotencyKey: randomUUID(), attempt: 1, signal, transaction };
        signal.throwIfAborted();
        await handler.run(contextOf(context, { ...once, parameters: resolved.parameters }));
      }),
    );
    return null;
  } catch (error) {
    if (givesUpAll(error)) throw error;
    const message = hideSecrets(error instanceof Error ? error.message : String(error), secrets);
    if (action.failurePolicy !== 'raise') return { actionId, handler: name, message };
    throw refusal(error, { name, message });
  }
}

function requireHandler({ handlers }: CommandContext, name: string): RegisteredHandler {
  const handler = handlers.get(name);
  if (handler === undefined) throw new Error(`No handler "${name}" is registered in this process.`);
  if (!handler.onlyAfterCommit) return handler;
  throw new Error(`What "${name}" does cannot be rolled back: let it run after_commit, not inline.`);
}

/** A handler may say itself why it refuses. */
function refusal(
  error: unknown,
  { name, message }: { readonly name: string; readonly message: string },
): unknown {
  if (error instanceof WorkflowError) return error;
  return new WorkflowError(
    'ACTION_FAILED',
    `Action "${name}" failed, and nothing was changed. Try again, or ask whoever manages this workflow.`,
    { cause: new Error(message, { cause: error }) },
  );
}
