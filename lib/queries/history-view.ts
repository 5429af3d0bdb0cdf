import type { HistoryEntryRow } from '../../models/index.js';
import type { UserIds } from '../directory/user-ids.js';
import type { HistoryMember } from '../store/audit/entry-members.js';
import { erasedMembers } from '../store/audit/openings.js';
import type { HistoryEvent, UserId } from '../types.js';

/** One entry of the audit, as readers see it. */
export interface HistoryEntryView {
  /** From 1, without gaps. */
  readonly sequence: number;
  readonly event: HistoryEvent;
  readonly stepId: number | null;
  readonly assignmentId: number | null;
  /** Who did it; `null` for the system. */
  readonly actorId: UserId | null;
  readonly actorName: string | null;
  /** Whose seat it was, where the actor decided for someone. */
  readonly onBehalfOf: UserId | null;
  readonly comment: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  /** Seals this entry and the one before it. */
  readonly hash: string;
  /** What was erased from it, and is `null` therefore: `comment`, or `data.form_data`. */
  readonly erased: readonly HistoryMember[];
}

/** A stored entry, as readers see it. */
export function viewHistoryEntry(userIds: UserIds, row: HistoryEntryRow): HistoryEntryView {
  const { sequence, event, stepId, assignmentId, actorName, comment, createdAt, hash } = row;
  return {
    sequence,
    event,
    stepId,
    assignmentId,
    actorId: userIds.fromText(row.actorId),
    actorName,
    onBehalfOf: userIds.fromText(row.onBehalfOf),
    comment,
    data: readData(userIds, row.data),
    createdAt,
    hash,
    erased: erasedMembers(row.openings),
  };
}

/** What an entry's data calls users by; stored as text, shown in the host's type. */
const USER_ID_FIELDS: ReadonlySet<string> = new Set(['user_id', 'from_user_id', 'covering_for']);

function readData(userIds: UserIds, text: string): Readonly<Record<string, unknown>> {
  const data = Object.entries(JSON.parse(text) as Record<string, unknown>);
  return Object.fromEntries(
    data.map(([name, value]) => [
      name,
      USER_ID_FIELDS.has(name) && typeof value === 'string' ? userIds.fromText(value) : value,
    ]),
  );
}
