/**
 * What front ends must be able to say by the client, and what TypeScript must refuse. It is compiled with everything else,
 * and never run.
 */
import type { WorkflowClient } from '../../lib/client/index.js';

export async function definesAndAttaches(client: WorkflowClient): Promise<unknown> {
  const params = { id: 1 };
  await client.post('/workflows', { body: { name_en: 'Leave', pipelines: [{ names: { fr: 'Accord' } }] } });
  // @ts-expect-error It has no name.
  await client.post('/workflows', { body: { key: 'leave' } });
  // @ts-expect-error No name is given by null.
  await client.post('/workflows', { body: { name_en: null } });
  // @ts-expect-error It must say something.
  await client.post('/workflows', {});
  await client.patch('/workflows/{id}', { params, body: { status: 'inactive' } });
  const approvals = [{ approval_type: 'role', user_role: 1 }] as const;
  await client.patch('/stages/{id}', { params, body: { stage_info: { approvals } } });
  const metadata = { cost_centre: 'K-7' };
  const body = { model: 'Leave', object_id: 7, workflow_id: 1, metadata };
  const attached = await client.post('/attachments', { body });
  return attached.metadata.cost_centre;
}

export async function mayLeaveABodyOut(client: WorkflowClient): Promise<void> {
  const params = { id: 1 };
  await client.post('/attachments/{id}/cancel', { params });
  await client.post('/attachments/{id}/cancel', { params, body: { reason: 'Ordered twice.' } });
  await client.post('/workflows/{id}/publish', { params });
  // @ts-expect-error It takes no body.
  await client.post('/workflows/{id}/publish', { params, body: { reason: 'Done.' } });
}
