import { Model } from 'sequelize';
import type { ModelStatic } from 'sequelize';
import { companyColumn, idColumn, optional, optionalId, required } from './columns.js';
import type { Creation } from './creation.js';
import type { ModelContext } from './model-context.js';

/** Somebody is out of office, and somebody else decides for them. Revoked, never deleted. */
export interface DelegationRow {
  id: number;
  company: string;
  /** Who is out of office. */
  fromUserId: string;
  fromUserName: string;
  /** Who decides for them. */
  userId: string;
  userName: string;
  /** The one workflow that is meant; `null` for all of them. */
  workflowId: number | null;
  startsAt: Date;
  /** The first moment at which it is over; `null` for as long as nobody revokes it. */
  endsAt: Date | null;
  reason: string | null;
  createdBy: string | null;
  createdAt: Date;
  updatedAt: Date;
  revokedAt: Date | null;
  revokedBy: string | null;
}

/** What an insert must name; nullable columns may be left out. */
export type DelegationCreation = Creation<DelegationRow>;

/** For typing and `instanceof`; each engine has a subclass of its own. */
export class Delegation extends Model<DelegationRow, DelegationCreation> {
  declare id: number;
  declare company: string;
  declare fromUserId: string;
  declare fromUserName: string;
  declare userId: string;
  declare userName: string;
  declare workflowId: number | null;
  declare startsAt: Date;
  declare endsAt: Date | null;
  declare reason: string | null;
  declare createdBy: string | null;
  declare createdAt: Date;
  declare updatedAt: Date;
  declare revokedAt: Date | null;
  declare revokedBy: string | null;
}

/** Makes the `delegations` model of one engine. */
export function defineDelegation({ columns, options, references }: ModelContext): ModelStatic<Delegation> {
  const model: ModelStatic<Delegation> = class extends Delegation {};
  return model.init(
    {
      id: idColumn(columns),
      company: companyColumn(columns),
      fromUserId: required(columns.uid),
      fromUserName: required(columns.string(255)),
      userId: required(columns.uid),
      userName: required(columns.string(255)),
      workflowId: { ...optionalId(columns), ...references('workflows', 'CASCADE') },
      startsAt: required(columns.timestamp),
      endsAt: optional(columns.timestamp),
      reason: optional(columns.text),
      createdBy: optional(columns.uid),
      createdAt: required(columns.timestamp),
      updatedAt: required(columns.timestamp),
      revokedAt: optional(columns.timestamp),
      revokedBy: optional(columns.uid),
    },
    options<Delegation>('Delegation', 'delegations', [
      { name: 'user', fields: ['company', 'user_id', 'revoked_at'] },
      { name: 'from_user', fields: ['company', 'from_user_id', 'revoked_at'] },
      { name: 'workflow', fields: ['workflow_id'] },
    ]),
  );
}
