import type { Position } from '../../definition/types.js';
import { pickName } from '../../definition/names.js';

/** A position as history and error details show it. */
export function describePosition(position: Position): Readonly<Record<string, unknown>> {
  return {
    position: position.index,
    stage_id: position.stage?.id ?? null,
    stage: pickName(position.names, []),
    pipeline_id: position.pipeline?.id ?? null,
    pipeline: position.pipeline === null ? null : pickName(position.pipeline.names, []),
  };
}
