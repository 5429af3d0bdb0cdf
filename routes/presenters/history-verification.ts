import { toWire } from '../../lib/definition/wire-keys.js';
import type { HistoryVerification } from '../../lib/queries/verify-history.js';

/** What a verification of histories found; a broken history is an answer, not an error. */
export function presentHistoryVerification({ broken, ...counts }: HistoryVerification): object {
  return { ...counts, broken: broken === null ? null : toWire(broken) };
}
