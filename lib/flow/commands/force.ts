import { WorkflowError } from '../../errors.js';
import type { CommandOf } from './command.js';
import { requireStarted } from '../rules/attachment.js';
import { forceStep } from '../steps/force-step.js';
import { isOpenStep } from '../rules/step.js';
import { requireReason } from '../rules/requirements.js';
import type { Run } from '../run.js';
import type { Flow } from '../types.js';

/**
 * Ends an open step whatever its seats have said: what an administrator does where it cannot go on by itself.
 *
 * @throws WorkflowError `ATTACHMENT_CLOSED`, `ATTACHMENT_NOT_STARTED`, `REASON_REQUIRED`, `ALREADY_DECIDED` where the
 * step is no longer open; see `forceStep`
 */
export function* force(run: Run, command: CommandOf<'forced'>): Flow {
  requireStarted(run.state.attachment);
  requireReason(command);
  const { actor, reason, stepId, outcome } = command;
  const step = run.state.steps.find((one) => one.id === stepId && isOpenStep(one));
  if (step === undefined) {
    throw new WorkflowError('ALREADY_DECIDED', 'This step is no longer open. Read the status again.');
  }
  run.record({
    event: 'forced',
    actor,
    stepNumber: step.stepNumber,
    comment: reason,
    data: { outcome, approved_count: step.approvedCount, rejected_count: step.rejectedCount },
  });
  yield* forceStep(run, step, outcome);
}
