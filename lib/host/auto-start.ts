import type { Model, Transaction } from 'sequelize';
import type { CommandContext } from '../commands/context.js';
import { describeRequester } from '../commands/fact-loader.js';
import { compileCondition } from '../definition/condition.js';
import { WorkflowError } from '../errors.js';
import type { FlowUser } from '../flow/types.js';
import { groupBy } from '../group-by.js';
import { describe } from '../identity.js';
import { factsOf } from './object-facts.js';
import { attributesOf } from './object-attributes.js';
import type { RegisteredModel } from './register-options.js';

/** Whose requests objects are, by company and id as text. */
export type Requesters = ReadonlyMap<string, FlowUser>;

/**
 * Looks up whose requests objects are, as far as their model's `autoStart` may ask for that: the directory is asked once
 * for each company. An object of no possible requester or company is left out: {@link startsByItself} says so.
 */
export async function findRequesters(
  context: CommandContext,
  { options }: RegisteredModel,
  instances: readonly Model[],
  transaction: Transaction | undefined,
): Promise<Requesters> {
  if (typeof options.autoStart !== 'string') return new Map();
  const named = instances.flatMap((instance) => {
    try {
      return requesterOf(context, instance, options) ?? [];
    } catch (error) {
      if (error instanceof WorkflowError) return [];
      throw error;
    }
  });
  if (named.length === 0) return new Map();
  return context.transactions.read(transaction, async (inside) => {
    const requesters = new Map<string, FlowUser>();
    for (const [company, some] of groupBy(named, (one) => one.company)) {
      const ids = [...new Set(some.map(({ id }) => id))];
      for (const user of await context.people.users(ids, { company, transaction: inside }))
        requesters.set(keyOf({ company, id: user.id }), user);
    }
    return requesters;
  });
}

/** Whether an object that was just created gets its model's workflow. See `autoStart` of `registerModel`. */
export async function startsByItself(
  context: CommandContext,
  { key, options }: RegisteredModel,
  instance: Model,
  requesters: Requesters,
): Promise<boolean> {
  const { autoStart = false } = options;
  if (typeof autoStart === 'boolean') return autoStart;
  if (typeof autoStart === 'function') {
    const answer: unknown = await autoStart(instance);
    if (typeof answer === 'boolean') return answer;
    throw new WorkflowError(
      'INVALID_CONFIGURATION',
      `registerModel(${key}): autoStart must give true or false; what it gave is ${describe(answer)}.`,
    );
  }
  const named = requesterOf(context, instance, options);
  const { holds, error } = compileCondition(autoStart).evaluate({
    object: attributesOf(instance),
    requester: describeRequester(context, named === null ? undefined : requesters.get(keyOf(named))),
    attachment: {},
    metadata: {},
    form: {},
  });
  if (error !== null) {
    context.logger.warn(`The autoStart of ${key} cannot be evaluated, so that its workflow starts.`, {
      error,
    });
  }
  return holds;
}

interface Requester {
  readonly company: string;
  readonly id: string;
}

function requesterOf(
  { userIds }: CommandContext,
  instance: Model,
  options: RegisteredModel['options'],
): Requester | null {
  const { requesterId = null, company = '' } = factsOf(instance, options);
  return requesterId === null ? null : { company, id: userIds.toText(requesterId) };
}

function keyOf({ company, id }: Requester): string {
  return JSON.stringify([company, id]);
}
