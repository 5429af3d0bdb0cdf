import assert from 'node:assert/strict';
import type { CommandKind } from '../../../lib/flow/commands/command.js';
import type { Decided, DecisionInput } from '../../../lib/flow/decide.js';
import { decide } from '../../../lib/flow/decide.js';
import type { Answer, Flow, Query } from '../../../lib/flow/types.js';

/** Follows a piece of the flow to its end, and lets all that it asks be answered. */
export function follow<Result>(
  flow: Flow<Result>,
  answer: (queries: readonly Query[]) => readonly Answer[],
): Result {
  let next = flow.next();
  while (next.done !== true) next = flow.next(answer(next.value));
  return next.value;
}

/** Decides with answers that are known beforehand, in order; there must be as many as are asked for. */
export function decideWith<Kind extends CommandKind>(
  answers: readonly Answer[],
  input: DecisionInput<Kind>,
  now: Date,
): Decided<Kind> {
  let given = 0;
  const decided = follow(decide(input, now), (queries) => {
    const next = answers.slice(given, given + queries.length);
    given += queries.length;
    return next;
  });
  assert.equal(given, answers.length, 'every answer was asked for');
  return decided;
}
