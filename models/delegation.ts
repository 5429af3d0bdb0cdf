import { company, id, optional, required } from './column.js';
import { rowId, string, text, timestamp, uid } from './column-kinds.js';
import { table } from './table.js';
import type { RowOf } from './table.js';
import { WORKFLOW } from './workflow.js';

/** Somebody is out of office, and somebody else decides for them. Revoked, never deleted. */
export const DELEGATION = table(
  'Delegation',
  'delegations',
  {
    id: id(),
    company: company(),
    /** Who is out of office. */
    fromUserId: required(uid),
    fromUserName: required(string(255)),
    /** Who decides for them. */
    userId: required(uid),
    userName: required(string(255)),
    /** The one workflow that is meant; `null` for all of them. */
    workflowId: optional(rowId).references(WORKFLOW, 'CASCADE'),
    startsAt: required(timestamp),
    /** The first moment at which it is over; `null` for as long as nobody revokes it. */
    endsAt: optional(timestamp),
    reason: optional(text),
    createdBy: optional(uid),
    createdAt: required(timestamp),
    updatedAt: required(timestamp),
    revokedAt: optional(timestamp),
    revokedBy: optional(uid),
  },
  [
    { name: 'user', fields: ['company', 'user_id', 'revoked_at'] },
    { name: 'from_user', fields: ['company', 'from_user_id', 'revoked_at'] },
    { name: 'workflow', fields: ['workflow_id'] },
  ],
);

/** A row of {@link DELEGATION}. */
export type DelegationRow = RowOf<typeof DELEGATION>;
