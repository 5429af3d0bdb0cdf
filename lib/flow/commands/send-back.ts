import type { Plan, Position } from '../../definition/types.js';
import { WorkflowError } from '../../errors.js';
import { closeSeat } from '../assignments/close-seat.js';
import { cancelSteps, closeStep } from '../steps/close-step.js';
import { findSeat } from '../assignments/find-seat.js';
import { raise } from '../raise.js';
import { requesterOf } from '../rules/attachment.js';
import { describePosition } from '../positions/describe-position.js';
import { enterPosition } from '../positions/enter-position.js';
import { recordMove } from '../positions/move.js';
import { refuseFormData, requireReason } from '../rules/requirements.js';
import type { Run } from '../run.js';
import type { CommandOf } from './command.js';
import type { Flow } from '../types.js';

/**
 * Sends the attachment back to this or an earlier position in a new round. Nothing of the old one is deleted. Where
 * the asking position says so, it waits there for its requester to resubmit it.
 *
 * @throws WorkflowError `STAGE_NOT_IN_VERSION`, `STAGE_NOT_EARLIER`; see `findSeat`, `requireReason`,
 * `refuseFormData` and `enterPosition`
 */
export function* sendBack(run: Run, command: CommandOf<'needs_resubmission'>): Flow {
  const seat = yield* findSeat(run, command);
  requireReason(command);
  refuseFormData(command);
  const here = run.position(seat.step.position);
  const target = command.stageId === null ? here : earlierPosition(run.state.plan, here, command.stageId);
  closeSeat(run, command, seat, { target: describePosition(target) });
  closeStep(run, seat.step.stepNumber, 'needs_resubmission');
  cancelSteps(run);
  const round = run.state.attachment.round + 1;
  if (here.resubmission === 'requester' && requesterOf(run.state.attachment) !== null) {
    const set = { round, position: target.index, status: 'awaiting_resubmission' } as const;
    run.emit({ kind: 'attachment_changed', set });
    yield* raiseSentBack(run, { here, target, stepNumber: seat.step.stepNumber });
    yield* recordMove(run, { from: here, to: target, target: target.index }, seat.actor);
    return;
  }
  run.emit({ kind: 'attachment_changed', set: { round } });
  yield* raiseSentBack(run, { here, target, stepNumber: seat.step.stepNumber });
  yield* enterPosition(run, { from: here, to: target.index, target: target.index, actor: seat.actor });
}

interface SentBack {
  readonly here: Position;
  readonly target: Position;
  readonly stepNumber: number;
}

function* raiseSentBack(run: Run, { here, target, stepNumber }: SentBack): Flow {
  yield* raise(run, { event: 'after_resubmission', position: here.index, target: target.index, stepNumber });
}

/** The position of a stage, which must not be ahead. */
function earlierPosition(plan: Plan, here: Position, stageId: number): Position {
  const target = plan.positions.find((position) => position.stage?.id === stageId);
  if (target === undefined) {
    throw new WorkflowError(
      'STAGE_NOT_IN_VERSION',
      `Stage ${stageId} is not a stage of the version that this object runs on.`,
      { errors: [{ path: 'stage_id', message: 'is not a stage of this version' }] },
    );
  }
  if (target.index > here.index) {
    throw new WorkflowError('STAGE_NOT_EARLIER', 'An object can be sent back, not ahead.', {
      errors: [{ path: 'stage_id', message: 'must be this stage or an earlier one' }],
    });
  }
  return target;
}
