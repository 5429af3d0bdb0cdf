import { randomUUID } from 'node:crypto';
import { Op } from 'sequelize';
import type { WhereOptions } from 'sequelize';
import type { AssignmentRow } from '../../models/index.js';
import type { RoleId } from '../types.js';
import type { Database } from './database.js';
import { databaseTime } from './database-time.js';
import { readRole } from './role-text.js';

const LEASE_SECONDS = 60;

/** A rotating seat that a job has claimed. */
export interface ClaimedSeat {
  readonly company: string;
  readonly attachmentId: number;
  readonly assignmentId: number;
}

/** A holder of rotating seats, in the role within which they rotate. */
export interface RotatingHolder {
  readonly company: string;
  readonly role: RoleId;
  readonly userId: string;
}

/** Which rotating seats are meant. */
export type SeatSelection = { readonly overdueAt: Date } | { readonly holder: RotatingHolder };

/** Finds rotating seats that should move, and claims them so that each is handled by one process. */
export class DueRotations {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Claims up to `limit` open seats for a minute of the database's clock; the claim of a process that died runs out.
   */
  async claim(selection: SeatSelection, limit: number): Promise<readonly ClaimedSeat[]> {
    const { Assignment } = this.#database.models;
    const { sequelize } = this.#database;
    const isFree: WhereOptions<AssignmentRow> = {
      status: 'current',
      claimedUntil: { [Op.or]: [null, { [Op.lt]: databaseTime(sequelize) }] },
      ...criteria(selection),
    };
    const candidates = await Assignment.findAll({
      where: isFree,
      attributes: ['id'],
      order: [['reassignAt', 'ASC']],
      limit,
      raw: true,
      transaction: null,
    });
    if (candidates.length === 0) return [];
    const claimedBy = randomUUID();
    const id = candidates.map((row) => Number(row.id));
    await Assignment.update(
      { claimedBy, claimedUntil: databaseTime(sequelize, LEASE_SECONDS) },
      { where: { ...isFree, id }, transaction: null },
    );
    const rows = await Assignment.findAll({
      where: { id, claimedBy },
      attributes: ['id', 'company', 'attachmentId'],
      order: [['id', 'ASC']],
      raw: true,
      transaction: null,
    });
    return rows.map((row) => ({
      company: row.company,
      attachmentId: Number(row.attachmentId),
      assignmentId: Number(row.id),
    }));
  }

  /** Everyone who holds a rotating seat for a role of their own, and not for someone else. */
  async holders(): Promise<readonly RotatingHolder[]> {
    const rows = await this.#database.models.Assignment.findAll({
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
}

function criteria(selection: SeatSelection): WhereOptions<AssignmentRow> {
  if ('overdueAt' in selection) return { reassignAt: { [Op.lte]: selection.overdueAt } };
  const { company, role, userId } = selection.holder;
  return { company, rotationRole: JSON.stringify(role), userId, onBehalfOf: null };
}
