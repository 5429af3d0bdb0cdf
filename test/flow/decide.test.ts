import assert from 'node:assert/strict';
import type { DecisionInput } from '../../lib/flow/decide.js';
import { decide } from '../../lib/flow/decide.js';
import { evolve } from '../../lib/flow/evolve.js';
import type { FlowCommand } from '../../lib/flow/commands/command.js';
import { Run } from '../../lib/flow/run.js';
import type { Answer, FlowState } from '../../lib/flow/types.js';
import { anyone, roundRobin, user } from './support/approvals.js';
import { decideWith } from './support/drive.js';
import { Journey } from './support/journey.js';
import { People } from './support/people.js';
import { planOf, WITH_FORM } from './support/plans.js';
import { UNSTARTED } from './support/new-rows.js';
import { settingsOf } from './support/world.js';

const NOW = new Date('2026-03-02T08:00:00.000Z');
const ANN = { id: 'ann', name: 'ANN', active: true, absent: false, departmentId: null };
const REQ = { id: 'req', name: 'REQ' };
const APPROVE: FlowCommand = {
  kind: 'approved',
  actorId: 'ann',
  seat: {},
  reason: null,
  formData: undefined,
};
const MEMBERS: Answer = { kind: 'role_members', users: [ANN] };
const ROTATION: Answer = { kind: 'rotation', seatedOrder: ['ann'] };

/** Starts an attachment that nobody has started. */
function starting(plan = planOf([[roundRobin('board')]])): DecisionInput {
  return {
    state: { plan, attachment: UNSTARTED, steps: [] },
    command: { kind: 'started', actor: REQ },
    settings: settingsOf(),
  };
}

describe('decide', () => {
  it('asks for whom it must know, and for the rotation last', () => {
    const decision = decide(starting(), NOW);
    assert.deepEqual(decision.next().value, [{ kind: 'role_members', role: 'board' }]);
    assert.deepEqual(decision.next([MEMBERS]).value, [{ kind: 'rotation', approvalId: 1 }]);
    assert.equal(decision.next([ROTATION]).done, true);
  });

  it('refuses the answer to another question, and none', () => {
    for (const [answers, given] of [
      [[ROTATION], 'rotation'],
      [[], 'undefined'],
    ] as const) {
      assert.throws(() => decideWith(answers, starting(), NOW), {
        name: 'TypeError',
        message: `The flow asked for "role_members" and was given "${given}".`,
      });
    }
  });

  it('gives the state that its events lead to', () => {
    const input = starting();
    const { events, state } = decideWith([MEMBERS, ROTATION], input, NOW);
    assert.deepEqual(events.reduce(evolve, input.state), state);
    assert.equal(state.attachment.startedBy, 'req');
  });

  it('takes the time from its caller, to the millisecond', () => {
    const { events } = decideWith([MEMBERS, ROTATION], starting(), NOW);
    assert.ok(events.some((event) => event.kind === 'step_opened' && event.openedAt === NOW));
  });
});

describe('A state that does not belong to its plan', () => {
  const people = new People().role('board', 'ann', 'bob');

  function approving(change: (state: FlowState) => FlowState): (command?: FlowCommand) => unknown {
    const state = Journey.begun([[anyone('board')]], { people }).attachment.load();
    return (command = APPROVE) =>
      decideWith([], { state: change(state), command, settings: settingsOf() }, NOW);
  }

  it('is refused where the plan has no such position', () => {
    const started = approving((state) => ({
      ...state,
      attachment: { ...state.attachment, status: 'awaiting_resubmission', requesterId: 'req', position: 5 },
    }));
    assert.throws(() => started({ kind: 'resubmitted', actor: REQ, reason: null }), {
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
