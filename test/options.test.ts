import assert from 'node:assert/strict';
import type { Sequelize } from 'sequelize';
import { Sequelize as SequelizeOf } from 'sequelize';
import { createWorkflowEngine } from '../lib/engine.js';
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

  it('limit what the database and the host may take, each by the one before', () => {
    const limitsOf = (options: object): readonly number[] => {
      const resolved = resolveOptions({ ...complete, ...options });
      return [resolved.statementTimeoutMs, resolved.transactionTimeoutMs, resolved.hostTimeoutMs];
    };
    assert.deepEqual(limitsOf({}), [10_000, 20_000, 5000]);
    assert.deepEqual(limitsOf({ statementTimeoutMs: 400 }), [400, 800, 200]);
    assert.deepEqual(limitsOf({ statementTimeoutMs: 600_000 }), [600_000, 600_000, 300_000]);
    assert.deepEqual(limitsOf({ statementTimeoutMs: 100 }), [100, 200, 100]);
    for (const name of ['statementTimeoutMs', 'transactionTimeoutMs', 'hostTimeoutMs']) {
      for (const ms of [0, 99, 1500.5, 600_001, '5000', null, NaN]) {
        assert.equal(pathOf({ ...complete, [name]: ms }), name);
      }
    }
    assert.equal(pathOf({ ...complete, transactionTimeoutMs: 9999 }), 'transactionTimeoutMs');
    assert.equal(pathOf({ ...complete, hostTimeoutMs: 20_000 }), 'hostTimeoutMs');
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

  it('name one that there is not, and what was probably meant', () => {
    const cases = [
      [{ autopublish: true }, 'autopublish', /did you mean "autoPublish"\?/],
      [{ schedules: { clean: '* * * * *' } }, 'schedules.clean', /did you mean "cleanup"\?/],
      [{ delivery: { maxAttempt: 3 } }, 'delivery.maxAttempt', /did you mean "maxAttempts"\?/],
      [{ retention: { complete: 3 } }, 'retention.complete', /did you mean "completed"\?/],
      [{ audit: { secret: 'x' } }, 'audit.secret', /there are key/],
    ] as const;
    for (const [options, path, message] of cases) {
      assert.equal(pathOf({ ...complete, ...options }), path);
      assert.throws(() => resolveOptions({ ...complete, ...options } as EngineOptions), { message });
    }
  });

  it('name one that is of another kind', () => {
    const cases: readonly (readonly [string, unknown])[] = [
      ['autoPublish', 'true'],
      ['maxSeats', '5'],
      ['schema', 5],
      ['strategies', {}],
      ['actions', 'notify'],
      ['defaultActions', {}],
      ['secrets', {}],
      ['delivery', 5],
      ['audit', 'key'],
      ['calendar', 'Europe/Berlin'],
      ['retention', 30],
      ['schedules', '* * * * *'],
      ['ambientTransaction', {}],
      ['slowLookupMs', '5'],
      ['slowLookupMs', NaN],
      ['logger', {}],
      ['logger', { info: () => undefined, warn: () => undefined }],
      ['clock', {}],
      ...['BST', 'EST', 'CET', '+03:00', 'Mars/Olympus', '', 5].map((zone) => ['timezone', zone] as const),
    ];
    for (const [path, value] of cases)
      assert.equal(pathOf({ ...complete, [path]: value }), path, String(value));
    for (const timezone of ['UTC', 'Africa/Cairo', 'America/Argentina/Ushuaia']) {
      assert.equal(pathOf({ ...complete, timezone }), undefined);
    }
    const { directory } = complete;
    const headless = {
      findUsers: () => [],
      findRoleMembers: () => [],
      findManager: () => null,
      findTeamHead: 5,
    };
    assert.equal(pathOf({ sequelize, directory: headless }), 'directory.findTeamHead');
    assert.equal(pathOf({ ...complete, directory }), undefined);
    assert.throws(() => resolveOptions(undefined as unknown as EngineOptions), {
      code: 'INVALID_CONFIGURATION',
    });
  });

  it('name what is wrong with a strategy or a default action', () => {
    const strategy = { name: 'mine', seating: 'all', approveAt: () => 1, rejectAt: () => 1 };
    const action = { event: 'after_approve', handler: 'note' };
    const create = (options: object) => (): unknown =>
      createWorkflowEngine({ ...complete, sequelize: database(), ...options });
    const cases: readonly (readonly [string, object])[] = [
      ['strategies.0.seating', { strategies: [{ ...strategy, seating: 'some' }] }],
      ['strategies.0.aproveAt', { strategies: [{ ...strategy, aproveAt: () => 1 }] }],
      ['strategies.0.rejectAt', { strategies: [{ ...strategy, rejectAt: 1 }] }],
      ['defaultActions.0.event', { defaultActions: [{ ...action, event: 'approved' }] }],
      ['defaultActions.0.handlr', { defaultActions: [{ ...action, handlr: 'x' }] }],
      ['defaultActions.0.execution', { defaultActions: [{ ...action, execution: 'later' }] }],
      ['defaultActions.0.condition', { defaultActions: [{ ...action, condition: 'object.(' }] }],
    ];
    for (const [path, options] of cases) {
      assert.throws(create(options), (error: WorkflowError) => {
        assert.deepEqual([error.code, error.errors[0]?.path], ['INVALID_CONFIGURATION', path]);
        return true;
      });
    }
  });
});

function database(): Sequelize {
  return new SequelizeOf({ dialect: 'postgres' });
}
