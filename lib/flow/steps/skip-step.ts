import { closeStep } from './close-step.js';
import { describePlace } from '../positions/describe-position.js';
import type { Skip } from './resolve-approval.js';
import type { Run } from '../run.js';
import { SYSTEM_ACTOR } from '../types.js';

/** Passes a step over, and says why. */
export function skipStep(run: Run, stepNumber: number, { cause, notes }: Skip): void {
  const place = describePlace(run.position(run.step(stepNumber).position));
  closeStep(run, stepNumber, 'skipped');
  run.record({ event: 'skipped', actor: SYSTEM_ACTOR, stepNumber, data: { ...place, cause, ...notes } });
}
