import type { Model, Transaction } from 'sequelize';
import type { NewAttachment } from '../commands/new-attachment.js';
import type { CommandContext } from '../commands/context.js';
import { mayShareBatch } from '../commands/share-batch.js';
import { groupBy } from '../group-by.js';
import type { Actor } from '../types.js';
import { factsOf } from './object-facts.js';
import { referenceOf } from './object-input.js';
import type { RegisteredModel } from './register-options.js';

/** Whose request an object is, within its company; `null` where nobody is named. */
export function requesterOf({ options }: RegisteredModel, instance: Model): Actor | null {
  const { requesterId = null, company = '' } = factsOf(instance, options);
  return requesterId === null ? null : { id: requesterId, company };
}

/** What attaches and starts the workflow of its model for an object. */
export function workflowFor(
  registered: RegisteredModel,
  { instance, actor }: { readonly instance: Model; readonly actor: Actor | null },
): NewAttachment {
  const { options } = registered;
  const { requesterId = null, company = '' } = factsOf(instance, options);
  const workflow = options.workflow ?? '';
  return { object: referenceOf(registered, instance), workflow, actor, company, requesterId };
}

/** Whether these, which are all of one model, may be attached together, without code of the host's in between. */
export async function mayStartTogether(
  context: CommandContext,
  requests: readonly NewAttachment[],
  transaction: Transaction | undefined,
): Promise<boolean> {
  const { definitions, transactions, versions } = context;
  if (!mayShareBatch(context, 'attach', [])) return false;
  const joined = transactions.joined(transaction);
  const versionIds: number[] = [];
  for (const [company = '', [{ workflow: key }]] of groupBy(requests, (request) => request.company)) {
    const workflow = await definitions.workflows.findByIdOrKey(key, company, joined);
    const versionId = workflow?.publishedVersionId ?? null;
    if (versionId !== null) versionIds.push(versionId);
  }
  return mayShareBatch(context, 'attach', (await versions.plans(versionIds, joined)).values());
}
