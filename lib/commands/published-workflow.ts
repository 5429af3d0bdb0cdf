import type { Transaction } from 'sequelize';
import type { WorkflowRow } from '../../models/index.js';
import { WorkflowError } from '../errors.js';
import type { CommandContext } from './context.js';

/** A workflow that objects may be attached to. */
export type PublishedWorkflow = WorkflowRow & { readonly publishedVersionId: number };

/**
 * A workflow by its id, or its key within the company, where it may be attached.
 *
 * @throws WorkflowError `WORKFLOW_NOT_FOUND`, `WORKFLOW_INACTIVE`, `WORKFLOW_INCOMPLETE`, `WORKFLOW_NOT_PUBLISHED`
 */
export async function requirePublished(
  { definitions }: CommandContext,
  { key, company }: { readonly key: number | string; readonly company: string },
  transaction: Transaction,
): Promise<PublishedWorkflow> {
  const workflow = await definitions.workflows.findByIdOrKey(key, company, transaction);
  if (workflow === null) throw new WorkflowError('WORKFLOW_NOT_FOUND', `There is no workflow ${key}.`);
  const { publishedVersionId } = workflow;
  const isOffered = workflow.status === 'active';
  if (publishedVersionId !== null && isOffered) return { ...workflow, publishedVersionId };
  if (publishedVersionId !== null || workflow.status === 'inactive') {
    throw new WorkflowError(
      'WORKFLOW_INACTIVE',
      `Workflow ${key} is ${workflow.status}. Set its status to active first.`,
    );
  }
  if (workflow.isComplete) {
    throw new WorkflowError(
      'WORKFLOW_NOT_PUBLISHED',
      `Workflow ${key} has never been published. Publish it first.`,
    );
  }
  throw new WorkflowError('WORKFLOW_INCOMPLETE', `Workflow ${key} is incomplete. Complete it first.`, {
    errors: await definitions.findMissing(workflow, transaction),
  });
}
