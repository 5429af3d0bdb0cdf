import type { Answer, Flow, Query } from './types.js';

type AnswerTo<Kind extends Query['kind']> = Extract<Answer, { kind: Kind }>;

/**
 * Asks one query. The type of the answer follows from its kind.
 *
 * @throws TypeError where the caller answers something else, or nothing
 */
export function* ask<Kind extends Query['kind']>(
  query: Extract<Query, { kind: Kind }>,
): Flow<AnswerTo<Kind>> {
  const [answer] = yield [query];
  if (!answers(answer, query.kind)) {
    throw new TypeError(`The flow asked for "${query.kind}" and was given "${answer?.kind}".`);
  }
  return answer;
}

function answers<Kind extends Query['kind']>(
  answer: Answer | undefined,
  kind: Kind,
): answer is AnswerTo<Kind> {
  return answer?.kind === kind;
}
