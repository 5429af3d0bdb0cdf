import type { CommandContext } from '../commands/context.js';
import { reassign } from '../commands/reassign.js';
import type { ClaimedSeat, RotatingHolder, SeatSelection } from '../store/due-rotations.js';
import { DueRotations } from '../store/due-rotations.js';
import type { JobOptions } from './job.js';
import { DEFAULT_BATCH_SIZE } from './job.js';

/** What one run of the job has done, in seats. */
export interface ReassignmentCounts {
  /** Passed to the next member. */
  moved: number;
  /** Left where they are, because there is nobody else; their clock started again. */
  stayed: number;
  /** Decided, moved or no longer due since they were claimed. */
  notDue: number;
  /** Not handled because of an error; they are tried again when their claim runs out. */
  failed: number;
}

const COUNTERS = { moved: 'moved', stayed: 'stayed', not_due: 'notDue' } as const;

/**
 * Passes round-robin seats to the next member of their role: those that were not decided within
 * `reassign_after_hours`, and those whose holder is inactive or no longer in the role.
 *
 * Each seat moves in a short transaction of its own, through the same command as everything else, so that any
 * number of processes may run this at once. Call it from the engine's scheduler, your own cron, or a test.
 */
export async function reassignRoundRobin(
  context: CommandContext,
  options: JobOptions = {},
): Promise<ReassignmentCounts> {
  const { now = context.clock.now(), batchSize = DEFAULT_BATCH_SIZE, signal } = options;
  const due = new DueRotations(context.database);
  const counts: ReassignmentCounts = { moved: 0, stayed: 0, notDue: 0, failed: 0 };
  const drain = async (selection: SeatSelection): Promise<void> => {
    for (;;) {
      if (signal?.aborted === true) return;
      const seats = await due.claim(selection, batchSize);
      await handle(context, { seats, signal }, counts);
      if (seats.length < batchSize) return;
    }
  };
  await drain({ overdueAt: now });
  for (const holder of await whoHasLeft(context, await due.holders())) await drain({ holder });
  return counts;
}

async function handle(
  context: CommandContext,
  { seats, signal }: { readonly seats: readonly ClaimedSeat[]; readonly signal: AbortSignal | undefined },
  counts: ReassignmentCounts,
): Promise<void> {
  for (const seat of seats) {
    if (signal?.aborted === true) return;
    try {
      counts[COUNTERS[await reassign(context, seat)]] += 1;
    } catch (error) {
      counts.failed += 1;
      context.logger.error(`Seat ${seat.assignmentId} could not be reassigned.`, { ...seat, error });
    }
  }
}

/** The holders who are inactive or no longer members: one question for each role. */
async function whoHasLeft(
  { people, transactions }: CommandContext,
  holders: readonly RotatingHolder[],
): Promise<readonly RotatingHolder[]> {
  const roles = new Map<string, RotatingHolder[]>();
  for (const holder of holders) {
    const key = JSON.stringify([holder.company, holder.role]);
    roles.set(key, [...(roles.get(key) ?? []), holder]);
  }
  const left: RotatingHolder[] = [];
  for (const [first, ...others] of roles.values() as Iterable<[RotatingHolder, ...RotatingHolder[]]>) {
    const { company, role } = first;
    const members = await transactions.open((transaction) =>
      people.roleMembers(role, { company, transaction }),
    );
    const active = new Set(members.filter((user) => user.active).map((user) => user.id));
    left.push(...[first, ...others].filter(({ userId }) => !active.has(userId)));
  }
  return left;
}
