import { cancelSteps, closeStep } from './close-step.js';
import type { Overruling } from '../commands/command.js';
import { closeAttachment } from '../positions/completion.js';
import { happen } from '../raise.js';
import { goOn } from '../positions/enter-position.js';
import type { Run } from '../run.js';
import type { Flow, StepState } from '../types.js';
import { unknownCase } from '../../unknown-case.js';

/**
 * Ends an open step whatever its seats have said, and goes on from there.
 *
 * @throws WorkflowError see `goOn`
 */
export function* overrule(run: Run, { stepNumber, position }: StepState, outcome: Overruling): Flow {
  closeStep(run, stepNumber, outcome);
  switch (outcome) {
    case 'rejected':
      cancelSteps(run);
      closeAttachment(run, 'rejected');
      yield* happen(run, { event: 'after_reject', position, stepNumber });
      return;
    case 'approved':
      yield* happen(run, { event: 'after_approve', position, stepNumber });
      return yield* goOn(run, run.position(position));
    case 'skipped':
      return yield* goOn(run, run.position(position));
    default:
      throw unknownCase('outcome', outcome);
  }
}
