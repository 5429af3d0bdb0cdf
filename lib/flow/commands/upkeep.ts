import type { FlowEvent, RecordedEvent } from '../events.js';
import { SYSTEM_ACTOR } from '../types.js';

/** What nobody decides, and what changes nothing about where an attachment stands. */
export type Upkeep =
  /** It gets the name that its object has. */
  | { readonly event: 'renamed'; readonly from: string; readonly to: string }
  /** It may not go on, until it is unblocked or cancelled. */
  | { readonly event: 'blocked'; readonly reason: string }
  | { readonly event: 'unblocked' };

/** The events of a piece of upkeep, for history too. */
export function keepUp(upkeep: Upkeep): readonly FlowEvent[] {
  switch (upkeep.event) {
    case 'renamed': {
      const { from, to } = upkeep;
      const data = { from_object_id: from, object_id: to };
      return [
        { kind: 'attachment_changed', set: { objectId: to } },
        { ...RECORDED, event: 'renamed', data },
      ];
    }
    case 'blocked': {
      const { reason } = upkeep;
      return [
        { kind: 'attachment_changed', set: { blockedReason: reason } },
        { ...RECORDED, event: 'blocked', comment: reason },
      ];
    }
    case 'unblocked':
      return [
        { kind: 'attachment_changed', set: { blockedReason: null } },
        { ...RECORDED, event: 'unblocked' },
      ];
  }
}

const RECORDED: Omit<RecordedEvent, 'event'> = {
  kind: 'history',
  actor: SYSTEM_ACTOR,
  onBehalfOf: null,
  stepNumber: null,
  assignment: null,
  comment: null,
  data: {},
};
