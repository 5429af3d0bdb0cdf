import assert from 'node:assert/strict';
import { decide } from '../../../lib/flow/decide.js';
import type { Answer, FlowUser, Query } from '../../../lib/flow/types.js';
import { role } from '../support/approvals.js';
import { follow } from '../support/drive.js';
import { Journey } from '../support/journey.js';
import { People } from '../support/people.js';
import { planOf } from '../support/plans.js';
import { UNSTARTED } from '../support/new-rows.js';
import { settingsOf } from '../support/world.js';

const NOW = new Date('2026-03-02T08:00:00.000Z');

const MEMBERS: readonly FlowUser[] = ['ann', 'bob', 'cid', 'dan', 'eve'].map((id) => ({
  id,
  name: id.toUpperCase(),
  active: true,
  absent: id === 'dan',
  departmentId: null,
}));

/** Who is seated where chance falls on this number; and how many numbers there are. */
function draw(index: number): { readonly below: number; readonly seated: readonly string[] } {
  const attachment = { ...UNSTARTED, requesterId: 'eve' };
  const input = {
    state: { plan: planOf([[role('random', 'board')]]), attachment, steps: [] },
    command: { kind: 'started', actor: { id: null, name: null } },
    settings: settingsOf(),
  } as const;
  const drawn: number[] = [];
  const answer = (query: Query): Answer => {
    if (query.kind === 'role_members') return { kind: 'role_members', users: MEMBERS };
    assert.equal(query.kind, 'random');
    drawn.push(query.below);
    return { kind: 'random', index };
  };
  const { state } = follow(decide(input, NOW), (queries) => queries.map(answer));
  const [below, another] = drawn;
  assert.ok(below !== undefined && another === undefined);
  return {
    below,
    seated: state.steps.flatMap((step) => step.assignments.map((held) => held.userId)),
  };
}

describe('Chance', () => {
  it('has one number for each member who may be seated and is there: nobody is likelier than another', () => {
    const { below } = draw(0);
    assert.equal(below, 3);
    const seated = Array.from({ length: below }, (_, index) => draw(index).seated);
    assert.deepEqual(seated, [['ann'], ['bob'], ['cid']]);
  });

  it('draws anew for each of several approvals side by side', () => {
    const both = { parallelGroup: 'both' };
    const people = new People().role('board', 'ann', 'bob').add('req');
    const approvals = [role('random', 'board', both), role('random', 'board', both)];
    const { asked } = new Journey([approvals], { people }).attach();
    assert.deepEqual(asked.at(-1), [
      { kind: 'random', below: 2 },
      { kind: 'random', below: 2 },
    ]);
  });

  it('seats somebody also where the caller names a number that there is not', () => {
    assert.deepEqual(draw(7).seated, ['ann']);
  });
});
