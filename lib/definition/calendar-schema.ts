import { WEEKDAYS, type BusinessCalendar, type WorkingInterval } from './business-calendar.js';
import { JOI_OPTIONS } from './joi-errors.js';
import { isTimeZone, TIME_ZONE_EXPECTED } from './time-zone-name.js';
import { withJoi } from './with-joi.js';

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;
const TIME_OR_MIDNIGHT = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;
const HOLIDAY = /^(?:(\d{4})-)?(\d{2}-\d{2})$/;

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

const holidays = withJoi((Joi) =>
  Joi.array()
    .items(
      Joi.string()
        .custom((value: string, helpers) => (isHoliday(value) ? value : helpers.error('holiday.invalid')))
        .messages({ 'holiday.invalid': 'must be a date, YYYY-MM-DD, or MM-DD for every year' }),
    )
    .custom((value: readonly string[], helpers) =>
      yearly(value).size < DAYS_OF_LEAP_YEAR ? value : helpers.error('holidays.all'),
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

function yearly(dates: readonly string[]): ReadonlySet<string> {
  return new Set(dates.filter((text) => text.length === 'MM-DD'.length));
}

function isHoliday(text: string): boolean {
  const [, year = LEAP_YEAR, monthAndDay = ''] = HOLIDAY.exec(text) ?? [];
  const midnight = new Date(`${year}-${monthAndDay}T00:00:00Z`);
  // A 30th of February is read as a day in March.
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(`${year}-${monthAndDay}`);
}
