import {
  WEEKDAYS,
  type BusinessCalendar,
  type DatedHours,
  type WorkingInterval,
} from './business-calendar.js';
import { JOI_OPTIONS } from './joi-errors.js';
import { lazy } from '../lazy.js';
import { isTimeZone, TIME_ZONE_EXPECTED } from './time-zone-name.js';
import { withJoi } from './with-joi.js';

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;
const TIME_OR_MIDNIGHT = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;
const DATE = /^(?:(\d{4})-)?(\d{2}-\d{2})$/;

/** Where a date without a year is looked for: it has a 29th of February. */
const LEAP_YEAR = '2000';

const DAYS_OF_LEAP_YEAR = 366;

const interval = withJoi((Joi) =>
  Joi.object<WorkingInterval>({
    from: Joi.string()
      .pattern(TIME_OF_DAY)
      .required()
      .messages({ 'string.pattern.base': 'must be a time of day from 00:00 to 23:59' }),
    to: Joi.string()
      .pattern(TIME_OR_MIDNIGHT)
      .required()
      .messages({ 'string.pattern.base': 'must be a time of day from 00:01 to 24:00' }),
  })
    .custom((value: WorkingInterval, helpers) =>
      value.from < value.to ? value : helpers.error('interval.order'),
    )
    // Joi hands messages down: otherwise this one would be that of unknown days.
    .messages({ 'object.unknown': JOI_OPTIONS.messages['object.unknown'] }),
);

const intervals = withJoi((Joi) =>
  Joi.array().items(interval()).unique(overlap).messages({
    'array.unique': 'overlaps an earlier interval of the day',
    'interval.order':
      'must end later than it begins: write work past midnight as two, until 24:00 and from 00:00 on the next day',
  }),
);

const hours = withJoi((Joi) =>
  Joi.object(Object.fromEntries(WEEKDAYS.map((name) => [name, intervals()])))
    .custom((value: BusinessCalendar['hours'], helpers) =>
      WEEKDAYS.some((name) => (value[name] ?? []).length > 0) ? value : helpers.error('hours.none'),
    )
    .messages({
      'hours.none': 'must hold at least one interval',
      'object.unknown': 'is not a day of the week',
    }),
);

const date = withJoi((Joi) =>
  Joi.string()
    .custom((value: string, helpers) => (isDate(value) ? value : helpers.error('date.invalid')))
    .messages({ 'date.invalid': 'must be a date, YYYY-MM-DD, or MM-DD for every year' }),
);

/** Dates, each by itself or with its hours; one that has hours is there once. */
const dates = withJoi((Joi) =>
  Joi.array()
    .items(
      Joi.alternatives().conditional(Joi.object(), {
        then: Joi.object<DatedHours>({ date: date().required(), hours: intervals().required() }),
        otherwise: date(),
      }),
    )
    .unique((one: unknown, other: unknown) => isAnother(one, other)),
);

const holidays = lazy(() =>
  dates()
    .custom((value: readonly (string | DatedHours)[], helpers) =>
      yearlyOff(value).size < DAYS_OF_LEAP_YEAR ? value : helpers.error('holidays.all'),
    )
    .messages({ 'holidays.all': 'must leave a day of the year to work on' }),
);

/** What a business calendar may be. */
export const calendarSchema = withJoi((Joi) =>
  Joi.object<BusinessCalendar>({
    timezone: Joi.string()
      .custom((value: string, helpers) => (isTimeZone(value) ? value : helpers.error('timezone.unknown')))
      .required()
      .messages({ 'timezone.unknown': TIME_ZONE_EXPECTED }),
    hours: hours().required(),
    holidays: holidays(),
    workdays: dates()
      .custom((value: readonly (string | DatedHours)[], helpers) => {
        const [calendar] = helpers.state.ancestors as readonly BusinessCalendar[];
        const off = calendar?.holidays ?? [];
        const taken = new Set(off.map(dateOf));
        return value.some((one) => taken.has(dateOf(one))) ? helpers.error('workdays.off') : value;
      })
      .messages({ 'workdays.off': 'must hold no date that is among the holidays' }),
  })
    .required()
    .prefs({ ...JOI_OPTIONS, convert: false }),
);

/** Also asked of intervals that are invalid: what is no text is no overlap. */
function overlap(one: Partial<WorkingInterval> | null, other: Partial<WorkingInterval> | null): boolean {
  return isBefore(one?.from, other?.to) && isBefore(other?.from, one?.to);
}

function isBefore(one: string | undefined, other: string | undefined): boolean {
  return typeof one === 'string' && typeof other === 'string' && one < other;
}

/** The dates of every year on which nobody works. */
function yearlyOff(entries: readonly (string | DatedHours)[]): ReadonlySet<unknown> {
  const off = entries.filter((one) => !hasHours(one)).map(dateOf);
  return new Set(off.filter((date) => date?.length === 'MM-DD'.length));
}

/** Also asked of entries that are invalid, as the others are. */
function hasHours(entry: unknown): boolean {
  const { hours } = (entry ?? {}) as Partial<DatedHours>;
  return hours !== undefined && hours.length > 0;
}

function dateOf(entry: unknown): string | undefined {
  const date = typeof entry === 'string' ? entry : ((entry ?? {}) as Partial<DatedHours>).date;
  return typeof date === 'string' ? date : undefined;
}

/** Whether two entries say something about one date: a date by itself may be repeated. */
function isAnother(one: unknown, other: unknown): boolean {
  if (typeof one === 'string' && typeof other === 'string') return false;
  return dateOf(one) !== undefined && dateOf(one) === dateOf(other);
}

function isDate(text: string): boolean {
  const [, year = LEAP_YEAR, monthAndDay = ''] = DATE.exec(text) ?? [];
  const midnight = new Date(`${year}-${monthAndDay}T00:00:00Z`);
  // A 30th of February is read as a day in March.
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(`${year}-${monthAndDay}`);
}
