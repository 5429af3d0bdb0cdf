import type { Position } from '../../definition/types.js';
import { raise } from '../raise.js';
import type { Run } from '../run.js';
import type { Flow, FlowActor } from '../types.js';
import { describePosition } from './describe-position.js';

/** A move from one position to another. */
interface Move {
  /** `null` at the start. */
  readonly from: Position | null;
  readonly to: Position;
  /** Where a new round begins, for what was sent back. */
  readonly target?: number | undefined;
}

/**
 * Moves the attachment to a position.
 *
 * @returns whether an action ran because of it
 */
export function* moveTo(run: Run, move: Move, actor: FlowActor): Flow<boolean> {
  run.emit({ kind: 'attachment_changed', set: { position: move.to.index } });
  return yield* recordMove(run, move, actor);
}

/**
 * Records a move, and raises the events that follow from it: none where the attachment stays where it is.
 *
 * @returns whether an action ran on it
 */
export function* recordMove(run: Run, { from, to, target }: Move, actor: FlowActor): Flow<boolean> {
  if (from === null || from.index === to.index) return false;
  run.record({ event: 'moved', actor, data: { from: describePosition(from), to: describePosition(to) } });
  const positions = { position: to.index, from: from.index, ...(target === undefined ? {} : { target }) };
  const isElsewhere = from.pipeline?.id !== to.pipeline?.id;
  const hasChanged = isElsewhere && (yield* raise(run, { event: 'after_move_pipeline', ...positions }));
  return (yield* raise(run, { event: 'after_move_stage', ...positions })) || hasChanged;
}
