import type { Sequelize } from 'sequelize';
import { DataTypes } from 'sequelize';

/** What a statement of ours may bind. */
export type SqlValue = string | number | boolean | Date | null;

/** How one database spells what the statements of ours need. */
export interface SqlDialect {
  readonly name: 'mysql' | 'postgres' | 'sqlite';
  /** The place of a bound value, counted from 1. */
  readonly place: (number: number) => string;
  /** The place of a number that is looked for, which may be larger than its column can hold: then no row has it. */
  readonly wholeNumber: (place: string) => string;
  /** The place of a value whose type nothing beside it says: PostgreSQL would take it for text. */
  readonly typed: (place: string, type: string) => string;
  /** A time as it is bound: the drivers would write it in the zone of the process. */
  readonly time: (time: Date) => string;
  /** Whether times are stored in UTC. */
  readonly isUtc: boolean;
  /** What stands after a table where MySQL must find several rows by their primary key: it locks all that it looks at. */
  readonly byKey: string;
  /** What ends a statement that locks the rows of these aliases. */
  readonly lock: (aliases: readonly string[]) => string;
}

/** Keeps the last text in mind: most times of a batch of rows are the same one. */
function lastKept(write: (time: Date) => string): (time: Date) => string {
  let last = NaN;
  let text = '';
  return (time) => {
    if (time.getTime() !== last) {
      text = write(time);
      last = time.getTime();
    }
    return text;
  };
}

const MYSQL: SqlDialect = {
  name: 'mysql',
  isUtc: true,
  place: () => '?',
  wholeNumber: (place) => place,
  typed: (place) => place,
  time: lastKept((time) => time.toISOString().replace('T', ' ').slice(0, -1)),
  byKey: ' FORCE INDEX (PRIMARY)',
  lock: () => ' FOR UPDATE',
};

const POSTGRES: SqlDialect = {
  name: 'postgres',
  isUtc: true,
  place: (number) => `$${number}`,
  // Otherwise the server takes it to be as narrow as the column, and refuses it.
  wholeNumber: (place) => `CAST(${place} AS bigint)`,
  typed: (place, type) => `${place}::${type}`,
  time: lastKept((time) => time.toISOString()),
  byKey: '',
  lock: (aliases) => ` FOR UPDATE OF ${aliases.join(', ')}`,
};

const SQLITE: SqlDialect = {
  name: 'sqlite',
  isUtc: true,
  // Those with a name are looked for among all, each time.
  place: () => '?',
  wholeNumber: (place) => place,
  typed: (place) => place,
  // The text that Sequelize itself stores for a time.
  time: lastKept((time) => `${time.toISOString().replace('T', ' ').slice(0, -1)} +00:00`),
  byKey: '',
  // There, a transaction of ours holds the whole database.
  lock: () => '',
};

/** What we use of a Sequelize beyond its types. */
interface ZonedSequelize {
  readonly options: { readonly timezone?: string };
  readonly normalizeDataType: (this: unknown, type: unknown) => TimeType;
}

interface TimeType {
  stringify(time: Date, options: { readonly timezone: string }): string;
}

/** The zone in which times are written unless the host has named another. */
const UTC = '+00:00';

/** The dialect of a Sequelize. */
export function dialectOf(sequelize: Sequelize): SqlDialect {
  const { options, normalizeDataType } = sequelize as unknown as ZonedSequelize;
  const { timezone = UTC } = options;
  const dialect = DIALECTS[sequelize.getDialect()] ?? MYSQL;
  if (dialect === POSTGRES || timezone === UTC) return dialect;
  // Where columns hold no zone, times stand in the one that the host has named.
  const type = Reflect.apply(normalizeDataType, sequelize, [DataTypes.DATE(3)]);
  return { ...dialect, isUtc: false, time: lastKept((time) => type.stringify(time, { timezone })) };
}

const DIALECTS: Readonly<Record<string, SqlDialect>> = { postgres: POSTGRES, sqlite: SQLITE };
