import { literal } from 'sequelize';
import type { Sequelize, Utils } from 'sequelize';

/**
 * The database's own UTC clock, as SQL, so that processes on machines whose clocks differ agree on a lease.
 *
 * @param offsetSeconds - a whole number of seconds from now
 */
export function databaseTime(sequelize: Sequelize, offsetSeconds = 0): Utils.Literal {
  const seconds = Math.trunc(offsetSeconds);
  switch (sequelize.getDialect()) {
    case 'postgres':
      return literal(`(clock_timestamp() + interval '${seconds} seconds')`);
    case 'sqlite':
      // The text that Sequelize itself stores for a date.
      return literal(`(strftime('%Y-%m-%d %H:%M:%f', 'now', '${seconds} seconds') || ' +00:00')`);
    default:
      return literal(`(UTC_TIMESTAMP(3) + INTERVAL ${seconds} SECOND)`);
  }
}
