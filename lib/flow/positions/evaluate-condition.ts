import type { Position } from '../../definition/types.js';
import { ask } from '../ask.js';
import { describePosition } from './describe-position.js';
import type { Run } from '../run.js';
import { SYSTEM_ACTOR } from '../types.js';
import type { Flow } from '../types.js';

/** Whether a condition holds; one that cannot be evaluated counts as "approval needed", and history says so. */
export function* evaluateCondition(run: Run, position: Position, condition: string | null): Flow<boolean> {
  if (condition === null) return true;
  const at = { position: position.index, round: run.state.attachment.round };
  const { holds, error } = yield* ask({ kind: 'condition', expression: condition, at });
  if (error === null) return holds;
  run.record({
    event: 'condition_failed',
    actor: SYSTEM_ACTOR,
    data: { ...describePosition(position), condition, error },
  });
  return true;
}
