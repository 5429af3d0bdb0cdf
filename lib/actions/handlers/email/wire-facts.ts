import { pickName, writeNames, type WireNames } from '../../../definition/names.js';
import { toWire } from '../../../definition/wire-keys.js';
import type { ActionFacts, PersonFacts, PlaceFacts } from '../../facts.js';

/** What happened, in the names of the wire: what templates and expressions see. */
export type WireFacts = Readonly<Record<(typeof WIRE_FACTS)[number], unknown>>;

/** The names of its members. */
export const WIRE_FACTS = [
  'event',
  'occurred_at',
  'company',
  'attachment',
  'object',
  'metadata',
  'form',
  'requester',
  'user',
  'on_behalf_of',
  'approval',
  'approvers',
  'stage',
  'pipeline',
  'from_stage',
  'from_pipeline',
  'target_stage',
  'initial_stage',
  'reason',
] as const;

/**
 * Spells what happened as the wire does. The requester stands by itself too, where conditions have it. Places and the
 * workflow have a `name` in the language beside all of their names, and whoever has no name is called by the id.
 */
export function wireFacts(facts: ActionFacts, language: string): WireFacts {
  const place = (given: PlaceFacts | null): WirePlace | null => spellPlace(given, language);
  return {
    event: facts.event,
    occurred_at: facts.occurredAt,
    company: facts.company,
    attachment: spellAttachment(facts, language),
    object: facts.object,
    metadata: facts.metadata,
    form: facts.form,
    requester: spellPerson(facts.attachment.requester),
    user: spellPerson(facts.user),
    on_behalf_of: spellPerson(facts.onBehalfOf),
    approval: facts.approval === null ? null : toWire(facts.approval),
    approvers: facts.approvers.map(spellPerson),
    stage: place(facts.stage),
    pipeline: place(facts.pipeline),
    from_stage: place(facts.fromStage),
    from_pipeline: place(facts.fromPipeline),
    target_stage: place(facts.targetStage),
    initial_stage: place(facts.initialStage),
    reason: facts.reason,
  };
}

function spellAttachment({ attachment }: ActionFacts, language: string): object {
  return {
    ...toWire(attachment),
    workflow_name: pickName(attachment.workflowNames, [language]),
    requester: spellPerson(attachment.requester),
    started_by: spellPerson(attachment.startedBy),
  };
}

function spellPerson(person: PersonFacts | null): object | null {
  return person === null ? null : { id: person.id, name: person.name ?? String(person.id) };
}

interface WirePlace extends WireNames {
  readonly id: number | null;
  readonly name: string;
}

function spellPlace(place: PlaceFacts | null, language: string): WirePlace | null {
  if (place === null) return null;
  return { id: place.id, name: pickName(place.names, [language]), ...writeNames(place.names) };
}
