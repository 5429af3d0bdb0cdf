import assert from 'node:assert/strict';
import type { CrowdedHost } from './crowded-host.js';
import type { ApproveOrder, Outcome } from './engine-process.js';
import { EngineProcess } from './engine-process.js';

const PROCESSES = 2;

/** Names the attachment that is decided on. */
export type Target = ApproveOrder['target'];

/** Many people who approve at the same time: half of them in one process, half in another. */
export class Approvers {
  readonly #crowd: readonly number[];
  readonly #processes: readonly EngineProcess[];

  private constructor(crowd: readonly number[], processes: readonly EngineProcess[]) {
    this.#crowd = crowd;
    this.#processes = processes;
  }

  /** Starts the processes on the database of this host. */
  static async start({ crowd }: CrowdedHost, url: string): Promise<Approvers> {
    const starting = Array.from({ length: PROCESSES }, () => EngineProcess.start(url, crowd.length));
    return new Approvers(crowd, await Promise.all(starting));
  }

  /** Lets everybody approve one step at once; the outcomes are in the order of their ids. */
  async approveAtOnce(target: Target, stepId: number): Promise<readonly Outcome[]> {
    const share = this.#crowd.length / PROCESSES;
    const outcomes = await Promise.all(
      this.#processes.map((started, index) =>
        started.approve({ target, stepId, actors: this.#crowd.slice(index * share, (index + 1) * share) }),
      ),
    );
    return outcomes.flat();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#processes.map((started) => started.stop()));
  }
}

/** The id of the one step that is open. */
export async function openStep({ engine }: CrowdedHost, attachmentId: number): Promise<number> {
  const reader = { id: 1 };
  const { steps } = await engine.reader.status(await engine.reader.find({ attachmentId }, reader), reader);
  const open = steps.filter(({ status }) => status === 'current');
  assert.equal(open.length, 1);
  return open[0]?.id ?? 0;
}
