import type { Model, Transaction } from 'sequelize';
import type { CommandContext } from '../commands/context.js';
import { describeRequester } from '../commands/inquiry.js';
import { compileCondition } from '../definition/condition.js';
import { WorkflowError } from '../errors.js';
import { describe } from '../identity.js';
import { factsOf } from './model-registry.js';
import { attributesOf } from './object-attributes.js';
import type { RegisteredModel } from './register-options.js';

/** Whether an object that was just created gets its model's workflow. See `autoStart` of `registerModel`. */
export async function startsByItself(
  context: CommandContext,
  { key, options }: RegisteredModel,
  instance: Model,
  transaction: Transaction | undefined,
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
  const { requesterId = null, company = '' } = factsOf(instance, options);
  const ids = requesterId === null ? [] : [context.userIds.toText(requesterId)];
  const [requester] = await context.transactions.read(transaction, (inside) =>
    context.people.users(ids, { company, transaction: inside }),
  );
  const { holds, error } = compileCondition(autoStart).evaluate({
    object: attributesOf(instance),
    requester: describeRequester(context, requester),
    attachment: {},
    metadata: {},
  });
  if (error !== null) {
    context.logger.warn(`The autoStart of ${key} cannot be evaluated, so that its workflow starts.`, {
      error,
    });
  }
  return holds;
}
