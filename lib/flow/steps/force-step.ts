import { cancelSteps, closeStep } from './close-step.js';
import type { ForcedOutcome } from '../commands/command.js';
import { closeAttachment } from '../positions/completion.js';
import { raise } from '../raise.js';
import { openNextSteps } from '../positions/enter-position.js';
import type { Run } from '../run.js';
import type { Flow, StepState } from '../types.js';
import { unknownCase } from '../../unknown-case.js';

/**
 * Ends an open step whatever its seats have said, and goes on from there.
 *
 * @throws WorkflowError see `openNextSteps`
 */
export function* forceStep(run: Run, { stepNumber, position }: StepState, outcome: ForcedOutcome): Flow {
  closeStep(run, stepNumber, outcome);
  switch (outcome) {
    case 'rejected':
      cancelSteps(run);
      closeAttachment(run, 'rejected');
      yield* raise(run, { event: 'after_reject', position, stepNumber });
      return;
    case 'approved':
      yield* raise(run, { event: 'after_approve', position, stepNumber });
      return yield* openNextSteps(run, run.position(position));
    case 'skipped':
      return yield* openNextSteps(run, run.position(position));
    default:
      throw unknownCase('outcome', outcome);
  }
}
