import type { ActionContext } from '../../../lib/actions/handler.js';
import type { WebhookParameters } from '../../../lib/actions/handlers/webhook/parameters.js';
import { quietLogger } from '../../support/host.js';

/** What the receivers of these tests know as well. */
export const SECRET = `whsec_${Buffer.from('a key of 24 bytes, or 32').toString('base64')}`;

const AMINA = { id: 7, name: 'Amina' };

/** What a handler is called with when a purchase request moves on from its first stage. */
export function webhookContext(
  parameters: Partial<WebhookParameters>,
  events: Partial<ActionContext> = {},
): ActionContext<WebhookParameters> {
  return {
    event: 'after_move_stage',
    occurredAt: '2026-01-05T08:59:58.250Z',
    company: 'acme',
    attachment: {
      id: 12,
      workflowId: 3,
      workflowKey: 'purchase-request',
      workflowNames: { en: 'Purchase request', ptBR: 'Pedido' },
      model: 'PurchaseRequest',
      objectId: 40,
      status: 'in_progress',
      round: 1,
      progressPercentage: 50,
      requester: AMINA,
      startedBy: AMINA,
    },
    object: { title: 'Chairs', unitPrice: 120, bankAccount: 'DE00' },
    metadata: { costCentre: 'K-1' },
    form: { budget_code: 'K-1' },
    user: { id: 9, name: 'Omar' },
    onBehalfOf: null,
    approval: { id: 5, approvalType: 'role', stepNumber: 1 },
    approvers: [{ id: 4, name: 'Lena' }],
    stage: { id: 22, names: { en: 'Finance' } },
    pipeline: { id: 2, names: { en: 'Purchasing' } },
    fromStage: { id: 21, names: { en: 'Team' } },
    fromPipeline: { id: 2, names: { en: 'Purchasing' } },
    targetStage: null,
    initialStage: { id: 21, names: { en: 'Team' } },
    reason: null,
    idempotencyKey: 'run-81',
    attempt: 1,
    signal: new AbortController().signal,
    transaction: null,
    findUsers: () => Promise.resolve([]),
    updateObject: () => Promise.resolve(),
    logger: quietLogger,
    ...events,
    parameters: { url: 'https://hooks.example.com/', secret: SECRET, ...parameters },
  };
}
