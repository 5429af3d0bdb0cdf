import type { HostAccess } from './actions/action-context.js';
import { Announcements } from './actions/announcements.js';
import { compileDefaultActions } from './actions/default-actions.js';
import { Dispatcher } from './actions/dispatcher.js';
import { EngineEvents } from './actions/events.js';
import { HandlerRegistry } from './actions/handler-registry.js';
import { calendarsOf } from './calendars.js';
import { updateObject } from './actions/handlers/update-object.js';
import { Hooks } from './actions/hooks.js';
import { strategyTable } from './flow/strategies/index.js';
import { defineModels } from '../models/index.js';
import type { CommandContext } from './commands/context.js';
import { People } from './directory/people.js';
import { UserIds } from './directory/user-ids.js';
import { ModelRegistry } from './host/model-registry.js';
import type { Jobs } from './jobs/jobs.js';
import { createJobs } from './jobs/jobs.js';
import { Scheduler } from './jobs/scheduler.js';
import { createMigrator } from './migrate.js';
import type { EngineOptions, ResolvedOptions } from './options.js';
import { resolveOptions } from './options.js';
import { Attachments } from './store/attachments.js';
import { Deliveries } from './store/deliveries.js';
import { DefinitionStore } from './store/definition-store.js';
import type { Database } from './store/database.js';
import { History } from './store/history.js';
import { LockedAttachments } from './store/locked-attachments.js';
import { Outbox } from './store/outbox.js';
import { Rotations } from './store/rotations.js';
import { Driver } from './sql/driver.js';
import { RowWriter } from './store/sql/row-writer.js';
import { StateWriter } from './store/state-writer.js';
import { Versions } from './store/versions.js';
import { HostCalls } from './time-limits/host-calls.js';
import { Transactions } from './transactions.js';
import type { ObjectPort } from './types.js';
import { WorkflowEngine } from './api/workflow-engine.js';

/**
 * Makes an engine on the host's Sequelize. Nothing global, and nothing started: call `migrate()`, register your
 * models, mount the router, and start the scheduler where you want it.
 *
 * @throws WorkflowError `INVALID_CONFIGURATION`, naming the option
 */
export function createWorkflowEngine(options: EngineOptions): WorkflowEngine {
  const resolved = resolveOptions(options);
  const driver = new Driver(options.sequelize);
  const registry = new ModelRegistry(driver);
  const context = createContext(resolved, registry, driver);
  const jobs = createJobs({ context, registry, retention: resolved.retention });
  const scheduler = createScheduler(resolved, jobs);
  // Our own schedules are right: they do not need node-cron before the start.
  if (options.schedules !== undefined) scheduler.check();
  return new WorkflowEngine({
    context,
    registry,
    migrator: createMigrator(resolved),
    jobs,
    scheduler,
    tablePrefix: resolved.tablePrefix,
  });
}

function createScheduler({ schedules, timezone, logger }: ResolvedOptions, jobs: Jobs): Scheduler {
  const scheduled = jobs.names.map((name) => ({
    name,
    schedule: schedules[name],
    run: (signal: AbortSignal): Promise<object> => jobs[name]({ signal }),
  }));
  return new Scheduler({ jobs: scheduled, timezone, logger });
}

/** What a request over HTTP may take beyond a transaction, in ms. */
const REQUEST_MARGIN_MS = 5000;

/** Puts together what the commands of one engine work with. */
function createContext(options: ResolvedOptions, objects: ObjectPort, driver: Driver): CommandContext {
  const { sequelize, directory, tablePrefix, schema, clock, logger, autoPublish } = options;
  const models = defineModels(sequelize, { tablePrefix, ...(schema === undefined ? {} : { schema }) });
  const database = { sequelize, models };
  const rows = new RowWriter(database, driver);
  const userIds = new UserIds(directory.userIdType);
  const rotations = new Rotations(database, clock);
  const versions = new Versions(database);
  const history = new History(database, options.audit?.key, rows);
  const { ambientTransaction, slowLookupMs, hostTimeoutMs } = options;
  const transactions = new Transactions({ sequelize, driver, limits: options, logger, ambientTransaction });
  const events = new EngineEvents();
  const calls = new HostCalls({ logger, slowMs: slowLookupMs, timeoutMs: hostTimeoutMs });
  const people = new People({ directory, userIds, calls });
  const host = { transactions, people, userIds, objects, logger };
  return {
    ...createActions(options, { host, calls, database, rows }),
    calls,
    requestTimeoutMs: options.transactionTimeoutMs + REQUEST_MARGIN_MS,
    database,
    transactions,
    attachments: new Attachments(database, rows),
    locked: new LockedAttachments(database, driver),
    definitions: new DefinitionStore(database, clock, versions),
    versions,
    rotations,
    history,
    events,
    announcements: new Announcements({ events, history, logger }),
    writer: new StateWriter({ database, history, rotations, rows }),
    people,
    userIds,
    objects,
    settings: flowSettings(options),
    calendarOf: calendarsOf(options.calendar),
    autoPublish,
    clock,
    logger,
  };
}

function flowSettings(options: ResolvedOptions): CommandContext['settings'] {
  return {
    maxSeats: options.maxSeats,
    strategies: strategyTable(options.strategies),
    builtInActions: compileDefaultActions(options.defaultActions ?? []),
    isObserved: false,
  };
}

type ActionParts = Pick<CommandContext, 'handlers' | 'hooks' | 'secrets' | 'outbox' | 'dispatcher'>;

/** Puts together what actions, hooks and events need. */
function createActions(
  options: ResolvedOptions,
  {
    host,
    calls,
    database,
    rows,
  }: { host: HostAccess; calls: HostCalls; database: Database; rows: RowWriter },
): ActionParts {
  const { actions = {}, secrets, delivery, clock } = options;
  const handlers = new HandlerRegistry();
  const deliveries = new Deliveries(database);
  handlers.add('update_object', updateObject);
  for (const [name, handler] of Object.entries(actions)) handlers.register(name, handler);
  return {
    handlers,
    hooks: new Hooks(calls),
    secrets,
    outbox: new Outbox(database, rows),
    dispatcher: new Dispatcher({ ...host, handlers, deliveries, clock, backoff: delivery, secrets }),
  };
}
