import type { DispatchCounts } from '../actions/dispatcher.js';
import type { CommandContext } from '../commands/context.js';
import type { Schedules } from '../options.js';
import type { JobOptions } from './job.js';
import { DEFAULT_BATCH_SIZE } from './job.js';
import type { ReassignmentCounts } from './reassign-round-robin.js';
import { reassignRoundRobin } from './reassign-round-robin.js';
import { replaceInactive } from './replace-inactive.js';
import type { SeatCounts } from './seat-sweep.js';

/** The jobs of one engine, each to be run once. The scheduler runs them; so may your own cron, or a test. */
export class Jobs implements Readonly<Record<keyof Schedules, (options?: JobOptions) => Promise<object>>> {
  readonly #context: CommandContext;

  constructor(context: CommandContext) {
    this.#context = context;
  }

  /** Passes round-robin seats on that are overdue, or whose holder has left the role. */
  async reassignRoundRobin(options: JobOptions = {}): Promise<ReassignmentCounts> {
    return reassignRoundRobin(this.#context, options);
  }

  /** Delivers what the outbox holds and is due. */
  async dispatch({ now, batchSize = DEFAULT_BATCH_SIZE, signal }: JobOptions = {}): Promise<DispatchCounts> {
    const { dispatcher, clock } = this.#context;
    return dispatcher.run({ now: now ?? clock.now(), batchSize, signal });
  }

  /** Does with the seats of people who are no longer active what their approvals say. */
  async replaceInactive(options: JobOptions = {}): Promise<SeatCounts> {
    return replaceInactive(this.#context, options);
  }
}
