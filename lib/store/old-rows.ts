import { Op } from 'sequelize';
import type { Model, ModelStatic, Transaction, WhereOptions } from 'sequelize';
import type { ActionRunRow } from '../../models/index.js';
import type { Database } from './database.js';
import type { Retention } from './retention.js';
import { daysBefore } from './retention.js';
import { idOf } from './rows.js';

/** Rows of one table that are past their time, and that nothing else belongs to. */
export interface OldRows {
  count(): Promise<number>;
  /** The ids of those that are the longest over. */
  find(limit: number): Promise<readonly number[]>;
  /** Deletes them, unless somebody else was faster, or has renewed them; gives how many were deleted. */
  remove(ids: readonly number[], transaction: Transaction): Promise<number>;
}

/** Action runs that were delivered or given up on, and are past their retention: none where all are kept. */
export function oldActionRuns(
  { models: { ActionRun } }: Database,
  now: Date,
  retention: Retention,
): OldRows[] {
  return oldActionRunCriteria(now, retention).map((where) => oldRows(ActionRun, where, 'dueAt'));
}

/** Answers to requests with an `Idempotency-Key` that are not given again. */
export function oldIdempotencyKeys({ models: { IdempotencyKey } }: Database, until: Date): OldRows {
  return oldRows(IdempotencyKey, { createdAt: { [Op.lte]: until } }, 'createdAt');
}

/** Which action runs are past their retention. */
export function oldActionRunCriteria(now: Date, retention: Retention): WhereOptions<ActionRunRow>[] {
  const { deliveredActionRuns, deadActionRuns } = retention;
  return [['delivered', deliveredActionRuns] as const, ['dead', deadActionRuns] as const].flatMap(
    ([status, days]) => {
      if (days === null) return [];
      const over = { [Op.lte]: daysBefore(now, days) };
      // None is over before it is due: said so, the index of what is due finds them.
      return [{ status, dueAt: over, finishedAt: over }];
    },
  );
}

function oldRows(model: ModelStatic<Model>, where: WhereOptions, order: string): OldRows {
  return {
    count: () => model.count({ where, transaction: null }),
    find: async (limit) => {
      const options = { attributes: ['id'], order: [[order, 'ASC'] as [string, string]], limit, raw: true };
      const rows = await model.findAll({ where, ...options, transaction: null });
      return rows.map((row) => idOf(row as unknown as { id: unknown }));
    },
    remove: (ids, transaction) =>
      model.destroy({ where: { [Op.and]: [{ id: [...ids] }, where] }, transaction }),
  };
}
