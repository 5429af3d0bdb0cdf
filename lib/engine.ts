import { strategyTable } from './flow/strategies/index.js';
import { defineModels } from '../models/index.js';
import type { CommandContext } from './commands/context.js';
import { People } from './directory/people.js';
import { UserIds } from './directory/user-ids.js';
import { ModelRegistry } from './host/model-registry.js';
import { Jobs } from './jobs/jobs.js';
import { Scheduler } from './jobs/scheduler.js';
import { createMigrator } from './migrate.js';
import type { EngineOptions, ResolvedOptions } from './options.js';
import { resolveOptions } from './options.js';
import { ChangeWriter } from './store/apply-changes.js';
import { Attachments } from './store/attachments.js';
import { DefinitionStore } from './store/definition-store.js';
import { History } from './store/history.js';
import { Rotations } from './store/rotations.js';
import { Versions } from './store/versions.js';
import { Transactions } from './transactions.js';
import type { ObjectPort } from './types.js';
import { WorkflowEngine } from './workflow-engine.js';

/**
 * Makes an engine on the host's Sequelize. Nothing global, and nothing started: call `migrate()`, register your
 * models, mount the router, and start the scheduler where you want it.
 *
 * @throws WorkflowError `INVALID_CONFIGURATION`, naming the option
 */
export function createWorkflowEngine(options: EngineOptions): WorkflowEngine {
  const resolved = resolveOptions(options);
  const registry = new ModelRegistry();
  const context = createContext(resolved, registry);
  const jobs = new Jobs(context);
  return new WorkflowEngine({
    context,
    registry,
    migrator: createMigrator(resolved),
    jobs,
    scheduler: createScheduler(resolved, jobs),
    tablePrefix: resolved.tablePrefix,
  });
}

function createScheduler({ schedules, timezone, logger }: ResolvedOptions, jobs: Jobs): Scheduler {
  const names = Object.keys(schedules) as (keyof typeof schedules)[];
  const scheduled = names.map((name) => ({
    name,
    schedule: schedules[name],
    run: (signal: AbortSignal): Promise<object> => jobs[name]({ signal }),
  }));
  return new Scheduler({ jobs: scheduled, timezone, logger });
}

/** Puts together what the commands of one engine work with. */
function createContext(options: ResolvedOptions, objects: ObjectPort): CommandContext {
  const { sequelize, directory, tablePrefix, schema, clock, logger, slowLookupMs, maxSeats, autoPublish } =
    options;
  const models = defineModels(sequelize, { tablePrefix, ...(schema === undefined ? {} : { schema }) });
  const database = { sequelize, models };
  const userIds = new UserIds(directory.userIdType);
  const rotations = new Rotations(database, clock);
  const history = new History(database, options.audit?.key);
  return {
    database,
    transactions: new Transactions({ sequelize, ambientTransaction: options.ambientTransaction }),
    attachments: new Attachments(database),
    definitions: new DefinitionStore(database, clock),
    versions: new Versions(database),
    rotations,
    writer: new ChangeWriter({ database, history, rotations }),
    people: new People({ directory, userIds, logger, slowLookupMs }),
    userIds,
    objects,
    settings: { maxSeats, strategies: strategyTable(options.strategies) },
    autoPublish,
    clock,
    logger,
  };
}
