import { inspect } from 'node:util';
import type { ClaimedRun } from '../store/deliveries.js';
import { withinTime } from '../time-limits/within-time.js';
import { contextOf } from './action-context.js';
import type { HostAccess } from './action-context.js';
import type { ActionFacts } from './facts.js';
import type { HandlerRegistry } from './handler-registry.js';
import type { ActionParameters } from './handler.js';
import type { ResolveSecret } from './secrets.js';
import { hideSecrets, resolveSecrets } from './secrets.js';

/** What an attempt works with. */
export interface AttemptOptions extends HostAccess {
  readonly handlers: HandlerRegistry;
  readonly secrets: ResolveSecret | undefined;
}

/** Why an attempt failed. */
export interface Failure {
  readonly error: unknown;
  /** For people; without secrets. */
  readonly message: string;
}

/** Tries to deliver once, within the time that the handler may take. @returns `null` where that went well */
export async function attempt(options: AttemptOptions, run: ClaimedRun): Promise<Failure | null> {
  let secrets: readonly string[] = [];
  try {
    const handler = options.handlers.get(run.handler);
    if (handler === undefined) throw new Error(`No handler "${run.handler}" is registered.`);
    const { timeoutMs: ms } = handler;
    const late = (): Error => new Error(`The handler took more than ${ms} ms.`);
    // One that does not heed its signal may still be at work when the time is up: that is what its key is for.
    await withinTime({ ms, late }, async (signal) => {
      const resolved = await resolveSecrets(JSON.parse(run.parameters) as ActionParameters, options.secrets);
      ({ secrets } = resolved);
      const { idempotencyKey, attempts } = run;
      const facts = readFacts(run.facts);
      const { parameters } = resolved;
      const details = { facts, parameters, idempotencyKey, attempt: attempts, signal, transaction: null };
      signal.throwIfAborted();
      await handler.run(contextOf(options, details));
    });
    return null;
  } catch (error) {
    return { error, message: hideSecrets(messageOf(error), secrets) };
  }
}

/** Facts that were kept before forms were among them have none. */
function readFacts(text: string): ActionFacts {
  return { form: {}, ...(JSON.parse(text) as Omit<ActionFacts, 'form'>) };
}

/** What was thrown, whatever that is: a handler may throw anything. */
function messageOf(error: unknown): string {
  const message: unknown = error instanceof Error ? error.message : error;
  return typeof message === 'string' ? message : inspect(error);
}
