import type { ActionContext } from '../../../lib/actions/handler.js';
import type { EmailParameters } from '../../../lib/actions/handlers/email/email-parameters.js';
import type { ActionEvent } from '../../../lib/definition/types.js';
import type { DirectoryUser, UserId } from '../../../lib/types.js';
import { quietLogger } from '../../support/host.js';

/** The people of these tests. */
export const PEOPLE: readonly DirectoryUser[] = [
  { id: 1, name: 'Rania Haddad', active: true, email: 'rania@example.com', locale: 'ar-EG' },
  { id: 2, name: 'Omar Said', active: true, email: 'omar@example.com', locale: 'en-GB' },
  { id: 3, name: 'Lena Vogt', active: true, email: 'lena@example.com', locale: 'de' },
  { id: 4, name: 'Marek Nowak', active: true, email: 'marek@example.com' },
  { id: 5, name: 'Gone Girl', active: false, email: 'gone@example.com' },
  { id: 6, name: 'No Address', active: true },
  { id: 7, name: 'Bad Address', active: true, email: 'bad@example.com\r\nBcc: all@example.com' },
];

export const RANIA = { id: 1, name: 'Rania Haddad' };
export const OMAR = { id: 2, name: 'Omar Said' };
export const LENA = { id: 3, name: 'Lena Vogt' };
export const MAREK = { id: 4, name: 'Marek Nowak' };

type Changes = Partial<Omit<ActionContext, 'parameters'>> & { readonly users?: readonly DirectoryUser[] };

/** What a handler is called with when something happens to a purchase request of Rania's at its second stage. */
export function emailContext(
  event: ActionEvent,
  parameters: EmailParameters = {},
  { users = PEOPLE, ...events }: Changes = {},
): ActionContext<EmailParameters> {
  return {
    event,
    occurredAt: '2026-01-05T08:59:58.250Z',
    company: 'acme',
    attachment: {
      id: 12,
      workflowId: 3,
      workflowKey: 'purchase-request',
      workflowNames: { ar: 'طلب شراء', en: 'Purchase request' },
      model: 'PurchaseRequest',
      objectId: 40,
      status: 'in_progress',
      round: 1,
      progressPercentage: 50,
      requester: RANIA,
      startedBy: RANIA,
    },
    object: { title: 'Chairs', amount: 120, manager_id: 2, watchers: ['watch@example.com', 4] },
    metadata: { contact: 'contact@example.com' },
    form: { budget_code: 'K-7' },
    user: OMAR,
    onBehalfOf: null,
    approval: { id: 5, approvalType: 'role', stepNumber: 1 },
    approvers: [LENA, MAREK],
    stage: { id: 22, names: { ar: 'المالية', en: 'Finance' } },
    pipeline: { id: 2, names: { ar: 'المشتريات', en: 'Purchasing' } },
    fromStage: { id: 21, names: { en: 'Team' } },
    fromPipeline: { id: 1, names: { en: 'Request' } },
    targetStage: event === 'after_resubmission' ? { id: 21, names: { en: 'Team' } } : null,
    initialStage: { id: 21, names: { en: 'Team' } },
    reason: null,
    idempotencyKey: 'run-81',
    attempt: 1,
    signal: new AbortController().signal,
    transaction: null,
    findUsers: (ids) => Promise.resolve(users.filter(({ id }) => has(ids, id))),
    updateObject: () => Promise.resolve(),
    logger: quietLogger,
    ...events,
    parameters,
  };
}

function has(ids: readonly UserId[], id: UserId): boolean {
  return ids.some((asked) => String(asked) === String(id));
}
