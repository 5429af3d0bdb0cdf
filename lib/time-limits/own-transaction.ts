import type { Sequelize, Transaction } from 'sequelize';
import { refusalOf } from '../database-errors.js';
import type { Budget } from './budget.js';
import type { SequelizeTransaction } from './lent-transaction.js';
import { lend } from './lent-transaction.js';
import type { StatementLimit } from './statement-limit.js';
import { withinTime } from './within-time.js';

/** How long a transaction whose time is up may take to end before its connection is broken off. */
export const GRACE_MS = 2000;

/** What a transaction of ours works with. */
export interface OwnTransactionOptions {
  readonly sequelize: Sequelize;
  /** How long it may take, from the wait for a connection on. */
  readonly budget: Budget;
  /** How long one statement may take, in ms. */
  readonly statementMs: number;
  readonly statementLimit: StatementLimit;
}

/** A transaction that has begun, or waits to. */
export interface OwnTransaction<Result> {
  readonly transaction: Transaction;
  /** What the caller is told: with the end of the transaction, or when its time is up. */
  readonly answer: Promise<Result>;
  /** Settles when the connection is free again. */
  readonly ended: Promise<Result>;
}

/**
 * Runs work in a transaction, as `sequelize.transaction(work)` does, and lets nobody wait for it for ever: a
 * connection that comes too late goes back at once, and one whose server does not answer is broken off.
 */
export function beginOwn<Result>(
  given: OwnTransactionOptions,
  work: (transaction: Transaction) => Promise<Result>,
): OwnTransaction<Result> {
  // Sequelize hands its own over only after BEGIN, and the connection may hang in that already.
  const transaction = given.statementLimit.create(given.statementMs);
  const ended = inNamespace(given.sequelize, () => carryOut(transaction, given, work));
  return { transaction, answer: answerInTime(transaction, ended, given), ended };
}

async function carryOut<Result>(
  transaction: SequelizeTransaction,
  given: OwnTransactionOptions,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  try {
    return await beginAndEnd(transaction, given, work);
  } catch (error) {
    await given.statementLimit.discard(transaction);
    throw error;
  }
}

async function beginAndEnd<Result>(
  transaction: SequelizeTransaction,
  given: OwnTransactionOptions,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  await transaction.prepareEnvironment(true);
  let result: Result;
  try {
    result = await workIn(transaction, given, work);
  } catch (error) {
    await rollBack(transaction, given);
    throw error;
  }
  await transaction.commit();
  return result;
}

async function workIn<Result>(
  transaction: SequelizeTransaction,
  { budget, statementLimit, statementMs }: OwnTransactionOptions,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  if (budget.isOver) throw budget.exceeded();
  const lent = lend(transaction);
  const lift = statementLimit.apply(transaction, statementMs);
  try {
    return await withinTime(budget.limit, () => work(lent.transaction));
  } finally {
    lent.takeBack();
    await lift();
  }
}

/** Whatever is in the way of it, the connection does not go back to the pool before it is done. */
async function rollBack(transaction: SequelizeTransaction, given: OwnTransactionOptions): Promise<void> {
  if (transaction.finished !== undefined) return;
  const done = transaction.rollback().catch(() => undefined);
  const late = new Error('The rollback has not come back.');
  await withinTime({ ms: GRACE_MS, late: () => late }, () => done).catch(() =>
    given.statementLimit.breakOff(transaction),
  );
  await done;
}

async function answerInTime<Result>(
  transaction: SequelizeTransaction,
  ended: Promise<Result>,
  { budget, statementLimit }: OwnTransactionOptions,
): Promise<Result> {
  let late: Error | undefined;
  const exceeded = (): Error => (late = budget.exceeded());
  try {
    return await withinTime({ ...budget.limit, late: exceeded }, () => ended);
  } catch (error) {
    if (error !== late || transaction.connection === undefined) throw error;
  }
  try {
    return await withinTime({ ms: GRACE_MS, late: exceeded }, () => ended);
  } catch (error) {
    if (error !== late) throw error;
    const isCommitting = transaction.finished === 'commit';
    statementLimit.breakOff(transaction);
    throw isCommitting ? refusalOf('unknown', error) : error;
  }
}

interface Namespaced {
  _clsRun<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Hosts with continuation-local storage find the transaction in it, as Sequelize's own. */
function inNamespace<Result>(sequelize: Sequelize, work: () => Promise<Result>): Promise<Result> {
  return (sequelize.constructor as unknown as Namespaced)._clsRun(work);
}
