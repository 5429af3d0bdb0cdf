import { cancelSteps, closeStep } from './close-step.js';
import type { Overruling } from './command.js';
import { closeAttachment } from './completion.js';
import { happen } from './happen.js';
import { goOn } from './positions.js';
import type { Run } from './run.js';
import type { Flow, StepState } from './types.js';

/**
 * Ends an open step whatever its seats have said, and goes on from there.
 *
 * @throws WorkflowError see `goOn`
 */
export function* overrule(run: Run, { stepNumber, position }: StepState, outcome: Overruling): Flow {
  closeStep(run, stepNumber, outcome);
  if (outcome === 'rejected') {
    cancelSteps(run);
    closeAttachment(run, 'rejected');
    yield* happen(run, { event: 'after_reject', position, stepNumber });
    return;
  }
  if (outcome === 'approved') yield* happen(run, { event: 'after_approve', position, stepNumber });
  yield* goOn(run, run.position(position));
}
