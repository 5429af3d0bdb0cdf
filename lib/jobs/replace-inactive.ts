import type { PlainHolder } from '../store/due-seats.js';
import { DueSeats } from '../store/due-seats.js';
import { defineJob } from './job.js';
import type { JobRun } from './job-run.js';
import type { SeatCounts } from './seat-mover.js';
import { SeatMover } from './seat-mover.js';

/** How many holders one question to the directory names. */
const HOLDERS_AT_ONCE = 200;

/**
 * Looks for open seats whose holder is no longer active, or no longer exists, and does with each what its approval's
 * `on_inactive_approver` says. Round-robin seats belong to `reassignRoundRobin`, which knows their role.
 *
 * The directory is asked once for every 200 holders. Each seat is handled in a short transaction of its own, so that
 * any number of processes may run this at once.
 */
export const replaceInactive = defineJob({
  name: 'replaceInactive',
  schedule: '*/5 * * * *',
  handle: async (run: JobRun): Promise<SeatCounts> => {
    const mover = new SeatMover(run);
    const seats = new DueSeats(run.context.database);
    for (const company of await seats.companies()) {
      for await (const inactive of inactiveHolders(run, seats, company)) await mover.moveAll({ inactive });
    }
    return mover.counts;
  },
});

async function* inactiveHolders(run: JobRun, seats: DueSeats, company: string): AsyncGenerator<PlainHolder> {
  const { people, transactions } = run.context;
  const pages = run.pages<PlainHolder>((page) => seats.plainHolders(company, page), {
    limit: HOLDERS_AT_ONCE,
  });
  for await (const holders of pages) {
    const ids = holders.map(({ userId }) => userId);
    const users = await transactions.open((transaction) => people.users(ids, { company, transaction }));
    const active = new Set(users.filter((user) => user.active).map((user) => user.id));
    yield* holders.filter(({ userId }) => !active.has(userId));
  }
}
