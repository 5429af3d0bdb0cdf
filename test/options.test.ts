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
      dispatch: '*/10 * * * * *',
    });
  });

  it('take an option that is undefined for one that is left out', () => {
    const options = { ...complete, maxSeats: undefined, logger: undefined } as unknown as EngineOptions;
    assert.equal(resolveOptions(options).maxSeats, 500);
    assert.equal(typeof resolveOptions(options).logger.error, 'function');
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
    assert.equal(pathOf({ ...complete, directory, maxSeats: 1.5 }), 'maxSeats');
    for (const delivery of [{ maxAttempts: 0 }, { maxAttempts: 1.5 }, { maxAttempts: '3' }]) {
      assert.equal(pathOf({ ...complete, delivery }), 'delivery.maxAttempts');
    }
    assert.equal(pathOf({ ...complete, delivery: { firstDelayMs: NaN } }), 'delivery.firstDelayMs');
    assert.equal(pathOf({ ...complete, delivery: { retries: 3 } }), 'delivery.retries');
  });
});
