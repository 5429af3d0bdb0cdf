import type { Transaction } from 'sequelize';
import type { AttachmentRow } from '../../models/index.js';
import { compileCondition } from '../definition/condition.js';
import type { CommandContext } from './context.js';

interface Evaluation {
  readonly expression: string;
  readonly attachment: AttachmentRow;
}

/**
 * Evaluates a condition for an attachment: over the object as this transaction sees it, its requester, the attachment,
 * and of its metadata the keys that the host trusts.
 */
export async function evaluateCondition(
  { objects, people, userIds }: CommandContext,
  { expression, attachment }: Evaluation,
  transaction: Transaction,
): Promise<{ readonly holds: boolean; readonly error: string | null }> {
  const { company, requesterId, model } = attachment;
  const object = await objects.readAttributes(attachment, transaction);
  const [requester] = requesterId === null ? [] : await people.users([requesterId], { company, transaction });
  const trusted = new Set(objects.trustedMetadata(model));
  const metadata = Object.entries(JSON.parse(attachment.metadata) as Record<string, unknown>);
  return compileCondition(expression).evaluate({
    object: object ?? {},
    requester:
      requester === undefined
        ? null
        : {
            id: userIds.fromText(requester.id),
            name: requester.name,
            department_id: requester.departmentId,
          },
    attachment: {
      id: attachment.id,
      model,
      object_id: objects.idFromText(attachment),
      round: attachment.round,
      started_by: userIds.fromText(attachment.startedBy),
      created_at: attachment.createdAt,
    },
    metadata: Object.fromEntries(metadata.filter(([key]) => trusted.has(key))),
  });
}
