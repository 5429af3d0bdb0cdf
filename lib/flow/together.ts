import type { Answer, Flow, Query } from './types.js';

/**
 * Follows flows that do not depend on each other side by side: what they ask at the same time is asked together, and
 * what several of them ask is asked once. They go on in their order, and so does what they do.
 *
 * @throws whatever the first flow that fails throws, as if one had been followed after the other
 */
export function* together<Result>(flows: readonly Flow<Result>[]): Flow<readonly Result[]> {
  const strands = flows.map(follow);
  const known = new Map<unknown, Answer | undefined>();
  for (;;) {
    const results = resultsOf(strands);
    if (results.length === strands.length) return results;
    const unknown = strands.flatMap(queriesOf).filter((query) => !known.has(keyOf(query)));
    const asked = new Map(unknown.map((query) => [keyOf(query), query]));
    const answers = asked.size === 0 ? [] : yield [...asked.values()];
    for (const [index, key] of [...asked.keys()].entries()) known.set(key, answers[index]);
    for (const strand of strands) {
      const toTell = queriesOf(strand).flatMap((query) => known.get(keyOf(query)) ?? []);
      if (strand.next.done !== true) strand.next = strand.flow.next(toTell);
    }
  }
}

/** One of several flows, as far as it has come. */
interface Strand<Result> {
  readonly flow: Flow<() => Result>;
  next: IteratorResult<readonly Query[], () => Result>;
}

function follow<Result>(one: Flow<Result>): Strand<Result> {
  const flow = held(one);
  return { flow, next: flow.next() };
}

/** A failure is held back until everything before it has ended: what fails first there is what counts. */
function* held<Result>(flow: Flow<Result>): Flow<() => Result> {
  try {
    const result = yield* flow;
    return () => result;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

/** What has come out as far as nothing is open any more. */
function resultsOf<Result>(strands: readonly Strand<Result>[]): readonly Result[] {
  const results: Result[] = [];
  for (const { next } of strands) {
    if (next.done !== true) break;
    results.push(next.value());
  }
  return results;
}

function queriesOf<Result>({ next }: Strand<Result>): readonly Query[] {
  return next.done === true ? [] : next.value;
}

/** Queries that ask the same have the same key; each draw of a number has one of its own. */
function keyOf(query: Query): unknown {
  return query.kind === 'random' ? query : JSON.stringify(query);
}
