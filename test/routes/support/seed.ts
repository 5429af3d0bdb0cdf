import type { Body } from './api.js';
import { at, ok } from './api.js';
import type { Site } from './site.js';
import { REQUESTER } from './site.js';

/** An approval on the wire: the reviewer's role is 1, the budget's 2, the executive's 3, the auditors' 4. */
export type WireApproval = Readonly<Record<string, unknown>>;

/** An approval by a role. */
export function role(userRole: number, more: object = {}): WireApproval {
  return { approval_type: 'role', user_role: userRole, ...more };
}

/** An approval by one user. */
export function user(approvalUser: number, more: object = {}): WireApproval {
  return { approval_type: 'user', approval_user: approvalUser, ...more };
}

/** What three people approve, one after another: reviewer, budget, CFO. */
export const THREE_STAGES: readonly WireApproval[][] = [[role(1)], [role(2)], [user(4)]];

/** Makes a workflow of one pipeline over HTTP, with the approvals of each stage; complete, it is published. */
export async function seedWorkflow(
  { admin }: Site,
  stages: readonly (readonly WireApproval[])[] = THREE_STAGES,
  more: object = {},
): Promise<Body> {
  const pipelines = [{ name_en: 'Review', name_ar: 'المراجعة', number_of_stages: stages.length }];
  const names = { name_en: 'Purchase Request', name_ar: 'طلب شراء' };
  const created = ok(await admin.post('/workflows', { ...names, pipelines, ...more }), 201);
  for (const [index, approvals] of stages.entries()) {
    const { id } = at(at(created.pipelines, 0).stages, index);
    ok(await admin.patch(`/stages/${id}`, { stage_info: { approvals } }));
  }
  return ok(await admin.get(`/workflows/${created.id}`));
}

/** An object of the host, requested by the requester. */
export async function seedObject({ host }: Site, requesterId: number | null = REQUESTER): Promise<number> {
  const { id } = await host.PurchaseRequest.create({ title: 'Laptops', requesterId });
  return id;
}

/** Attaches a workflow to a new object over HTTP, and starts it. */
export async function seedAttachment(site: Site, workflowId: number, more: object = {}): Promise<Body> {
  const body = { model: 'PurchaseRequest', object_id: await seedObject(site), workflow_id: workflowId };
  return ok(await site.admin.post('/attachments', { ...body, ...more }), 201);
}

/** A workflow of three stages, running for one object. */
export async function seedRunning(site: Site, stages?: readonly WireApproval[][]): Promise<Body> {
  const { id } = await seedWorkflow(site, stages);
  return seedAttachment(site, id);
}
