import { isTimeZone, TIME_ZONE_EXPECTED } from './definition/time-zone-name.js';
import { refused, requireKnown } from './known-options.js';
import type { Schedules } from './jobs/job-list.js';
import { byJob } from './jobs/job-list.js';
import type { EngineOptions } from './options.js';
import type { Backoff } from './actions/backoff.js';
import type { Retention } from './store/retention.js';

/** What an option must be: the message that follows its name, and whether a value is that. */
interface Requirement {
  readonly message: string;
  readonly isMet: (value: unknown) => boolean;
}

const isFunction = (value: unknown): boolean => typeof value === 'function';
const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isPositiveInteger = (value: unknown): boolean => Number.isInteger(value) && Number(value) > 0;

const functionOption = must('be a function', isFunction);
const listOption = must('be a list', Array.isArray);
const objectOption = must('be an object', isObject);
const flagOption = must('be true or false', (value) => typeof value === 'boolean');
const countOption = must('be a positive integer', isPositiveInteger);
const cronOption = must('be a cron expression', (value) => typeof value === 'string');
// Which of them fit together is for `findTimeLimitProblem` to say.
const timeLimitOption = must('be a whole number of ms', Number.isInteger);
const textOption = must('be text that is not empty', isText);
const daysOption = must(
  'be a positive integer of days, or null for ever',
  (value) => value === null || isPositiveInteger(value),
);

/** Every option of the engine, and what it must be where it is given. */
const ENGINE_OPTIONS: Readonly<Record<keyof EngineOptions, Requirement>> = {
  sequelize: must('be a Sequelize instance', (value) => hasMethods(value, 'transaction')),
  directory: must('be an object', isObject),
  tablePrefix: must(
    'be lower-case letters, digits and _',
    (value) => typeof value === 'string' && /^[a-z][a-z0-9_]{0,29}$/.test(value),
  ),
  schema: textOption,
  autoPublish: flagOption,
  maxSeats: countOption,
  strategies: listOption,
  statementTimeoutMs: timeLimitOption,
  transactionTimeoutMs: timeLimitOption,
  hostTimeoutMs: timeLimitOption,
  actions: objectOption,
  defaultActions: listOption,
  secrets: functionOption,
  delivery: objectOption,
  audit: objectOption,
  calendar: must(
    'be a calendar, or a function that gives one',
    (value) => isFunction(value) || isObject(value),
  ),
  retention: objectOption,
  schedules: objectOption,
  timezone: { message: TIME_ZONE_EXPECTED, isMet: isTimeZone },
  ambientTransaction: functionOption,
  slowLookupMs: must('be a number of ms, 0 or more', (value) => typeof value === 'number' && value >= 0),
  logger: must('have the methods info, warn and error', (value) =>
    hasMethods(value, 'info', 'warn', 'error'),
  ),
  clock: must('have the method now', (value) => hasMethods(value, 'now')),
};

/** The same for the options that have options. */
const NESTED: {
  readonly schedules: Readonly<Record<keyof Schedules, Requirement>>;
  readonly delivery: Readonly<Record<keyof Backoff, Requirement>>;
  readonly retention: Readonly<Record<keyof Retention, Requirement>>;
  readonly audit: Readonly<Record<keyof NonNullable<EngineOptions['audit']>, Requirement>>;
} = {
  schedules: byJob(() => cronOption),
  delivery: { maxAttempts: countOption, firstDelayMs: countOption, maxDelayMs: countOption },
  retention: {
    completed: daysOption,
    rejected: daysOption,
    cancelled: daysOption,
    deliveredActionRuns: daysOption,
    deadActionRuns: daysOption,
  },
  // An empty key seals no better than none, and looks as if it did.
  audit: { key: must('be text that is not empty; leave it out for a plain hash', isText) },
};

/** Refuses options that there are not, and values that are of another kind. @throws WorkflowError `INVALID_CONFIGURATION` */
export function checkOptions(options: unknown): void {
  check(options, ENGINE_OPTIONS, '');
  const given = options as Readonly<Record<string, unknown>>;
  for (const [path, requirements] of Object.entries(NESTED)) {
    if (given[path] !== undefined) check(given[path], requirements, path);
  }
}

function check(options: unknown, requirements: Readonly<Record<string, Requirement>>, path: string): void {
  const asked = { caller: 'createWorkflowEngine', path, code: 'INVALID_CONFIGURATION' } as const;
  const keys = Object.fromEntries(Object.keys(requirements).map((key) => [key, true as const]));
  requireKnown(options, keys, asked);
  for (const [key, value] of Object.entries(options as Readonly<Record<string, unknown>>)) {
    const requirement = requirements[key];
    if (value === undefined || requirement === undefined || requirement.isMet(value)) continue;
    throw refused(asked, key, requirement.message);
  }
}

function must(expected: string, isMet: (value: unknown) => boolean): Requirement {
  return { message: `must ${expected}`, isMet };
}

function hasMethods(value: unknown, ...names: readonly string[]): boolean {
  if (!isObject(value)) return false;
  return names.every((name) => typeof (value as Readonly<Record<string, unknown>>)[name] === 'function');
}
