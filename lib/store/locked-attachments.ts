import type { Transaction } from 'sequelize';
import type { AttachmentRow } from '../../models/index.js';
import { groupBy } from '../group-by.js';
import type { HostRow } from '../types.js';
import type { Database } from './database.js';
import type { LockedAssignmentRow, LockedColumns, LockedStepRow } from './locked-columns.js';
import { lockedColumns } from './locked-columns.js';
import { LockText } from './lock-text.js';
import type { SqlValue } from '../sql/dialect.js';
import type { Driver } from '../sql/driver.js';
import { lists, padded } from './sql/statement-text.js';

/** Which attachment is locked: by its id, or by the key of its object. */
export type LockedKey = { readonly id: number; readonly company: string } | { readonly openKey: string };

/** What is locked, and what is read with it. */
export interface LockRequest {
  readonly key: LockedKey;
  /** The host's row, which is locked first; `null` where it is not to be, or is already. */
  readonly hostRow: HostRow | null;
  /** Whether all steps are read, as readers see them, or only those of its position and round. */
  readonly isWhole: boolean;
  /** Who decides: it is looked up whether somebody who is out of office has named them. */
  readonly user: { readonly id: string; readonly company: string; readonly at: Date } | null;
}

/** A step and its assignments, as far as they were read. */
export interface LockedStep {
  readonly step: LockedStepRow;
  /** In order of seat, then of turn. */
  readonly assignments: readonly LockedAssignmentRow[];
}

/** A locked attachment with its steps. */
export interface LockedAttachment {
  readonly attachment: AttachmentRow;
  /** In order. */
  readonly steps: readonly LockedStep[];
  /** Whether somebody who is out of office has named the user as their substitute. */
  readonly isSubstitute: boolean;
}

type Row = readonly unknown[];

/** Locks attachments, each with the host's row before it, and reads their steps. */
export class LockedAttachments {
  readonly #driver: Driver;
  readonly #columns: LockedColumns;
  readonly #text: LockText;
  /** PostgreSQL reads what it does not lock as it was when the statement began to wait for what it does. */
  readonly #isJoined: boolean;

  constructor(database: Database, driver: Driver) {
    this.#driver = driver;
    this.#isJoined = driver.dialect.name !== 'postgres';
    this.#columns = lockedColumns(database, this.#isJoined);
    this.#text = new LockText(database, driver.dialect, this.#columns);
  }

  /**
   * Locks the host's row, the attachment and, on MySQL, what is read of its steps and assignments, in this order.
   *
   * @returns `null` where there is no such attachment, or no such row of the host
   */
  async lock(request: LockRequest, transaction: Transaction): Promise<LockedAttachment | null> {
    const { hostRow, key, user, isWhole } = request;
    const values: SqlValue[] = [];
    if (user !== null) {
      const at = this.#driver.dialect.time(user.at);
      values.push(user.company, user.id, at, at);
    }
    if (hostRow !== null) values.push(hostRow.value);
    if ('openKey' in key) values.push(key.openKey);
    else values.push(key.id, key.company);
    const text = this.#text.lock(request, this.#isJoined);
    const { rows } = await this.#driver.run({ text, values }, transaction);
    const [found = null] = await this.#read(rows, isWhole, transaction);
    return found;
  }

  /** Locks attachments in the order of their ids, without rows of the host; those that do not exist are left out. */
  async lockAll(ids: readonly number[], transaction: Transaction): Promise<readonly LockedAttachment[]> {
    const locked: LockedAttachment[] = [];
    for (const some of lists([...ids].sort((a, b) => a - b))) {
      const values = padded(some);
      const text = this.#text.lockAll(values.length, this.#isJoined);
      const { rows } = await this.#driver.run({ text, values }, transaction);
      locked.push(...(await this.#read(rows, false, transaction)));
    }
    return locked;
  }

  /** The attachments of rows that hold one of them each, or, where they are joined, one assignment of one. */
  async #read(
    rows: readonly Row[],
    isWhole: boolean,
    transaction: Transaction,
  ): Promise<readonly LockedAttachment[]> {
    const { selected, mark, id } = this.#columns.attachment;
    const found = [...groupBy(rows, (row) => Number(row[1 + id])).values()].map((own) => {
      const [first] = own;
      const whole = own.find((row) => row[1 + mark] !== null) ?? first;
      return { attachment: selected.read(whole, 1), isSubstitute: Number(first[0]) === 1, own };
    });
    const stepsOf = this.#isJoined
      ? new Map(found.map(({ attachment, own }) => [attachment.id, this.#gather(own, 1 + selected.width)]))
      : await this.#readSteps(
          found.map(({ attachment }) => attachment),
          isWhole,
          transaction,
        );
    return found.map(({ attachment, isSubstitute }) => ({
      attachment,
      isSubstitute,
      steps: stepsOf.get(attachment.id) ?? [],
    }));
  }

  async #readSteps(
    attachments: readonly AttachmentRow[],
    isWhole: boolean,
    transaction: Transaction,
  ): Promise<ReadonlyMap<number, readonly LockedStep[]>> {
    const begun = attachments.filter(
      ({ stepCount, position }) => stepCount > 0 && (position !== null || isWhole),
    );
    if (begun.length === 0) return new Map();
    const values = (['id', 'position', 'round'] as const).map(
      (attribute) => `{${begun.map((one) => one[attribute] ?? 'NULL').join()}}`,
    );
    const { rows } = await this.#driver.run({ text: this.#text.steps(isWhole), values }, transaction);
    const own = groupBy(rows, ([id]) => Number(id));
    return new Map([...own].map(([id, some]) => [id, this.#gather(some, 1)]));
  }

  /** The steps of rows that hold one assignment each, or a step without any. */
  #gather(rows: readonly Row[], from: number): readonly LockedStep[] {
    const { step, assignment } = this.#columns;
    const behind = from + step.selected.width;
    const steps = new Map<number, { step: LockedStepRow; assignments: LockedAssignmentRow[] }>();
    for (const row of rows) {
      const id = Number(row[from]);
      if (row[from] === null || row[from + step.mark] === null || steps.has(id)) continue;
      steps.set(id, { step: step.selected.read(row, from), assignments: [] });
    }
    for (const row of rows) {
      if (row[behind] === null) continue;
      const found = steps.get(Number(row[from]));
      if (found === undefined)
        throw new RangeError(`Step ${Number(row[from])} has lost its first assignment.`);
      found.assignments.push(assignment.selected.read(row, behind));
    }
    const found = [...steps.values()].sort((a, b) => a.step.stepNumber - b.step.stepNumber);
    for (const { assignments } of found) assignments.sort((a, b) => a.seatNo - b.seatNo || a.turn - b.turn);
    return found;
  }
}
