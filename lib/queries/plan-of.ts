import { WorkflowError } from '../errors.js';

/** What belongs to a version, of several that were read. @throws WorkflowError `INTERNAL_ERROR` where it is missing */
export function planOf<Value>(plans: ReadonlyMap<number, Value>, versionId: number): Value {
  const plan = plans.get(versionId);
  if (plan === undefined) throw new WorkflowError('INTERNAL_ERROR', `Version ${versionId} is missing.`);
  return plan;
}
