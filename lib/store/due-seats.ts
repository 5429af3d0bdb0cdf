import { randomUUID } from 'node:crypto';
import { Op } from 'sequelize';
import type { Transaction, WhereOptions } from 'sequelize';
import type { AssignmentRow } from '../../models/index.js';
import type { RoleId } from '../types.js';
import type { Database } from './database.js';
import { writing } from './database.js';
import { databaseTime } from './database-time.js';
import { readRole, writeRole } from './role-text.js';
import { idOf, readRows } from './rows.js';

/** How long a claim lasts; the claim of a process that died runs out. */
const LEASE_SECONDS = 60;

/** How long a seat is left alone that should move and has nobody to move to. */
const REST_SECONDS = 900;

/** A seat that a job has claimed. */
export interface ClaimedSeat {
  readonly company: string;
  readonly attachmentId: number;
  readonly assignmentId: number;
}

/** The seats that were claimed in one go. */
export interface Claim {
  readonly seats: readonly ClaimedSeat[];
  /** Whether nothing else was due. Others may have claimed some of what was. */
  readonly isLast: boolean;
}

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

/** Finds seats that should move, and claims them so that each is handled by one process. */
export class DueSeats {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Claims up to `limit` open seats for a minute of the database's clock. */
  async claim(selection: SeatSelection, limit: number, transaction: Transaction): Promise<Claim> {
    const { Assignment } = this.#database.models;
    const free = this.#free(selection);
    const candidates = await Assignment.findAll({
      where: free,
      attributes: ['id'],
      order: [['reassignAt', 'ASC']],
      limit,
      raw: true,
      transaction,
    });
    const isLast = candidates.length < limit;
    const id = candidates.map(idOf);
    if (id.length === 0) return { seats: [], isLast };
    const claimedBy = randomUUID();
    const claimedUntil = databaseTime(this.#database.sequelize, LEASE_SECONDS);
    const isFree = { [Op.and]: [free, { id }] };
    await Assignment.update({ claimedBy, claimedUntil }, { where: isFree, ...writing(transaction) });
    const rows = await Assignment.findAll({
      where: { id, claimedBy },
      attributes: ['id', 'company', 'attachmentId'],
      order: [['id', 'ASC']],
      raw: true,
      transaction,
    });
    const seats = readRows(Assignment, rows).map(({ id: assignmentId, company, attachmentId }) => ({
      company,
      attachmentId,
      assignmentId,
    }));
    return { seats, isLast };
  }

  /** Gives back what was claimed and not handled, so that nobody waits for the claim to run out. */
  async release(seats: readonly ClaimedSeat[], transaction: Transaction): Promise<void> {
    await this.#setClaim(seats, { claimedBy: null, claimedUntil: null }, transaction);
  }

  /**
   * Leaves a seat alone for a quarter of an hour, because asking every minute would not help it.
   *
   * @returns whether it is still open
   */
  async rest(seat: ClaimedSeat, transaction: Transaction): Promise<boolean> {
    const claimedUntil = databaseTime(this.#database.sequelize, REST_SECONDS);
    return (await this.#setClaim([seat], { claimedUntil }, transaction)) === 1;
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
    { after, limit }: { readonly after: string | null; readonly limit: number },
  ): Promise<readonly PlainHolder[]> {
    const { Assignment } = this.#database.models;
    const rows = await Assignment.findAll({
      where: {
        company,
        status: 'current',
        ...NOT_ROTATING,
        ...(after === null ? {} : { userId: { [Op.gt]: after } }),
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

  #free(selection: SeatSelection): WhereOptions<AssignmentRow> {
    const now = databaseTime(this.#database.sequelize);
    return {
      ...criteria(selection),
      status: 'current',
      claimedUntil: { [Op.or]: [null, { [Op.lt]: now }] },
    };
  }

  async #setClaim(seats: readonly ClaimedSeat[], claim: object, transaction: Transaction): Promise<number> {
    const id = seats.map(({ assignmentId }) => assignmentId);
    if (id.length === 0) return 0;
    const where = { id, status: 'current' } as const;
    const [count] = await this.#database.models.Assignment.update(claim, { where, ...writing(transaction) });
    return count;
  }
}

/** Seats of which only the activity of their holder matters. */
const NOT_ROTATING = { [Op.or]: [{ rotationRole: null }, { onBehalfOf: { [Op.ne]: null } }] };

function criteria(selection: SeatSelection): Readonly<Record<string, unknown>> {
  if ('overdueAt' in selection) return { reassignAt: { [Op.lte]: selection.overdueAt } };
  if ('inactive' in selection) return { ...selection.inactive, ...NOT_ROTATING };
  const { company, role, userId } = selection.holder;
  return { company, rotationRole: writeRole(role), userId, onBehalfOf: null };
}
