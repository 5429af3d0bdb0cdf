import type { Plan, Position } from '../../definition/types.js';
import { WorkflowError } from '../../errors.js';
import { closeSeat } from '../close-seat.js';
import { findSeat } from '../find-seat.js';
import { describePlace } from '../place.js';
import { closeOpenSteps, closeSeats, enterPosition, recordMove } from '../positions.js';
import { refuseFormData, requireReason } from '../requirements.js';
import type { Run } from '../run.js';
import type { Flow, FlowCommand } from '../types.js';

/**
 * Sends the attachment back to this or an earlier position in a new round. Nothing of the old one is deleted.
 *
 * @throws WorkflowError `STAGE_NOT_IN_VERSION`, `STAGE_NOT_EARLIER`; see `findSeat`, `requireReason`
 */
export function* sendBack(run: Run, command: Extract<FlowCommand, { action: 'needs_resubmission' }>): Flow {
  requireReason(command);
  refuseFormData(command);
  const seat = findSeat(run.state, command);
  const { position: here, stepNumber } = seat.step;
  const target = targetOf(run.state.plan, here, command.stageId) ?? run.position(here);
  const actor = closeSeat(run, command, seat, { target: describePlace(target) });
  closeSeats(run, seat.step, 'superseded');
  run.change({
    kind: 'step_closed',
    stepNumber,
    status: 'needs_resubmission',
    closedAt: run.now,
  });
  closeOpenSteps(run);
  run.change({
    kind: 'attachment_changed',
    set: { round: run.state.attachment.round + 1 },
  });
  recordMove(run, here, target.index, actor);
  yield* enterPosition(run, target.index);
}

/** The position of a named stage; `undefined` where none is named. */
function targetOf(plan: Plan, here: number, stageId: number | null): Position | undefined {
  if (stageId === null) return undefined;
  const target = plan.positions.find((position) => position.stage?.id === stageId);
  if (target === undefined) {
    throw new WorkflowError(
      'STAGE_NOT_IN_VERSION',
      `Stage ${stageId} is not a stage of the version that this object runs on.`,
      {
        errors: [{ path: 'stage_id', message: 'is not a stage of this version' }],
      },
    );
  }
  if (target.index > here) {
    throw new WorkflowError('STAGE_NOT_EARLIER', 'An object can be sent back, not ahead.', {
      errors: [{ path: 'stage_id', message: 'must be this stage or an earlier one' }],
    });
  }
  return target;
}
