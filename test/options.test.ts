import assert from 'node:assert/strict';
import type { Sequelize } from 'sequelize';
import { WorkflowError } from '../lib/errors.js';
import type { EngineOptions } from '../lib/options.js';
import { resolveOptions } from '../lib/options.js';
import { financeDepartment } from './support/memory-directory.js';

const sequelize = { transaction: () => undefined } as unknown as Sequelize;
const complete = { sequelize, directory: financeDepartment() };

function pathOf(options: object): string | undefined {
  try {
    resolveOptions(options as EngineOptions);
  } catch (error) {
    assert(error instanceof WorkflowError);
    assert.equal(error.code, 'INVALID_CONFIGURATION');
    return error.errors[0]?.path;
  }
  return undefined;
}

describe('The options of an engine', () => {
  it('have defaults for everything but the Sequelize and the directory', () => {
    const resolved = resolveOptions(complete);
    assert.equal(resolved.tablePrefix, 'workflow_');
    assert.equal(resolved.maxSeats, 500);
    assert.equal(resolved.autoPublish, false);
    assert.deepEqual(resolved.delivery, { maxAttempts: 12, firstDelayMs: 5000, maxDelayMs: 3_600_000 });
    assert.deepEqual(resolved.schedules, {
      reassignRoundRobin: '* * * * *',
      replaceInactive: '*/5 * * * *',
      deadlines: '* * * * *',
      dispatch: '*/10 * * * * *',
      reconcile: '*/5 * * * *',
      cleanup: '30 3 * * *',
    });
    assert.deepEqual(resolved.retention, {
      completed: null,
      rejected: null,
      cancelled: null,
      deliveredActionRuns: 30,
      deadActionRuns: null,
    });
  });

  it('take an option that is undefined for one that is left out', () => {
    const options = { ...complete, maxSeats: undefined, logger: undefined } as unknown as EngineOptions;
    assert.equal(resolveOptions(options).maxSeats, 500);
    assert.equal(typeof resolveOptions(options).logger.error, 'function');
  });

  it('keep what is over for as long as they say, and the rest as by default', () => {
    const retention = { completed: 365, deliveredActionRuns: null, rejected: undefined };
    assert.deepEqual(resolveOptions({ ...complete, retention } as unknown as EngineOptions).retention, {
      completed: 365,
      rejected: null,
      cancelled: null,
      deliveredActionRuns: null,
      deadActionRuns: null,
    });
  });

  it('name the one that is wrong', () => {
    const { directory } = complete;
    assert.equal(pathOf({ ...complete, schedules: { reassign: '* * * * *' } }), 'schedules.reassign');
    assert.equal(pathOf({}), 'sequelize');
    const unquoted = { transaction: () => undefined, options: { quoteIdentifiers: false } };
    assert.equal(pathOf({ ...complete, sequelize: unquoted }), 'sequelize');
    assert.equal(pathOf({ sequelize }), 'directory.findUsers');
    assert.equal(pathOf({ sequelize, directory: { findUsers: () => [] } }), 'directory.findRoleMembers');
    const untyped = {
      findUsers: () => [],
      findRoleMembers: () => [],
      findManager: () => null,
      userIdType: 'uuid',
    };
    assert.equal(pathOf({ sequelize, directory: untyped }), 'directory.userIdType');
    assert.equal(pathOf({ ...complete, tablePrefix: 'no spaces' }), 'tablePrefix');
    assert.equal(pathOf({ ...complete, maxSeats: 0 }), 'maxSeats');
    for (const key of ['', null, 7]) assert.equal(pathOf({ ...complete, audit: { key } }), 'audit.key');
    assert.equal(pathOf({ ...complete, audit: { key: 'secret' } }), undefined);
    assert.equal(pathOf({ ...complete, directory, maxSeats: 1.5 }), 'maxSeats');
    for (const delivery of [{ maxAttempts: 0 }, { maxAttempts: 1.5 }, { maxAttempts: '3' }]) {
      assert.equal(pathOf({ ...complete, delivery }), 'delivery.maxAttempts');
    }
    assert.equal(pathOf({ ...complete, delivery: { firstDelayMs: NaN } }), 'delivery.firstDelayMs');
    assert.equal(pathOf({ ...complete, delivery: { retries: 3 } }), 'delivery.retries');
    for (const days of [0, -1, 0.5, NaN, Infinity, '30', false]) {
      assert.equal(pathOf({ ...complete, retention: { cancelled: days } }), 'retention.cancelled');
    }
    assert.equal(pathOf({ ...complete, retention: { in_progress: 30 } }), 'retention.in_progress');
  });
});
