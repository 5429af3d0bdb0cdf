import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ActionValues } from '../../lib/definition/action-schema.js';
import {
  changeAction,
  parseActionChange,
  parseNewAction,
  toWireAction,
} from '../../lib/definition/action-schema.js';
import { ACTION_EVENTS, ACTION_EXECUTIONS, FAILURE_POLICIES } from '../../lib/definition/types.js';
import { pathsOf, thrownBy } from './thrown.js';

const ACTION = { event_type: 'after_approve', handler: 'tell' };

const STORED: ActionValues = {
  event: 'after_approve',
  handler: 'tell',
  parameters: { channel: 'finance' },
  order: 2,
  isActive: true,
  execution: 'after_commit',
  failurePolicy: null,
  condition: null,
};

const INLINE = { ...STORED, execution: 'inline', failurePolicy: 'stop' } as const;

function refused(value: unknown): Record<string, string> {
  const { code, errors } = thrownBy(() => parseNewAction(value));
  assert.equal(code, 'INVALID_DEFINITION');
  return Object.fromEntries(errors.map(({ path, message }) => [path, message]));
}

describe('an action on the wire', () => {
  it('runs after the commit, without parameters or a condition, unless it says otherwise', () => {
    assert.deepEqual(parseNewAction(ACTION), {
      event: 'after_approve',
      handler: 'tell',
      parameters: {},
      isActive: true,
      execution: 'after_commit',
      failurePolicy: null,
      condition: null,
    });
  });

  it('is read whole, its words in any case', () => {
    const action = parseNewAction({
      event_type: 'After_Move_Stage',
      handler: 'Tell',
      stage_id: 7,
      parameters: { aB_c: [{ d: null }] },
      order: 3,
      is_active: false,
      execution: 'INLINE',
      failure_policy: 'Raise',
      condition: 'object.amount > 1000',
    });
    assert.deepEqual(action, {
      event: 'after_move_stage',
      handler: 'Tell',
      stageId: 7,
      parameters: { aB_c: [{ d: null }] },
      order: 3,
      isActive: false,
      execution: 'inline',
      failurePolicy: 'raise',
      condition: 'object.amount > 1000',
    });
  });

  it('that is inline goes on after a failure, unless it says otherwise', () => {
    for (const more of [{}, { failure_policy: null }, { failure_policy: 'continue' }]) {
      assert.equal(parseNewAction({ ...ACTION, execution: 'inline', ...more }).failurePolicy, 'continue');
    }
  });

  it('has no failure policy after the commit, where it is tried again', () => {
    assert.equal(parseNewAction({ ...ACTION, failure_policy: null }).failurePolicy, null);
    for (const policy of FAILURE_POLICIES) {
      assert.deepEqual(refused({ ...ACTION, failure_policy: policy }), {
        failure_policy: 'applies only where execution is inline',
      });
    }
  });

  it('names one place at most', () => {
    const message = 'is a second place: name the workflow, the pipeline or the stage';
    const all = { workflow_id: 1, pipeline_id: 2, stage_id: 3 };
    assert.deepEqual(refused({ ...ACTION, ...all }), { pipeline_id: message, stage_id: message });
    assert.deepEqual(refused({ ...ACTION, ...all, workflow_id: null }), { stage_id: message });
    assert.deepEqual(refused({ ...ACTION, ...all, pipeline_id: null }), { stage_id: message });
    const { stageId, ...others } = parseNewAction({
      ...ACTION,
      workflow_id: null,
      pipeline_id: null,
      stage_id: 3,
    });
    assert.deepEqual([stageId, 'workflowId' in others, 'pipelineId' in others], [3, false, false]);
  });

  it('is refused by the name of what is wrong', () => {
    const wrong: readonly (readonly [object, string])[] = [
      [{ event_type: 'on_deadline_missed' }, 'event_type'],
      [{ event_type: null }, 'event_type'],
      [{ handler: '' }, 'handler'],
      [{ handler: 5 }, 'handler'],
      [{ handler: 'a'.repeat(192) }, 'handler'],
      [{ parameters: '{}' }, 'parameters'],
      [{ parameters: [] }, 'parameters'],
      [{ parameters: null }, 'parameters'],
      [{ parameters: { a: 'x'.repeat(16 * 1024) } }, 'parameters'],
      [{ parameters: { a: 'ب'.repeat(9 * 1024) } }, 'parameters'],
      [{ parameters: { a: Number.NaN } }, 'parameters.a'],
      [{ parameters: { a: '\ud800' } }, 'parameters.a'],
      [{ order: 0 }, 'order'],
      [{ order: '1' }, 'order'],
      [{ order: 1_000_001 }, 'order'],
      [{ is_active: 'true' }, 'is_active'],
      [{ execution: 'later' }, 'execution'],
      [{ execution: 'inline', failure_policy: 'ignore' }, 'failure_policy'],
      [{ condition: 'object.amount >' }, 'condition'],
      [{ condition: '' }, 'condition'],
      [{ condition: 'object.title == "\0"' }, 'condition'],
      [{ workflow_id: '1' }, 'workflow_id'],
      [{ event: 'after_approve' }, 'event'],
      [{ nonsense: 1 }, 'nonsense'],
    ];
    for (const [more, path] of wrong) {
      assert.deepEqual(Object.keys(refused({ ...ACTION, ...more })), [path], JSON.stringify(more));
    }
    assert.deepEqual(refused({}), { event_type: 'is required', handler: 'is required' });
    assert.deepEqual(refused([]), { '': 'must be an object' });
    assert.deepEqual(refused(undefined), { '': 'is required' });
  });

  it('may not nest its parameters without end', () => {
    let parameters: object = {};
    for (let level = 0; level < 20; level += 1) parameters = { a: parameters };
    assert.match(Object.values(refused({ ...ACTION, parameters })).join(), /nested too deeply/);
  });

  it('is the same action when it is written by code and read again', () => {
    const action = fc.record({
      event: fc.constantFrom(...ACTION_EVENTS),
      handler: fc.string({ minLength: 1, maxLength: 191, unit: fc.constantFrom('a', 'B', '/', '.', '_') }),
      parameters: fc.dictionary(fc.constantFrom('a_b', 'aB', 'c'), fc.jsonValue({ maxDepth: 3 }), {
        noNullPrototype: true,
      }),
      order: fc.integer({ min: 1, max: 1_000_000 }),
      isActive: fc.boolean(),
      execution: fc.constantFrom(...ACTION_EXECUTIONS),
      condition: fc.constantFrom(null, 'true', 'object.amount > 1'),
    });
    fc.assert(
      fc.property(action, (given) => {
        const parsed = parseNewAction(toWireAction(given));
        const failurePolicy = given.execution === 'inline' ? 'continue' : null;
        assert.deepEqual(parsed, { ...given, failurePolicy });
        assert.deepEqual(parseNewAction(toWireAction(parsed)), parsed);
      }),
    );
  });
});

describe('an edit of an action', () => {
  it('changes what it says, and leaves the rest', () => {
    const change = parseActionChange({ event_type: 'AFTER_REJECT', is_active: false, order: undefined });
    assert.deepEqual(change, { event: 'after_reject', isActive: false });
    assert.deepEqual(changeAction(STORED, change), { ...STORED, event: 'after_reject', isActive: false });
    assert.deepEqual(parseActionChange({ parameters: {}, condition: null }), {
      parameters: {},
      condition: null,
    });
  });

  it('replaces the parameters whole', () => {
    const { parameters } = changeAction(STORED, parseActionChange({ parameters: { to: 'cfo' } }));
    assert.deepEqual(parameters, { to: 'cfo' });
  });

  it('gives a failure policy to what becomes inline, and takes it from what no longer is', () => {
    const inline = changeAction(STORED, parseActionChange({ execution: 'inline' }));
    assert.deepEqual([inline.execution, inline.failurePolicy], ['inline', 'continue']);
    const later = changeAction(INLINE, parseActionChange({ execution: 'after_commit' }));
    assert.deepEqual([later.execution, later.failurePolicy], ['after_commit', null]);
  });

  it('keeps, changes and resets the failure policy of what is inline', () => {
    assert.equal(changeAction(INLINE, { order: 5 }).failurePolicy, 'stop');
    assert.equal(changeAction(INLINE, { execution: 'inline' }).failurePolicy, 'stop');
    assert.equal(changeAction(INLINE, { failurePolicy: 'raise' }).failurePolicy, 'raise');
    assert.equal(changeAction(INLINE, { failurePolicy: null }).failurePolicy, 'continue');
  });

  it('refuses a failure policy that would change nothing', () => {
    for (const [stored, change] of [
      [STORED, { failurePolicy: 'stop' }],
      [INLINE, { failurePolicy: 'stop', execution: 'after_commit' }],
    ] as const) {
      const refusal = thrownBy(() => changeAction(stored, change));
      assert.equal(refusal.code, 'INVALID_DEFINITION');
      assert.deepEqual(pathsOf(refusal), ['failure_policy']);
    }
  });

  it('does not move an action elsewhere', () => {
    for (const place of ['workflow_id', 'pipeline_id', 'stage_id', 'id']) {
      assert.deepEqual(pathsOf(thrownBy(() => parseActionChange({ [place]: 1 }))), [place]);
    }
  });
});
