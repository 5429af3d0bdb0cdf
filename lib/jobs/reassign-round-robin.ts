import type { CommandContext } from '../commands/context.js';
import type { RotatingHolder } from '../store/due-seats.js';
import { DueSeats } from '../store/due-seats.js';
import type { RoleId } from '../types.js';
import { defineJob } from './job.js';
import type { JobRun } from './job-run.js';
import type { SeatCounts } from './seat-mover.js';
import { SeatMover } from './seat-mover.js';

/** What one run of the job has done, in seats. */
export interface ReassignmentCounts extends SeatCounts {
  /** Roles whose members the directory could not name; who holds seats for them is looked at in the next run. */
  readonly failedRoles: number;
}

/**
 * Passes round-robin seats to the next member of their role: those that were not decided within
 * `reassign_after_hours`, and those whose holder is inactive, on leave or no longer in the role.
 *
 * Each seat moves in a short transaction of its own, through the same command as everything else, so that any
 * number of processes may run this at once. Call it from the engine's scheduler, your own cron, or a test.
 */
export const reassignRoundRobin = defineJob({
  name: 'reassignRoundRobin',
  schedule: '* * * * *',
  handle: async (run: JobRun): Promise<ReassignmentCounts> => {
    const mover = new SeatMover(run);
    await mover.moveAll({ overdueAt: run.now });
    let failedRoles = 0;
    const { context } = run;
    const holders = run.isStopped() ? [] : await new DueSeats(context.database).rotatingHolders();
    for (const role of groupByRole(holders)) {
      if (run.isStopped()) break;
      const left = await whoHasLeft(context, role);
      if (left === null) failedRoles += 1;
      for (const holder of left ?? []) await mover.moveAll({ holder });
    }
    return { ...mover.counts, failedRoles };
  },
});

/** The members of one role who hold seats, and what to ask the directory about them. */
interface RoleHolders {
  readonly company: string;
  readonly role: RoleId;
  readonly holders: RotatingHolder[];
}

/** Who holds seats and is no longer an active member, or is on leave; `null` where the directory fails. One question for a role. */
async function whoHasLeft(
  { people, transactions, logger }: CommandContext,
  { company, role, holders }: RoleHolders,
): Promise<readonly RotatingHolder[] | null> {
  try {
    const members = await transactions.open((transaction) =>
      people.roleMembers(role, { company, transaction }),
    );
    const there = new Set(members.filter((user) => user.active && !user.absent).map((user) => user.id));
    return holders.filter(({ userId }) => !there.has(userId));
  } catch (error) {
    logger.error(`The directory could not name the members of role ${role}.`, { company, role, error });
    return null;
  }
}

function groupByRole(holders: readonly RotatingHolder[]): Iterable<RoleHolders> {
  const roles = new Map<string, RoleHolders>();
  for (const holder of holders) {
    const { company, role } = holder;
    const key = JSON.stringify([company, role]);
    const group = roles.get(key) ?? { company, role, holders: [] };
    group.holders.push(holder);
    roles.set(key, group);
  }
  return roles.values();
}
