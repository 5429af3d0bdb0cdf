import { SELECTABLE_FACTS, webhookEvent } from '../../../contract/events.js';
import type { WireKey } from '../../../definition/wire-keys.js';
import { wireKey } from '../../../definition/wire-keys.js';
import type { ActionFacts } from '../../facts.js';

/** A fact that a webhook may leave out, as it is called on the wire. */
export type WebhookFact = WireKey<Exclude<keyof ActionFacts, 'event' | 'occurredAt' | 'object'>>;

/** Every {@link WebhookFact}. */
export const WEBHOOK_FACTS: readonly WebhookFact[] = SELECTABLE_FACTS.map(wireKey);

/** What goes out; see `WebhookParameters`. */
export interface WebhookSelection {
  readonly include?: readonly WebhookFact[];
  readonly include_object?: boolean | readonly string[];
}

/** The same for everybody: names are told in every language. */
const EVERYBODY = { languages: [] } as const;

/** The body of a webhook: what happened, as far as its action tells it. */
export function webhookPayload(
  facts: ActionFacts,
  { include = WEBHOOK_FACTS, include_object = false }: WebhookSelection,
): unknown {
  const chosen = SELECTABLE_FACTS.filter((fact) => include.includes(wireKey(fact)));
  const told: Partial<ActionFacts> = {
    event: facts.event,
    occurredAt: facts.occurredAt,
    ...Object.fromEntries(chosen.map((fact) => [fact, facts[fact]])),
    ...(include_object !== false && { object: pickAttributes(facts.object, include_object) }),
  };
  return webhookEvent.render(told, EVERYBODY);
}

function pickAttributes(
  object: Readonly<Record<string, unknown>>,
  wanted: true | readonly string[],
): Readonly<Record<string, unknown>> {
  if (wanted === true) return object;
  return Object.fromEntries(Object.entries(object).filter(([attribute]) => wanted.includes(attribute)));
}
