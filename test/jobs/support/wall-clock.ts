const MINUTE = 60_000;
const HALF_DAY = 12 * 60 * MINUTE;

/** A minute, and the ms at which a clock in UTC shows what the clocks of some zone show then. */
export interface WallMinute {
  readonly instant: number;
  readonly wall: number;
}

/** What the clocks of a zone show from minute to minute, as Intl has it. */
export function wallMinutes(zone: string, from: number, to: number): readonly WallMinute[] {
  const read = wallReader(zone);
  const minutes: WallMinute[] = [];
  for (let instant = from; instant < to; instant += MINUTE) minutes.push({ instant, wall: read(instant) });
  return minutes;
}

/** The half days, by their begin, in which the clocks of a zone are put forward or back. */
export function changesOf(zone: string, from: number, to: number): readonly number[] {
  const read = wallReader(zone);
  const changes: number[] = [];
  for (let instant = from; instant < to; instant += HALF_DAY) {
    const end = instant + HALF_DAY;
    if (read(end) - end !== read(instant) - instant) changes.push(instant);
  }
  return changes;
}

function wallReader(timeZone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return (instant) => Date.parse(`${format.format(instant).replace(' ', 'T')}Z`);
}
