import type { CommandContext } from '../commands/context.js';
import { reassign } from '../commands/reassign.js';
import type { ClaimedSeat, RotatingHolder, SeatSelection } from '../store/due-rotations.js';
import { DueRotations } from '../store/due-rotations.js';
import type { RoleId } from '../types.js';
import type { JobOptions } from './job.js';
import { DEFAULT_BATCH_SIZE } from './job.js';

/** What one run of the job has done, in seats. */
export interface ReassignmentCounts {
  /** Passed to the next member. */
  readonly moved: number;
  /** Left where they are, because there is nobody else; their clock started again. */
  readonly stayed: number;
  /** Decided or moved since they were claimed, or left by a holder with nobody else to take over yet. */
  readonly notDue: number;
  /** Not handled because of an error, which is logged; they are tried again when their claim runs out. */
  readonly failed: number;
  /** Roles whose members the directory could not name; who holds seats for them is looked at in the next run. */
  readonly failedRoles: number;
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
  const run = new Reassignment(context, options);
  await run.passOverdue();
  await run.passAbandoned();
  return run.counts;
}

/** The members of one role who hold seats, and what to ask the directory about them. */
interface RoleHolders {
  readonly company: string;
  readonly role: RoleId;
  readonly holders: RotatingHolder[];
}

/** One run of the job. */
class Reassignment {
  readonly counts = { moved: 0, stayed: 0, notDue: 0, failed: 0, failedRoles: 0 };
  readonly #context: CommandContext;
  readonly #due: DueRotations;
  readonly #now: Date;
  readonly #batchSize: number;
  readonly #signal: AbortSignal | undefined;
  // Claims that ran out during a long run must not bring it back to the same seats for ever.
  readonly #handled = new Set<number>();

  constructor(
    context: CommandContext,
    { now = context.clock.now(), batchSize = DEFAULT_BATCH_SIZE, signal }: JobOptions,
  ) {
    this.#context = context;
    this.#due = new DueRotations(context.database);
    this.#now = now;
    this.#batchSize = batchSize;
    this.#signal = signal;
  }

  /** The seats whose time is up. */
  async passOverdue(): Promise<void> {
    await this.#drain({ overdueAt: this.#now });
  }

  /** The seats of those who are inactive or no longer members: one question for each role. */
  async passAbandoned(): Promise<void> {
    if (this.#isStopped()) return;
    for (const role of groupByRole(await this.#due.holders())) {
      if (this.#isStopped()) return;
      for (const holder of await this.#whoHasLeft(role)) await this.#drain({ holder });
    }
  }

  #isStopped(): boolean {
    return this.#signal?.aborted === true;
  }

  async #drain(selection: SeatSelection): Promise<void> {
    const { transactions } = this.#context;
    while (!this.#isStopped()) {
      const { seats, isLast } = await transactions.open((transaction) =>
        this.#due.claim(selection, this.#batchSize, transaction),
      );
      const fresh = seats.filter(({ assignmentId }) => !this.#handled.has(assignmentId));
      await this.#handleAll(fresh, 'holder' in selection);
      if (isLast || (fresh.length === 0 && seats.length > 0)) return;
    }
  }

  async #handleAll(seats: readonly ClaimedSeat[], isAbandoned: boolean): Promise<void> {
    for (const [index, seat] of seats.entries()) {
      if (this.#isStopped()) {
        await this.#context.transactions.open((transaction) =>
          this.#due.release(seats.slice(index), transaction),
        );
        return;
      }
      this.#handled.add(seat.assignmentId);
      await this.#handle(seat, isAbandoned);
    }
  }

  async #handle(seat: ClaimedSeat, isAbandoned: boolean): Promise<void> {
    try {
      const outcome = await reassign(this.#context, { ...seat, now: this.#now });
      this.counts[COUNTERS[outcome]] += 1;
      if (!isAbandoned || outcome === 'moved') return;
      await this.#context.transactions.open((transaction) => this.#due.rest(seat, transaction));
    } catch (error) {
      this.counts.failed += 1;
      this.#context.logger.error(`Seat ${seat.assignmentId} could not be reassigned.`, { ...seat, error });
    }
  }

  async #whoHasLeft({ company, role, holders }: RoleHolders): Promise<readonly RotatingHolder[]> {
    const { people, transactions, logger } = this.#context;
    try {
      const members = await transactions.open((transaction) =>
        people.roleMembers(role, { company, transaction }),
      );
      const active = new Set(members.filter((user) => user.active).map((user) => user.id));
      return holders.filter(({ userId }) => !active.has(userId));
    } catch (error) {
      this.counts.failedRoles += 1;
      logger.error(`The directory could not name the members of role ${role}.`, { company, role, error });
      return [];
    }
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
