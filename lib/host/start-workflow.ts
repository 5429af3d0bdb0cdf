import type { Model, Transaction } from 'sequelize';
import { attach } from '../commands/attach.js';
import type { CommandContext } from '../commands/context.js';
import type { CommandOutcome } from '../commands/run-command.js';
import type { Actor } from '../types.js';
import { factsOf } from './model-registry.js';
import { referenceOf } from './object-input.js';
import type { RegisteredModel } from './register-options.js';

/** Whose request an object is, within its company; `null` where nobody is named. */
export function requesterOf({ options }: RegisteredModel, instance: Model): Actor | null {
  const { requesterId = null, company = '' } = factsOf(instance, options);
  return requesterId === null ? null : { id: requesterId, company };
}

/** Attaches and starts the workflow of its model for an object that fits the condition. */
export async function startWorkflow(
  context: CommandContext,
  registered: RegisteredModel,
  { instance, actor }: { readonly instance: Model; readonly actor: Actor | null },
  transaction: Transaction | undefined,
): Promise<CommandOutcome> {
  const { options } = registered;
  const { requesterId = null, company = '' } = factsOf(instance, options);
  return attach(context, {
    object: referenceOf(registered, instance),
    workflow: options.workflow ?? '',
    actor,
    company,
    requesterId,
    transaction,
  });
}
