import assert from 'node:assert/strict';
import type { Answer, FlowUser, Query } from '../../lib/flow/types.js';
import { role } from './support/approvals.js';
import { decideAnd } from './support/drive.js';
import { planOf } from './support/plans.js';
import { UNSTARTED } from './support/new-rows.js';
import { settingsOf } from './support/world.js';

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
    command: { action: 'started', actor: { id: null, name: null } },
    settings: settingsOf(),
  } as const;
  const drawn: number[] = [];
  const answer = (query: Query): Answer => {
    if (query.kind === 'role_members') return { kind: 'role_members', users: MEMBERS };
    assert.equal(query.kind, 'random');
    drawn.push(query.below);
    return { kind: 'random', index };
  };
  const { state } = decideAnd((queries) => queries.map(answer), input, NOW);
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

  it('seats somebody also where the caller names a number that there is not', () => {
    assert.deepEqual(draw(7).seated, ['ann']);
  });
});
