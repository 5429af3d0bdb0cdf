import type { ActionPlace } from '../../definition/action-schema.js';
import type { StoredPlace } from '../../store/definitions/actions.js';
import type { CommandContext } from '../context.js';
import type { DefinitionCall } from './call.js';
import { findPipeline } from './pipelines.js';
import { findStage } from './stages.js';

/**
 * The place that an action names, with the workflow that it belongs to. Whether a workflow exists that is named itself
 * is for whoever locks it to see.
 *
 * @throws WorkflowError `PIPELINE_NOT_FOUND`, `STAGE_NOT_FOUND`
 */
export async function findPlace(
  context: CommandContext,
  call: DefinitionCall,
  { workflowId = null, pipelineId = null, stageId = null }: ActionPlace,
): Promise<StoredPlace> {
  const part =
    stageId !== null
      ? await findStage(context, call, stageId)
      : pipelineId !== null
        ? await findPipeline(context, call, pipelineId)
        : null;
  return { workflowId: part?.workflowId ?? workflowId, pipelineId, stageId };
}
