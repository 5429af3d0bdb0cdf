import type { Call } from './client.js';
import {
  AT_BUDGET_APPROVAL,
  AT_EXECUTIVE_APPROVAL,
  AT_INITIAL_REVIEW,
  AT_SIGN_OFF,
  COMPLETED,
  HISTORY,
} from './expectations.js';
import type { Step } from './narrator.js';
import { findItem } from './read-answer.js';

/** What the story goes on with once the request has been asked for. */
export interface Request {
  readonly id: number;
  readonly attachmentId: number;
  readonly firstStageId: number;
}

const LAPTOPS = { title: '12 laptops', amount: 18_000, description: 'For the new design team' };
const REVIEW = { reviewer_comment: 'Needed', budget_code: 'IT-2026' };
const BUDGET = { budget_manager_comment: 'Within budget', allocated_budget: '18000.00' };
const SIGN_OFF = { cfo_comment: 'Agreed', finance_ref: 'FIN-0042' };

/** Asking for it, in two ways that fail and one that does not. */
export const ASKING: readonly [Step, Step, Step] = [
  {
    tells: 'Somebody who has not signed in asks for 12 laptops.',
    ...post(undefined, '/api/purchase-requests', LAPTOPS),
    status: 401,
    expected: { code: 'NOT_AUTHENTICATED' },
  },
  {
    tells: 'The requester asks, and forgets the amount.',
    ...post('requester', '/api/purchase-requests', { title: '12 laptops' }),
    status: 400,
    expected: { errors: [{ path: 'amount' }] },
  },
  {
    tells: 'The requester asks for 12 laptops. The workflow starts in the same transaction.',
    ...post('requester', '/api/purchase-requests', LAPTOPS),
    status: 201,
    expected: { ...LAPTOPS, workflow_status: 'in_progress', workflow_stage: 'Initial Review' },
  },
];

/** The first look at where it stands. */
export function looking(id: number): Step {
  return {
    tells: 'The requester looks where it is. There is nothing for them to do.',
    ...get('requester', pathsOf(id).status),
    status: 200,
    expected: { ...AT_INITIAL_REVIEW, requires_user_action: false, can_approve: false },
  };
}

/** Everything from there to the end. */
export function deciding(request: Request): readonly Step[] {
  return [...reviewing(request), ...sendingBack(request), ...comingAgain(request), ...lookingBack(request)];
}

function reviewing({ id }: Request): readonly Step[] {
  const { status, action } = pathsOf(id);
  return [
    {
      tells: 'The reviewer finds it in their inbox.',
      ...get('reviewer', '/api/workflow/inbox?limit=100'),
      status: 200,
      pick: (answer) => findItem(answer, { object_id: id }),
      expected: { model: 'PurchaseRequest', ...AT_INITIAL_REVIEW },
    },
    {
      tells: 'The reviewer looks at it: it is their turn.',
      ...get('reviewer', status),
      status: 200,
      expected: { ...AT_INITIAL_REVIEW, requires_user_action: true, can_approve: true },
    },
    {
      tells: 'The requester tries to approve it.',
      ...post('requester', action, { action: 'approved', form_data: REVIEW }),
      status: 403,
      expected: { code: 'NOT_SEATED' },
    },
    {
      tells: 'The reviewer approves, and leaves the budget code out of the form.',
      ...post('reviewer', action, { action: 'approved', form_data: { reviewer_comment: 'Needed' } }),
      status: 422,
      expected: { code: 'FORM_DATA_INVALID', errors: [{ path: 'form_data.budget_code' }] },
    },
    {
      tells: 'The reviewer approves, with the whole form.',
      ...post('reviewer', action, { action: 'approved', form_data: REVIEW }),
      status: 200,
      expected: { ...AT_BUDGET_APPROVAL, round: 1, requires_user_action: false },
    },
    {
      tells: 'The reviewer approves a second time.',
      ...post('reviewer', action, { action: 'approved', form_data: REVIEW }),
      status: 409,
      expected: { code: 'ALREADY_DECIDED', details: { decided_by_name: 'reviewer', decision: 'approved' } },
    },
  ];
}

function sendingBack({ id, firstStageId }: Request): readonly Step[] {
  const { request, action } = pathsOf(id);
  const back = { action: 'needs_resubmission', stage_id: firstStageId };
  return [
    {
      tells: 'The row of the request itself says where it is.',
      ...get('requester', request),
      status: 200,
      expected: { workflow_status: 'in_progress', workflow_stage: 'Budget Approval' },
    },
    {
      tells: 'The budget manager approves.',
      ...post('budget', action, { action: 'approved', form_data: BUDGET }),
      status: 200,
      expected: AT_SIGN_OFF,
    },
    {
      tells: 'The CFO sends it back to the first stage, and does not say why.',
      ...post('cfo', action, back),
      status: 422,
      expected: { code: 'REASON_REQUIRED', errors: [{ path: 'reason' }] },
    },
    {
      tells: 'The CFO sends it back, and says why.',
      ...post('cfo', action, { ...back, reason: 'Which cost centre pays?' }),
      status: 200,
      expected: { ...AT_INITIAL_REVIEW, round: 2 },
    },
  ];
}

function comingAgain({ id }: Request): readonly Step[] {
  const { status, action } = pathsOf(id);
  return [
    {
      tells: 'The reviewer approves again, in the second round.',
      ...post('reviewer', action, { action: 'approved', form_data: REVIEW }),
      status: 200,
      expected: { ...AT_BUDGET_APPROVAL, round: 2 },
    },
    {
      tells: 'The budget manager reads in Arabic where it is.',
      ...get('budget', status),
      language: 'ar',
      status: 200,
      expected: { current_stage: 'اعتماد الميزانية', progress_percentage: 25, requires_user_action: true },
    },
    {
      tells: 'The budget manager approves again.',
      ...post('budget', action, { action: 'approved', form_data: BUDGET }),
      status: 200,
      expected: AT_SIGN_OFF,
    },
    {
      tells: 'The CFO signs off: it goes on to the executive.',
      ...post('cfo', action, { action: 'approved', form_data: SIGN_OFF }),
      status: 200,
      expected: AT_EXECUTIVE_APPROVAL,
    },
    {
      tells: 'The executive approves, which completes it.',
      ...post('executive', action, { action: 'approved', reason: 'Go ahead.' }),
      status: 200,
      expected: COMPLETED,
    },
  ];
}

function lookingBack({ id, attachmentId }: Request): readonly Step[] {
  return [
    {
      tells: 'The row of the request says so too.',
      ...get('requester', pathsOf(id).request),
      status: 200,
      expected: { workflow_status: 'completed', workflow_stage: null },
    },
    {
      tells: 'The requester reads how it went.',
      ...get('requester', `/api/workflow/attachments/${attachmentId}/history`),
      status: 200,
      expected: { items: HISTORY },
    },
  ];
}

function pathsOf(id: number): { request: string; status: string; action: string } {
  const request = `/api/purchase-requests/${id}`;
  return { request, status: `${request}/workflow_status/`, action: `${request}/workflow_action/` };
}

function get(as: string, path: string): Call {
  return { as, method: 'GET', path };
}

function post(as: string | undefined, path: string, body: object): Call {
  return { as, method: 'POST', path, body };
}
