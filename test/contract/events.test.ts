import assert from 'node:assert/strict';
import type { ActionFacts } from '../../lib/actions/facts.js';
import { WEBHOOK_FACTS, webhookPayload } from '../../lib/actions/handlers/webhook/payload.js';
import { READABLE_NAMES, readableEvent, workflowEvent } from '../../lib/contract/events.js';
import { canonicalText } from '../../lib/definition/fingerprint.js';
import { webhookContext } from '../actions/support/webhook-context.js';

/** What the actions of an event are called with: the facts as they are kept until then. */
function kept(changes: Partial<ActionFacts> = {}): ActionFacts {
  const data: unknown = JSON.parse(JSON.stringify(webhookContext({}, changes)));
  return JSON.parse(canonicalText(data)) as ActionFacts;
}

const ATTACHMENT =
  '{"id":12,"model":"PurchaseRequest","object_id":40,"progress_percentage":50,"requester":{"id":7,"name":"Amina"},' +
  '"round":1,"started_by":{"id":7,"name":"Amina"},"status":"in_progress","workflow_id":3,' +
  '"workflow_key":"purchase-request","workflow_names":{"en":"Purchase request","ptBR":"Pedido"}}';

const SENT =
  `{"event":"after_move_stage","occurred_at":"2026-01-05T08:59:58.250Z","company":"acme","attachment":${ATTACHMENT},` +
  '"metadata":{"costCentre":"K-1"},"form":{"budget_code":"K-1"},"user":{"id":9,"name":"Omar"},"on_behalf_of":null,' +
  '"approval":{"approval_type":"role","id":5,"step_number":1},"approvers":[{"id":4,"name":"Lena"}],' +
  '"stage":{"id":22,"names":{"en":"Finance"}},"pipeline":{"id":2,"names":{"en":"Purchasing"}},' +
  '"from_stage":{"id":21,"names":{"en":"Team"}},"from_pipeline":{"id":2,"names":{"en":"Purchasing"}},' +
  '"target_stage":null,"initial_stage":{"id":21,"names":{"en":"Team"}},"reason":null,' +
  '"object":{"bankAccount":"DE00","title":"Chairs","unitPrice":120}}';

describe('What is told of an event', () => {
  it('is spelled once: a webhook is sent, to the byte, what action runs show', () => {
    assert.equal(JSON.stringify(webhookPayload(kept(), { include_object: true })), SENT);
    assert.equal(JSON.stringify(workflowEvent.render(kept(), { languages: ['ar'] })), SENT);
    const named = ['event', 'occurred_at', ...WEBHOOK_FACTS, 'object'];
    assert.deepEqual(Object.keys(JSON.parse(SENT) as object), named);
  });

  it('is for readers the same, and names in their language beside', () => {
    const names = { en: 'Finance', ar: 'المالية', fr: 'Finances' };
    const facts = kept({ stage: { id: 22, names } });
    const event = workflowEvent.render(facts, { languages: [] });
    const read = readableEvent(facts, 'ar');
    assertHolds(read, event);
    assert.deepEqual([...Object.keys(read)].sort(), [...READABLE_NAMES].sort());
    assert.deepEqual(read.stage, { id: 22, names, name: 'المالية', name_en: 'Finance', name_ar: 'المالية' });
    assert.deepEqual(read.target_stage, null);
    assert.equal((read.attachment as { workflow_name: string }).workflow_name, 'Purchase request');
    assert.deepEqual(read.requester, { id: 7, name: 'Amina' });
  });

  it('calls whoever has no name by the id, for readers only', () => {
    const somebody = { id: 9, name: null };
    const facts = kept({ user: somebody, approvers: [somebody] });
    const { user, approvers } = readableEvent(facts, 'en');
    assert.deepEqual([user, approvers], [{ id: 9, name: '9' }, [{ id: 9, name: '9' }]]);
    const sent = webhookPayload(facts, { include: ['user', 'approvers'] }) as Record<string, unknown>;
    assert.deepEqual([sent.user, sent.approvers], [somebody, [somebody]]);
  });
});

/** Whether all of it is there, whatever is there beside. */
function assertHolds(whole: unknown, part: unknown): void {
  if (typeof part !== 'object' || part === null) {
    assert.equal(whole, part);
    return;
  }
  for (const [key, value] of Object.entries(part)) {
    assertHolds((whole as Readonly<Record<string, unknown>>)[key], value);
  }
}
