import assert from 'node:assert/strict';
import type { CommandKind } from '../../../lib/flow/command.js';
import type { Decided, DecisionInput } from '../../../lib/flow/decide.js';
import { decide } from '../../../lib/flow/decide.js';
import type { Answer, Query } from '../../../lib/flow/types.js';

/** Decides, and lets every query be answered. */
export function decideAnd<Kind extends CommandKind>(
  answer: (queries: readonly Query[]) => readonly Answer[],
  input: DecisionInput<Kind>,
  now: Date,
): Decided<Kind> {
  const decision = decide(input, now);
  let next = decision.next();
  while (next.done !== true) next = decision.next(answer(next.value));
  return next.value;
}

/** Decides with answers that are known beforehand, in order; there must be as many as are asked for. */
export function decideWith<Kind extends CommandKind>(
  answers: readonly Answer[],
  input: DecisionInput<Kind>,
  now: Date,
): Decided<Kind> {
  let given = 0;
  const decided = decideAnd(
    (queries) => {
      const next = answers.slice(given, given + queries.length);
      given += queries.length;
      return next;
    },
    input,
    now,
  );
  assert.equal(given, answers.length, 'every answer was asked for');
  return decided;
}
