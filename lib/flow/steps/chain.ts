import { candidatesFor } from '../assignments/candidates.js';
import { stillToAsk } from '../assignments/repeated-approver.js';
import type { Run } from '../run.js';
import type { Flow, FlowUser, StepState } from '../types.js';
import { hasVote } from '../rules/seat.js';

/** Who of a chain has had no seat of their own yet. */
export interface RestOfChain {
  /** Those who are still to be asked, in order. */
  readonly toCome: readonly FlowUser[];
  /** How many need not be, because they have decided already, for a seat that was passed on to them. */
  readonly decided: number;
}

/** Looks up who is left of a chain, as it is by now. */
export function* restOfChain(run: Run, step: StepState): Flow<RestOfChain> {
  const candidates = yield* candidatesFor(run, run.position(step.position), run.approval(step));
  const wanted = yield* stillToAsk(run, step, candidates);
  const seated = new Set(step.assignments.filter(({ turn }) => turn === 1).map(({ userId }) => userId));
  const others = wanted.filter(({ id }) => !seated.has(id));
  const toCome = others.filter(({ id }) => !hasVote(step, id));
  return { toCome, decided: others.length - toCome.length };
}
