import type { CommandContext } from '../commands/context.js';
import type { PlainHolder } from '../store/due-seats.js';
import type { JobOptions } from './job.js';
import type { SeatCounts } from './seat-sweep.js';
import { SeatSweep } from './seat-sweep.js';

/** How many holders one question to the directory names. */
const HOLDERS_AT_ONCE = 200;

/**
 * Looks for open seats whose holder is no longer active, or no longer exists, and does with each what its approval's
 * `on_inactive_approver` says. Round-robin seats belong to `reassignRoundRobin`, which knows their role.
 *
 * The directory is asked once for every 200 holders. Each seat is handled in a short transaction of its own, so that
 * any number of processes may run this at once.
 */
export async function replaceInactive(
  context: CommandContext,
  options: JobOptions = {},
): Promise<SeatCounts> {
  const sweep = new SeatSweep(context, options);
  for (const company of await sweep.due.companies()) {
    for await (const inactive of inactiveHolders(context, sweep, company)) await sweep.drain({ inactive });
  }
  return sweep.counts;
}

async function* inactiveHolders(
  { people, transactions }: CommandContext,
  sweep: SeatSweep,
  company: string,
): AsyncGenerator<PlainHolder> {
  let after: string | null = null;
  while (!sweep.isStopped()) {
    const holders: readonly PlainHolder[] = await sweep.due.plainHolders(company, {
      after,
      limit: HOLDERS_AT_ONCE,
    });
    const ids = holders.map(({ userId }) => userId);
    const users = await transactions.open((transaction) => people.users(ids, { company, transaction }));
    const active = new Set(users.filter((user) => user.active).map((user) => user.id));
    yield* holders.filter(({ userId }) => !active.has(userId));
    if (holders.length < HOLDERS_AT_ONCE) return;
    after = ids.at(-1) ?? null;
  }
}
