import type { Transaction } from 'sequelize';
import { WorkflowError } from '../../errors.js';
import type { CommandContext } from '../context.js';

/** The most pipelines, and the most stages over all of them, that a workflow may have. */
const MAXIMUM_PLACES = 1000;

/** How large a workflow is. */
export interface WorkflowSize {
  readonly pipelines: number;
  readonly stages: number;
}

/** A pipeline that is to be added. */
interface Addition {
  readonly numberOfStages?: number | undefined;
  /** What stands before the names of its fields in the request: `pipelines.0.`, or nothing. */
  readonly path: string;
}

/** How large a workflow is whose row is locked. */
export async function sizeOf(
  { definitions: { pipelines, stages } }: CommandContext,
  workflowId: number,
  transaction: Transaction,
): Promise<WorkflowSize> {
  return {
    pipelines: await pipelines.count(workflowId, transaction),
    stages: await stages.count(workflowId, transaction),
  };
}

/**
 * Refuses pipelines that would make a workflow larger than it may be, before anything is written. One that is larger
 * already goes on as it is, and may only shrink.
 *
 * @param size - How large it is. @defaultValue empty: it is still to be made
 * @throws WorkflowError `INVALID_DEFINITION` with the path at which it becomes too much
 */
export function requireRoomForPipelines(
  additions: readonly Addition[],
  size: WorkflowSize = { pipelines: 0, stages: 0 },
): void {
  let { pipelines, stages } = size;
  for (const { numberOfStages = 0, path } of additions) {
    pipelines += 1;
    if (pipelines > MAXIMUM_PLACES) throw tooMany('pipelines', path.replace(/\.$/, '') || 'pipelines');
    if (numberOfStages === 0) continue;
    stages += numberOfStages;
    if (stages > MAXIMUM_PLACES) throw tooMany('stages', `${path}number_of_stages`);
  }
}

/** The same for one stage more. @throws WorkflowError `INVALID_DEFINITION` */
export function requireRoomForStage({ stages }: WorkflowSize): void {
  if (stages >= MAXIMUM_PLACES) throw tooMany('stages', 'stages');
}

function tooMany(what: keyof WorkflowSize, path: string): WorkflowError {
  const message = `would make more than ${MAXIMUM_PLACES} ${what} in one workflow`;
  return new WorkflowError(
    'INVALID_DEFINITION',
    `A workflow has at most ${MAXIMUM_PLACES} ${what}. Divide this one, or delete some of its ${what} first.`,
    { errors: [{ path, message }] },
  );
}
