import assert from 'node:assert/strict';
import { ask } from '../../lib/flow/ask.js';
import { together } from '../../lib/flow/together.js';
import type { Answer, Flow, Query } from '../../lib/flow/types.js';
import { follow } from './support/drive.js';

/** Asks for managers one after another, and says who they are. */
function* managersOf(...ids: readonly string[]): Flow<readonly (string | undefined)[]> {
  const managers: (string | undefined)[] = [];
  for (const userId of ids) managers.push((yield* ask({ kind: 'manager', userId })).user?.id);
  return managers;
}

function* draw(below: number): Flow<number> {
  return (yield* ask({ kind: 'random', below })).index;
}

function* refusedAfter(...ids: readonly string[]): Flow<never> {
  yield* managersOf(...ids);
  throw new Error(`after ${ids.join()}`);
}

/** Follows flows together, and tells what was asked each time. */
function play<Result>(flows: readonly Flow<Result>[]): {
  readonly asked: readonly (readonly unknown[])[];
  readonly results: readonly Result[];
} {
  const asked: unknown[][] = [];
  let drawn = 0;
  const answer = (query: Query): Answer => {
    if (query.kind === 'random') return { kind: 'random', index: (drawn += 1) };
    assert.equal(query.kind, 'manager');
    const id = `${query.userId}'s manager`;
    return { kind: 'manager', user: { id, name: id, active: true, absent: false, departmentId: null } };
  };
  const results = follow(together(flows), (queries) => {
    asked.push(queries.map((query) => (query.kind === 'manager' ? query.userId : query.kind)));
    return queries.map(answer);
  });
  return { asked, results };
}

describe('Flows that are followed together', () => {
  it('ask together, as long as each has something to ask', () => {
    const { asked, results } = play([managersOf('a', 'b'), managersOf(), managersOf('c')]);
    assert.deepEqual(asked, [['a', 'c'], ['b']]);
    assert.deepEqual(results, [["a's manager", "b's manager"], [], ["c's manager"]]);
  });

  it('ask nothing twice, at whatever time', () => {
    const { asked, results } = play([managersOf('a', 'b'), managersOf('a'), managersOf('b', 'a')]);
    assert.deepEqual(asked, [['a', 'b']]);
    assert.deepEqual(results.at(-1), ["b's manager", "a's manager"]);
  });

  it('draw a number each', () => {
    const { asked, results } = play([draw(3), draw(3)]);
    assert.deepEqual([asked, results], [[['random', 'random']], [1, 2]]);
  });

  it('fail with the first that fails, in their order and not in that of time', () => {
    assert.throws(() => play([managersOf('a'), refusedAfter('b', 'c'), refusedAfter()]), /after b,c/);
    assert.throws(() => play([refusedAfter(), refusedAfter('b')]), /^Error: after $/);
  });
});
