import assert from 'node:assert/strict';
import type { FlowInput } from '../../lib/flow/advance.js';
import { advance } from '../../lib/flow/advance.js';
import { evolve } from '../../lib/flow/evolve.js';
import type { FlowCommand } from '../../lib/flow/command.js';
import { Run } from '../../lib/flow/run.js';
import type { Fact, FlowState } from '../../lib/flow/types.js';
import { anyone, roundRobin, user } from './support/approvals.js';
import { Journey } from './support/journey.js';
import { People } from './support/people.js';
import { planOf, WITH_FORM } from './support/plans.js';
import { UNSTARTED } from './support/new-rows.js';
import { settingsOf } from './support/world.js';

const NOW = new Date('2026-03-02T08:00:00.000Z');
const ANN = { id: 'ann', name: 'ANN', active: true, absent: false, departmentId: null };
const REQ = { id: 'req', name: 'REQ' };
const APPROVE: FlowCommand = {
  action: 'approved',
  actorId: 'ann',
  seat: {},
  reason: null,
  formData: undefined,
};
const MEMBERS: Fact = { kind: 'role_members', users: [ANN] };
const ROTATION: Fact = { kind: 'rotation', seatedOrder: ['ann'] };

/** Starts an attachment that nobody has started. */
function starting(plan = planOf([[roundRobin('board')]])): FlowInput {
  return {
    state: { plan, attachment: UNSTARTED, steps: [] },
    command: { action: 'started', actor: REQ },
    settings: settingsOf(),
  };
}

describe('advance', () => {
  it('asks for one thing at a time, and for the rotation last', () => {
    assert.deepEqual(advance(starting(), [], NOW).needs, [{ kind: 'role_members', role: 'board' }]);
    assert.deepEqual(advance(starting(), [MEMBERS], NOW).needs, [{ kind: 'rotation', approvalId: 1 }]);
    assert.deepEqual(advance(starting(), [MEMBERS, ROTATION], NOW).needs, []);
  });

  it('makes the same changes again, and more, each time it is told more', () => {
    const [first, second, last] = [[], [MEMBERS], [MEMBERS, ROTATION]].map((facts) => {
      return advance(starting(), facts, NOW).changes;
    });
    assert.ok(first !== undefined && second !== undefined && last !== undefined);
    assert.deepEqual(second.slice(0, first.length), first);
    assert.deepEqual(last.slice(0, second.length), second);
    assert.ok(last.length > second.length);
  });

  it('has no use for facts that it never asked for', () => {
    const { changes } = advance(starting(), [MEMBERS, ROTATION], NOW);
    assert.deepEqual(advance(starting(), [MEMBERS, ROTATION, MEMBERS], NOW).changes, changes);
  });

  it('refuses the answer to another question', () => {
    assert.throws(() => advance(starting(), [ROTATION], NOW), {
      name: 'TypeError',
      message: 'The flow needs "role_members" and was given "rotation".',
    });
  });

  it('gives the state that its changes lead to', () => {
    const input = starting();
    const { changes, state } = advance(input, [MEMBERS, ROTATION], NOW);
    assert.deepEqual(changes.reduce(evolve, input.state), state);
    assert.equal(state.attachment.startedBy, 'req');
  });

  it('takes the time from its caller, to the millisecond', () => {
    const { changes } = advance(starting(), [MEMBERS, ROTATION], NOW);
    assert.ok(changes.some((change) => change.kind === 'step_opened' && change.openedAt === NOW));
  });
});

describe('A state that does not belong to its plan', () => {
  const people = new People().role('board', 'ann', 'bob');

  function approving(change: (state: FlowState) => FlowState): (command?: FlowCommand) => unknown {
    const state = Journey.begun([[anyone('board')]], { people }).attachment.load();
    return (command = APPROVE) => advance({ state: change(state), command, settings: settingsOf() }, [], NOW);
  }

  it('is refused where the plan has no such position', () => {
    const started = approving((state) => ({
      ...state,
      attachment: { ...state.attachment, status: 'awaiting_resubmission', requesterId: 'req', position: 5 },
    }));
    assert.throws(() => started({ action: 'resubmitted', actor: REQ, reason: null }), {
      name: 'RangeError',
      message: 'The plan has no position 5.',
    });
    const elsewhere = approving((state) => ({
      ...state,
      steps: state.steps.map((step) => ({ ...step, position: 7 })),
    }));
    assert.throws(elsewhere, new RangeError('The plan has no position 7.'));
  });

  it('is refused where a step is missing', () => {
    const { state, settings } = starting();
    assert.throws(() => new Run(state, settings, NOW).step(3), new RangeError('There is no step 3.'));
  });

  it('is refused where a step is open without thresholds, or has fewer seats than its strategy wants', () => {
    const unsettled = approving((state) => ({
      ...state,
      steps: state.steps.map((step) => ({ ...step, strategy: 'hierarchy_chain', approveAt: null })),
    }));
    assert.throws(unsettled, new RangeError('Step 1 has too few seats to be settled.'));
  });

  it('is refused where the position has no such approval', () => {
    const another = approving((state) => ({
      ...state,
      steps: state.steps.map((step) => ({ ...step, approvalId: 8 })),
    }));
    assert.throws(another, new RangeError('The plan has no approval 8.'));
  });

  it('is refused where the plan has no such form, so that nothing is approved unjudged', () => {
    const withoutForms = approving((state) => ({
      ...state,
      plan: { ...planOf([[user('ann', WITH_FORM)]]), forms: new Map() },
    }));
    assert.throws(withoutForms, new RangeError('The plan has no form 9.'));
  });
});
