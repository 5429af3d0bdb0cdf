import type { Sequelize, Transaction } from 'sequelize';
import type { Backoff, DeliveryOptions } from './actions/backoff.js';
import { DEFAULT_BACKOFF } from './actions/backoff.js';
import type { DefaultAction } from './actions/default-actions.js';
import type { ActionHandler, RunAction } from './actions/handler.js';
import type { ResolveSecret } from './actions/secrets.js';
import { checkOptions } from './check-options.js';
import { consoleLogger } from './logger.js';
import { DEFAULT_TABLE_PREFIX } from '../models/table-names.js';
import { systemClock } from './clock.js';
import type { HostStrategy } from './flow/strategies/strategy.js';
import type { CalendarOption } from './calendars.js';
import { refused } from './known-options.js';
import type { Schedules } from './jobs/job-list.js';
import { byJob } from './jobs/job-list.js';
import type { Retention } from './store/retention.js';
import { DEFAULT_RETENTION } from './store/retention.js';
import type { TimeLimitOptions, TimeLimits } from './time-limits/time-limit-options.js';
import { findTimeLimitProblem, resolveTimeLimits } from './time-limits/time-limit-options.js';
import type { Clock, Directory, Logger } from './types.js';

/** What {@link createWorkflowEngine} takes. */
export interface EngineOptions extends TimeLimitOptions {
  /** The host's own Sequelize: the engine's tables live in its database, beside the host's. */
  readonly sequelize: Sequelize;
  /** The host's users, roles and managers. */
  readonly directory: Directory;
  /**
   * What every table of the engine begins with. Changing it later means renaming tables by hand.
   *
   * @defaultValue `'workflow_'`
   */
  readonly tablePrefix?: string;
  /**
   * The schema of the engine's tables, on PostgreSQL. It must exist.
   *
   * @defaultValue the connection's own
   */
  readonly schema?: string;
  /**
   * Publishes every complete edit of an active workflow by itself. Without it, edits after the first
   * publication stay a draft until `publish`.
   *
   * @defaultValue `false`
   */
  readonly autoPublish?: boolean;
  /**
   * The most users that one step may seat. A higher value makes single decisions slower.
   *
   * @defaultValue `500`
   */
  readonly maxSeats?: number;
  /**
   * Strategies of the host's own, which an approval names by `role_selection_strategy`. They must stay registered as
   * long as a version that names them runs.
   *
   * @defaultValue none beside those of the package
   */
  readonly strategies?: readonly HostStrategy[];
  /**
   * What actions can do, by the name under which the database may bind it to events. Nothing stored can load code.
   *
   * @defaultValue none beside `update_object`
   */
  readonly actions?: Readonly<Record<string, RunAction | ActionHandler>>;
  /**
   * What runs for an event that a workflow, and the defaults that its company has stored, have nothing for: the lowest
   * level of inheritance, in code. Unlike stored actions it is part of no version, so that a change of it applies to
   * what is running, too.
   *
   * @defaultValue none
   */
  readonly defaultActions?: readonly DefaultAction[];
  /** Gives the secret that the parameters of an action name: `{ "secret": "erp-hook" }`. Asked at each delivery. */
  readonly secrets?: ResolveSecret;
  /** How often, and how late, a delivery that fails is tried again. */
  readonly delivery?: DeliveryOptions;
  /** How the audit history is sealed. */
  readonly audit?: {
    /** Key of the HMAC-SHA256 over each entry. Without one a plain hash is kept, which whoever can write can forge. */
    readonly key?: string;
  };
  /**
   * The working time by which deadlines and reassignments are counted, for every company or by company; called for each
   * command, so that it must be quick. What is running keeps the times that it was given.
   *
   * @defaultValue none: the clock never stops
   */
  readonly calendar?: CalendarOption;
  /**
   * For how many days the job `cleanup` keeps what is over; `null` for ever. Attachments go with their steps,
   * assignments, history and action runs.
   *
   * @defaultValue every attachment and every delivery that was given up on for ever, what was delivered for 30 days
   */
  readonly retention?: Partial<Retention>;
  /** The schedules of the cron jobs, by job. See {@link Schedules} for what they do as clocks are put forward and back. */
  readonly schedules?: Partial<Schedules>;
  /**
   * The time zone in which the schedules are read, as an IANA name.
   *
   * @defaultValue `'UTC'`
   */
  readonly timezone?: string;
  /**
   * Gives the transaction that a call should join where none was passed, for hosts that use
   * continuation-local storage.
   */
  readonly ambientTransaction?: () => Transaction | null | undefined;
  /** A question to the host that takes longer than this many ms, under our locks, is logged. @defaultValue `1000` */
  readonly slowLookupMs?: number;
  /** @defaultValue the console */
  readonly logger?: Logger;
  /** @defaultValue this machine's clock */
  readonly clock?: Clock;
}

const DEFAULTS = {
  tablePrefix: DEFAULT_TABLE_PREFIX,
  autoPublish: false,
  maxSeats: 500,
  timezone: 'UTC',
  slowLookupMs: 1000,
  logger: consoleLogger,
  clock: systemClock,
} as const satisfies Partial<EngineOptions>;

/** The options of an engine, complete. */
export type ResolvedOptions = Omit<
  EngineOptions,
  keyof typeof DEFAULTS | keyof TimeLimits | 'schedules' | 'delivery' | 'retention'
> & {
  readonly [Name in keyof typeof DEFAULTS]-?: NonNullable<EngineOptions[Name]>;
} & TimeLimits & { readonly schedules: Schedules; readonly delivery: Backoff; readonly retention: Retention };

/**
 * Checks the options and fills in the defaults.
 *
 * @throws WorkflowError `INVALID_CONFIGURATION`, naming the option
 */
export function resolveOptions(options: EngineOptions): ResolvedOptions {
  // JavaScript hosts have no compiler to tell them.
  checkOptions(options);
  const untrusted: Untrusted = options;
  requireOption(typeof untrusted.sequelize?.transaction === 'function', 'sequelize', 'a Sequelize instance');
  requireOption(
    quotesIdentifiers(untrusted.sequelize),
    'sequelize',
    'a Sequelize that quotes identifiers: leave out quoteIdentifiers: false',
  );
  requireDirectory(untrusted.directory);
  return {
    ...DEFAULTS,
    ...withoutUndefined(options),
    ...requireTimeLimits(options),
    schedules: { ...byJob(({ schedule }) => schedule), ...withoutUndefined(options.schedules ?? {}) },
    delivery: { ...DEFAULT_BACKOFF, ...withoutUndefined(options.delivery ?? {}) },
    retention: { ...DEFAULT_RETENTION, ...withoutUndefined(options.retention ?? {}) },
  };
}

function requireTimeLimits(options: EngineOptions): TimeLimits {
  const limits = resolveTimeLimits(options);
  const problem = findTimeLimitProblem(limits);
  if (problem !== null) requireOption(false, problem.name, problem.expected);
  return limits;
}

function requireDirectory(directory: Partial<Directory> | undefined): void {
  for (const name of ['findUsers', 'findRoleMembers', 'findManager'] as const) {
    requireOption(typeof directory?.[name] === 'function', `directory.${name}`, 'a function');
  }
  for (const name of ['findDepartmentHead', 'findTeamHead'] as const) {
    const lookup: unknown = directory?.[name];
    const isLookup = lookup === undefined || typeof lookup === 'function';
    requireOption(isLookup, `directory.${name}`, 'a function, or left out');
  }
  const idType: unknown = directory?.userIdType;
  requireOption(idType === 'integer' || idType === 'text', 'directory.userIdType', "'integer' or 'text'");
}

/** Our own statements name columns as they are written, which PostgreSQL takes only where they are quoted. */
function quotesIdentifiers(sequelize: object | undefined): boolean {
  const { options } = (sequelize ?? {}) as { options?: { quoteIdentifiers?: boolean } };
  return options?.quoteIdentifiers !== false;
}

type Untrusted = { readonly [Name in keyof EngineOptions]?: Partial<EngineOptions[Name]> | undefined };

function withoutUndefined<Options extends object>(options: Options): Options {
  const entries = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Options;
}

function requireOption(holds: boolean, name: string, expected: string): void {
  const asked = { caller: 'createWorkflowEngine', code: 'INVALID_CONFIGURATION' } as const;
  if (!holds) throw refused(asked, name, `must be ${expected}`);
}
