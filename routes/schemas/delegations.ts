import { withJoi } from '../../lib/definition/with-joi.js';
import { lazy } from '../../lib/lazy.js';
import type { ListQuery } from './common.js';
import { hostId, listFields, reason, rowId, text } from './common.js';

/** ISO 8601 with its offset: a time without one would mean the server's. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

const instant = lazy(() =>
  text()
    .pattern(INSTANT)
    .custom((value: string, { error }) => toTime(value) ?? error('date.base'))
    .messages({
      'string.pattern.base': 'must be a time in ISO 8601 with its offset, as in 2026-01-05T09:00:00Z',
      'date.base': 'must be a time that there is, from 1970 on',
    }),
);

/** What a change may say about a delegation. */
export interface DelegationChangeBody {
  /** Who decides. */
  readonly user_id?: string | number;
  readonly starts_at?: Date;
  readonly ends_at?: Date | null;
  readonly workflow_id?: number | null;
  readonly reason?: string | null;
}

/** A new delegation on the wire. */
export interface DelegationBody extends DelegationChangeBody {
  readonly user_id: string | number;
  /** Who is out of office; the user, where it is left out. */
  readonly from_user_id?: string | number;
}

const changeFields = lazy(() => ({
  user_id: hostId(),
  starts_at: instant(),
  ends_at: instant().allow(null),
  workflow_id: rowId().allow(null),
  reason: reason().allow(null, ''),
}));

export const delegationChange = withJoi((Joi) => Joi.object<DelegationChangeBody>(changeFields()));

export const newDelegation = withJoi((Joi) =>
  Joi.object<DelegationBody>({
    ...changeFields(),
    user_id: hostId().required(),
    from_user_id: hostId(),
  }),
);

/** Which side of a delegation a user is on. */
export const DIRECTIONS = ['given', 'received'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** What the list of delegations takes. */
export interface DelegationQuery extends ListQuery {
  readonly direction?: Direction;
  readonly include_revoked: boolean;
}

export const delegationQuery = withJoi((Joi) =>
  Joi.object<DelegationQuery>({
    ...listFields(),
    direction: Joi.string()
      .lowercase()
      .valid(...DIRECTIONS),
    include_revoked: Joi.boolean().default(false),
  }),
);

/** The time that a text means; `null` for a day that its month does not have, and for one that no database holds. */
function toTime(value: string): Date | null {
  const day = value.slice(0, 10);
  const midnight = new Date(`${day}T00:00:00Z`);
  const time = new Date(value);
  if (Number.isNaN(midnight.getTime()) || Number.isNaN(time.getTime())) return null;
  const year = time.getUTCFullYear();
  return midnight.toISOString().startsWith(day) && year >= 1970 && year < 9999 ? time : null;
}
