import { toWire, type Wire } from '../../../definition/wire-keys.js';
import type { ActionFacts } from '../../facts.js';

/** A fact that a webhook may leave out, as it is called on the wire. */
export type WebhookFact =
  | 'company'
  | 'attachment'
  | 'metadata'
  | 'form'
  | 'user'
  | 'on_behalf_of'
  | 'approval'
  | 'approvers'
  | 'stage'
  | 'pipeline'
  | 'from_stage'
  | 'from_pipeline'
  | 'target_stage'
  | 'initial_stage'
  | 'reason';

/** What can be left out. */
type Selectable = Wire<Omit<ActionFacts, 'event' | 'occurredAt' | 'object'>>;

/** How each of them is told. Only keys of our own are spelled for the wire: those of names and metadata are not ours. */
const READINGS = {
  company: ({ company }) => company,
  attachment: ({ attachment }) => toWire(attachment),
  metadata: ({ metadata }) => metadata,
  form: ({ form }) => form,
  user: ({ user }) => user,
  on_behalf_of: ({ onBehalfOf }) => onBehalfOf,
  approval: ({ approval }) => approval && toWire(approval),
  approvers: ({ approvers }) => approvers,
  stage: ({ stage }) => stage,
  pipeline: ({ pipeline }) => pipeline,
  from_stage: ({ fromStage }) => fromStage,
  from_pipeline: ({ fromPipeline }) => fromPipeline,
  target_stage: ({ targetStage }) => targetStage,
  initial_stage: ({ initialStage }) => initialStage,
  reason: ({ reason }) => reason,
} as const satisfies Readonly<Record<keyof Selectable & WebhookFact, (facts: ActionFacts) => unknown>>;

/** Every {@link WebhookFact}. */
export const WEBHOOK_FACTS = Object.keys(READINGS) as readonly WebhookFact[];

/** What goes out; see `WebhookParameters`. */
export interface WebhookSelection {
  readonly include?: readonly WebhookFact[];
  readonly include_object?: boolean | readonly string[];
}

/** The body of a webhook: what happened, in the spelling of the wire. */
export function webhookPayload(
  facts: ActionFacts,
  { include = WEBHOOK_FACTS, include_object = false }: WebhookSelection,
): Readonly<Record<string, unknown>> {
  const chosen = WEBHOOK_FACTS.filter((fact) => include.includes(fact));
  return {
    event: facts.event,
    occurred_at: facts.occurredAt,
    ...Object.fromEntries(chosen.map((fact) => [fact, READINGS[fact](facts)])),
    ...(include_object !== false && { object: pickAttributes(facts.object, include_object) }),
  };
}

function pickAttributes(
  object: Readonly<Record<string, unknown>>,
  wanted: true | readonly string[],
): Readonly<Record<string, unknown>> {
  if (wanted === true) return object;
  return Object.fromEntries(Object.entries(object).filter(([attribute]) => wanted.includes(attribute)));
}
