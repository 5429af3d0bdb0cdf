import assert from 'node:assert/strict';
import type { ValidationResult } from 'joi';
import type { ReplaceRequest } from '../../lib/commands/replace.js';
import type { DelegationChange } from '../../lib/commands/delegations/update-delegation.js';
import type { WorkflowInput } from '../../lib/commands/definitions/workflows.js';
import { byActorOrSystem } from '../../lib/contract/call.js';
import { delegationChange } from '../../lib/contract/delegations.js';
import type { CodeInput } from '../../lib/contract/in-code.js';
import { codeInput, readInCode } from '../../lib/contract/in-code.js';
import type { ObjectInput } from '../../lib/contract/object.js';
import { object } from '../../lib/contract/object.js';
import { replacement } from '../../lib/contract/steps.js';
import { newWorkflow } from '../../lib/contract/workflows.js';
import { JOI_OPTIONS } from '../../lib/definition/joi-errors.js';
import { WorkflowError } from '../../lib/errors.js';

/** Where something is wrong, or what is made of it where nothing is. */
type Judgement = { readonly paths: readonly string[] } | { readonly value: unknown };

function inCode(input: CodeInput, given: unknown): Judgement {
  try {
    return { value: readInCode<object>(input, given as object, { caller: 'test' }) };
  } catch (error) {
    assert(error instanceof WorkflowError, String(error));
    return { paths: error.errors.map(({ path }) => path) };
  }
}

function onTheWire(input: ObjectInput<unknown>, given: unknown): Judgement {
  const result: ValidationResult<unknown> = input.schema().validate(given, JOI_OPTIONS);
  if (result.error === undefined) return { value: input.parse(result.value, '') };
  return { paths: result.error.details.map(({ path }) => path.join('.')) };
}

/** Members that are called the same in code as on the wire, so that both can be asked the same. */
const SHARED: readonly (readonly [string, unknown])[] = [
  ['reason', 'On leave'],
  ['reason', ''],
  ['reason', null],
  ['reason', 7],
  ['reason', {}],
  ['reason', 'x'.repeat(10_000)],
  ['reason', 'x'.repeat(10_001)],
  ['reason', 'a\u0000b'],
  ['reason', 'a\ud800b'],
  ['key', ''],
  ['key', 'k'.repeat(191)],
  ['key', 'k'.repeat(192)],
  ['key', 5],
  ['status', 'ACTIVE'],
  ['status', 'gone'],
  ['pipelines', 'many'],
  ['pipelines', [7]],
];

const { key, status, pipelines } = newWorkflow.members;
const SOME = { key, status, pipelines };
const WORKFLOW = codeInput<Pick<WorkflowInput, keyof typeof SOME>>()(SOME);
const CHANGE = codeInput<DelegationChange>()(delegationChange.members);

describe('What code gives', () => {
  it('is judged as what the wire carries is', () => {
    for (const [name, value] of SHARED) {
      const [code, wire] =
        name === 'reason' ? [CHANGE, delegationChange] : ([WORKFLOW, object(null, SOME)] as const);
      const given = { [name]: value };
      assert.deepEqual(inCode(code, given), onTheWire(wire, given), JSON.stringify(given));
    }
  });

  it('is given as it is meant: a time is a Date, and text does not spell a number', () => {
    const now = new Date();
    assert.deepEqual(inCode(CHANGE, { endsAt: now, workflowId: 3 }), {
      value: { endsAt: now, workflowId: 3 },
    });
    assert.deepEqual(inCode(CHANGE, { endsAt: null, workflowId: null }), {
      value: { endsAt: null, workflowId: null },
    });
    for (const [name, wrong] of [
      ['endsAt', now.toISOString()],
      ['endsAt', new Date(Number.NaN)],
      ['startsAt', null],
      ['workflowId', '3'],
      ['workflowId', 3.5],
      ['userId', {}],
      ['userId', ''],
    ] as const) {
      assert.deepEqual(inCode(CHANGE, { [name]: wrong }), { paths: [name] }, name);
    }
  });

  it('names what it does not know by its own spelling, and says what was meant', () => {
    const input = codeInput<Omit<ReplaceRequest, 'assignmentId'>>()({
      ...byActorOrSystem,
      ...replacement.members,
    });
    assert.deepEqual(inCode(input, { actor: null, user_id: 3 }), { paths: ['user_id'] });
    assert.throws(
      () => readInCode(input, { actor: null, user_id: 3 }, { caller: 'replace' }),
      /did you mean "userId"/,
    );
    assert.deepEqual(inCode(input, { actor: {} }), { paths: ['actor', 'userId'] });
    assert.throws(
      () => readInCode(input, { userId: 3 }, { caller: 'replace' }),
      /^WorkflowError: replace: actor must be who acts, such as \{ id: 1 \}, or null for the system\.$/,
    );
  });

  it('is left as it was', () => {
    const given = Object.freeze({ status: 'ACTIVE', pipelines: Object.freeze([]) });
    assert.deepEqual(inCode(WORKFLOW, given), { value: { status: 'active', pipelines: [] } });
  });
});
