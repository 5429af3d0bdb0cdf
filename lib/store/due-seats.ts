import { Op } from 'sequelize';
import type { RoleId } from '../types.js';
import type { Due } from './claims.js';
import type { Database } from './database.js';
import { readRole, writeRole } from './role-text.js';

/** A holder of rotating seats, in the role within which they rotate. */
export interface RotatingHolder {
  readonly company: string;
  readonly role: RoleId;
  readonly userId: string;
}

/** A holder of seats that do not rotate, or that were passed on. */
export interface PlainHolder {
  readonly company: string;
  readonly userId: string;
}

/** Which seats are meant: those whose time is up, or those of somebody who can no longer decide. */
export type SeatSelection =
  { readonly overdueAt: Date } | { readonly holder: RotatingHolder } | { readonly inactive: PlainHolder };

/** Finds seats that should move. */
export class DueSeats {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Everyone who holds a rotating seat for a role of their own, and not for someone else. */
  async rotatingHolders(): Promise<readonly RotatingHolder[]> {
    const { Assignment } = this.#database.models;
    const rows = await Assignment.findAll({
      where: { status: 'current', rotationRole: { [Op.ne]: null }, onBehalfOf: null },
      attributes: ['company', 'rotationRole', 'userId'],
      group: ['company', 'rotationRole', 'userId'],
      raw: true,
      transaction: null,
    });
    return rows.flatMap(({ company, rotationRole, userId }) => {
      const role = readRole(rotationRole);
      return role === null ? [] : [{ company, role, userId }];
    });
  }

  /** The next holders of all other seats of a company, in ascending order of their id as text. */
  async plainHolders(
    company: string,
    { after, limit }: { readonly after: PlainHolder | null; readonly limit: number },
  ): Promise<readonly PlainHolder[]> {
    const { Assignment } = this.#database.models;
    const rows = await Assignment.findAll({
      where: {
        company,
        status: 'current',
        ...NOT_ROTATING,
        ...(after === null ? {} : { userId: { [Op.gt]: after.userId } }),
      },
      attributes: ['userId'],
      group: ['userId'],
      order: [['userId', 'ASC']],
      limit,
      raw: true,
      transaction: null,
    });
    return rows.map(({ userId }) => ({ company, userId }));
  }

  /** Every company with an open seat. */
  async companies(): Promise<readonly string[]> {
    const rows = await this.#database.models.Assignment.findAll({
      where: { status: 'current' },
      attributes: ['company'],
      group: ['company'],
      raw: true,
      transaction: null,
    });
    return rows.map(({ company }) => company);
  }
}

/** Seats of which only the activity of their holder matters. */
const NOT_ROTATING = { [Op.or]: [{ rotationRole: null }, { onBehalfOf: { [Op.ne]: null } }] };

/** A selection, as it is claimed: the one that is overdue longest comes first. */
export function dueSeats(selection: SeatSelection): Due {
  return { where: criteria(selection), first: 'reassignAt' };
}

function criteria(selection: SeatSelection): Due['where'] {
  if ('overdueAt' in selection) return { reassignAt: { [Op.lte]: selection.overdueAt } };
  if ('inactive' in selection) return { ...selection.inactive, ...NOT_ROTATING };
  const { company, role, userId } = selection.holder;
  return { company, rotationRole: writeRole(role), userId, onBehalfOf: null };
}
