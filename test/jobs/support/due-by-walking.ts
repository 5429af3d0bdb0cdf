import type { WallMinute } from './wall-clock.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A cron expression of five fields. */
export type Expression = readonly [minute: string, hour: string, day: string, month: string, weekday: string];

/** When a job is due, found by looking at the clock every minute and remembering all that it has ever shown. */
export function dueByWalking(expression: Expression, minutes: readonly WallMinute[]): number[] {
  const [minute, hour] = expression;
  const seen = new Set<number>();
  return minutes
    .filter(({ wall }) => {
      const isShownAgain = seen.has(wall);
      const skipped = skippedBefore(wall, seen);
      seen.add(wall);
      if (includes(expression, wall) && (!isShownAgain || hour === '*' || minute.startsWith('*')))
        return true;
      return hour !== '*' && makesUp(expression, skipped, wall);
    })
    .map(({ instant }) => instant);
}

/** The minutes before this one that no clock has shown, back to one that a clock has. */
function skippedBefore(wall: number, seen: ReadonlySet<number>): number[] {
  const skipped: number[] = [];
  if (seen.size === 0 || seen.has(wall)) return skipped;
  for (let minute = wall - MINUTE; !seen.has(minute); minute -= MINUTE) skipped.push(minute);
  return skipped;
}

function makesUp(expression: Expression, skipped: readonly number[], wall: number): boolean {
  if (!skipped.some((minute) => includes(expression, minute))) return false;
  if (skipped.length * MINUTE < DAY) return true;
  const restOfDay = Array.from(
    { length: (DAY - (wall % DAY)) / MINUTE },
    (_, index) => wall + index * MINUTE,
  );
  return !restOfDay.some((minute) => includes(expression, minute));
}

function includes([minute, hour, day, month, weekday]: Expression, wall: number): boolean {
  const date = new Date(wall);
  return (
    allows(minute, date.getUTCMinutes()) &&
    allows(hour, date.getUTCHours()) &&
    allows(day, date.getUTCDate()) &&
    allows(month, date.getUTCMonth() + 1) &&
    allows(weekday, date.getUTCDay())
  );
}

/** Whether a field is `*`, a step of zero on, a range or a list that has this value. */
function allows(field: string, value: number): boolean {
  if (field.startsWith('*/')) return value % Number(field.slice(2)) === 0;
  if (field === '*') return true;
  const [from = '', to] = field.split('-');
  if (to !== undefined) return value >= Number(from) && value <= Number(to);
  return field.split(',').includes(String(value));
}
