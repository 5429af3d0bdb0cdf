import { closeStep } from './close-step.js';
import { describePosition } from '../positions/describe-position.js';
import type { Skip } from './resolve-approval.js';
import type { Run } from '../run.js';
import { SYSTEM_ACTOR } from '../types.js';

/** Passes a step over, and says why. */
export function skipStep(run: Run, stepNumber: number, { cause, notes }: Skip): void {
  const where = describePosition(run.position(run.step(stepNumber).position));
  closeStep(run, stepNumber, 'skipped');
  run.record({ event: 'skipped', actor: SYSTEM_ACTOR, stepNumber, data: { ...where, cause, ...notes } });
}
