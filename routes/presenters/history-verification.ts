import { toWire } from '../../lib/definition/wire-keys.js';
import type { HistoryVerification } from '../../lib/queries/verify-history.js';
import { wireMember } from './history-member.js';

/** What a verification of histories found; a broken history is an answer, not an error. */
export function presentHistoryVerification({ broken, erased, ...counts }: HistoryVerification): object {
  return {
    ...toWire(counts),
    broken: broken === null ? null : toWire(broken),
    erased: erased.map((entry) => toWire({ ...entry, members: entry.members.map(wireMember) })),
  };
}
