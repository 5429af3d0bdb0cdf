import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { Sequelize } from 'sequelize';
import { createWorkflowEngine } from '../../lib/index.js';
import type { EngineOptions, Logger } from '../../lib/index.js';
import type { ScheduledJob } from '../../lib/jobs/scheduler.js';
import { Scheduler } from '../../lib/jobs/scheduler.js';
import { financeDepartment } from '../support/memory-directory.js';
import { quietLogger } from '../support/host.js';
import { loadSqliteDriver } from '../../lib/host/sqlite-driver.js';
import { nodeCron } from '../../lib/libraries.js';
import { Hands } from './support/hands.js';

const EVERY_SECOND = '* * * * * *';

/** A job that a test can see running, and let go on. */
class Job implements ScheduledJob {
  readonly name = 'reassignRoundRobin';
  readonly schedule = EVERY_SECOND;
  readonly signals: AbortSignal[] = [];
  readonly started: Promise<void>;
  finish: () => void = () => undefined;
  readonly #finished: Promise<void>;
  #start: () => void = () => undefined;

  constructor() {
    this.started = new Promise((resolve) => {
      this.#start = resolve;
    });
    this.#finished = new Promise((resolve) => {
      this.finish = resolve;
    });
  }

  readonly run = async (signal: AbortSignal): Promise<void> => {
    this.signals.push(signal);
    this.#start();
    await this.#finished;
  };
}

function schedulerOf(job: ScheduledJob, logger: Logger = quietLogger): Scheduler {
  return new Scheduler({ jobs: [job], timezone: 'UTC', logger });
}

describe('The scheduler', () => {
  it('runs nothing until it is started, and then each job on its schedule', async () => {
    const before = nodeCron().getTasks().size;
    const job = new Job();
    const scheduler = schedulerOf(job);
    assert.equal(nodeCron().getTasks().size, before);
    scheduler.start();
    await job.started;
    job.finish();
    await scheduler.stop();
    assert.equal(nodeCron().getTasks().size, before);
  });

  it('starts one task however often it is started', async () => {
    const before = nodeCron().getTasks().size;
    const scheduler = schedulerOf(new Job());
    scheduler.start();
    scheduler.start();
    assert.equal(nodeCron().getTasks().size, before + 1);
    await scheduler.stop();
    assert.equal(nodeCron().getTasks().size, before);
  });

  it('tells a running job to stop, and waits until it has', async () => {
    const job = new Job();
    const scheduler = schedulerOf(job);
    scheduler.start();
    await job.started;
    const events: string[] = [];
    const stopped = scheduler.stop().then(() => events.push('stopped'));
    assert.equal(job.signals[0]?.aborted, true);
    await new Promise(setImmediate);
    events.push('finished');
    job.finish();
    await stopped;
    assert.deepEqual(events, ['finished', 'stopped']);
  });

  it('can be stopped before it was started, twice, and started again', async () => {
    const job = new Job();
    const scheduler = schedulerOf(job);
    await scheduler.stop();
    scheduler.start();
    await scheduler.stop();
    await scheduler.stop();
    scheduler.start();
    await job.started;
    assert.equal(job.signals[0]?.aborted, false);
    job.finish();
    await scheduler.stop();
  });

  it('does not run a job over itself', async () => {
    const warned = new Promise<string>((resolve) => {
      const job = new Job();
      const scheduler = schedulerOf(job, {
        ...quietLogger,
        warn: (message) => {
          job.finish();
          void scheduler.stop().then(() => resolve(`${job.signals.length} ${message}`));
        },
      });
      scheduler.start();
    });
    assert.match(await warned, /^1 Job reassignRoundRobin: .*overlap/);
  });

  it('does not run a job over itself where it was stopped and started meanwhile', async () => {
    const warned = new Promise<string>((resolve) => {
      const job = new Job();
      const warn = (message: string): void => resolve(`${job.signals.length} ${message}`);
      const scheduler = schedulerOf(job, { ...quietLogger, warn });
      scheduler.start();
      void job.started.then(() => {
        const stopped = scheduler.stop();
        scheduler.start();
        void warned.then(job.finish).then(() => Promise.all([stopped, scheduler.stop()]));
      });
    });
    assert.match(await warned, /^1 Job reassignRoundRobin: .*overlap/);
  });

  it('reports a job that fails, and stays', async () => {
    const reason = new Error('no database today');
    const failed = new Promise<unknown[]>((resolve) => {
      const logger = { ...quietLogger, error: (...said: unknown[]) => resolve(said) };
      const scheduler = schedulerOf(
        {
          name: 'reassignRoundRobin',
          schedule: EVERY_SECOND,
          run: () => Promise.reject(reason).finally(() => void scheduler.stop()),
        },
        logger,
      );
      scheduler.start();
    });
    assert.deepEqual(await failed, [
      'Job reassignRoundRobin failed; it runs again at its next time.',
      { error: reason },
    ]);
  });

  it('does not keep a process alive', async () => {
    const script = fileURLToPath(new URL('./support/scheduler-child.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    assert.deepEqual([said, child.exitCode], ['started\n', 0]);
  });
});

describe('The scheduler, while time passes', () => {
  let hands: Hands;
  let runs: string[];
  let warnings: string[];
  let finish: () => void;
  let scheduler: Scheduler;

  const startAt = (time: string, schedule: string, work = Promise.resolve()) => {
    hands = new Hands(time);
    const run = () => {
      runs.push(new Date().toISOString().slice(0, 16));
      return work;
    };
    const logger = { ...quietLogger, warn: (message: string) => void warnings.push(message) };
    const jobs = [{ name: 'cleanup', schedule, run }];
    scheduler = new Scheduler({ jobs, timezone: 'Europe/Berlin', logger });
    scheduler.start();
  };

  beforeEach(() => {
    runs = [];
    warnings = [];
  });

  afterEach(async () => {
    await scheduler.stop();
    hands.giveBack();
  });

  it('runs a job of every minute every minute, also in the hour that clocks show twice', async () => {
    startAt('2026-10-24T23:00Z', '* * * * *');
    await hands.pass(240);
    assert.equal(runs.length, 240);
  });

  it('runs a daily job once on the day on which clocks pass its time by', async () => {
    startAt('2026-03-28T23:30Z', '30 2 * * *');
    await hands.pass(6 * 60);
    assert.deepEqual(runs, ['2026-03-29T01:00']);
  });

  it('runs a daily job once on the day on which clocks show its time twice', async () => {
    startAt('2026-10-24T22:30Z', '30 2 * * *');
    await hands.pass(6 * 60);
    assert.deepEqual(runs, ['2026-10-25T00:30']);
  });

  for (const schedule of ['*/5 * * * *', '30 3 * * *']) {
    it(`makes up by one run for all that was due while the process was asleep: ${schedule}`, async () => {
      startAt('2026-06-01T00:01Z', schedule);
      await hands.pass(2);
      await hands.sleep(56);
      await hands.pass(1);
      assert.deepEqual([runs.length, warnings], [1, []]);
    });
  }

  it('warns of no overlap while a job that takes long is not due', async () => {
    const work = new Promise<void>((resolve) => {
      finish = resolve;
    });
    startAt('2026-06-01T01:00Z', '30 3 * * *', work);
    await hands.pass(3 * 60);
    finish();
    assert.deepEqual([runs, warnings], [['2026-06-01T01:30'], []]);
  });
});

describe('An engine with a schedule', () => {
  let sequelize: Sequelize;

  beforeEach(async () => {
    const dialectModule = await loadSqliteDriver();
    sequelize = new Sequelize({ dialect: 'sqlite', dialectModule, logging: false });
  });

  afterEach(() => sequelize.close());

  const create = (options: Partial<EngineOptions>) =>
    createWorkflowEngine({ sequelize, directory: financeDepartment(), logger: quietLogger, ...options });

  it('starts nothing by itself', async () => {
    const before = nodeCron().getTasks().size;
    const engine = create({ schedules: { reassignRoundRobin: EVERY_SECOND } });
    assert.equal(nodeCron().getTasks().size, before);
    engine.startScheduler();
    assert.equal(nodeCron().getTasks().size, before + 6);
    await engine.stopScheduler();
    assert.equal(nodeCron().getTasks().size, before);
  });

  for (const expression of ['every minute', '61 * * * *', '* * *', '']) {
    it(`refuses "${expression}", which is no cron expression`, () => {
      assert.throws(() => create({ schedules: { reassignRoundRobin: expression } }), {
        code: 'INVALID_CONFIGURATION',
        message: /option "schedules\.reassignRoundRobin" must be a cron expression; /,
      });
    });
  }

  it('refuses an expression that never comes about', () => {
    assert.throws(() => create({ schedules: { cleanup: '0 0 L-30 2 *' } }), {
      code: 'INVALID_CONFIGURATION',
      message: /option "schedules\.cleanup" must come about some day; "0 0 L-30 2 \*" never does/,
    });
  });

  it('refuses what is no time zone', () => {
    assert.throws(() => create({ timezone: 'Mars/Olympus' }), {
      code: 'INVALID_CONFIGURATION',
      message: /option "timezone" must be the IANA name of a time zone/,
    });
  });

  it('takes the schedule and the zone that it is given', () => {
    create({ schedules: { reassignRoundRobin: '*/5 8-18 * * 1-5' }, timezone: 'Africa/Cairo' });
  });
});
