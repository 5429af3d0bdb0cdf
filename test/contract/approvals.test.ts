import assert from 'node:assert/strict';
import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { approval, approvalInputs } from '../../lib/contract/approvals.js';
import type { JsonSchema, NamedSchemas } from '../../lib/contract/field.js';
import { APPROVAL_OPTIONS } from '../../lib/definition/approval-options.js';
import { parseApprovals, presentApproval } from '../../lib/definition/approval-schema.js';
import { APPROVAL_TYPES, BUILT_IN_STRATEGIES } from '../../lib/definition/types.js';
import { wireKey } from '../../lib/definition/wire-keys.js';
import { approvalSettings } from '../definition/arbitrary-definitions.js';
import { runs, seed } from '../support/lane.js';

const RUNS = runs(4000);
const SEED = seed();

const BY_USER = { approval_type: 'user', approval_user: 4 };
const BY_ROLE = { approval_type: 'role', user_role: 1 };
const DUE = { ...BY_USER, due_hours: 8 };

type WireApproval = Readonly<Record<string, unknown>>;

const HOST_IDS = [7, -1, 'u-1', '', 1.5, 2 ** 53, 'x'.repeat(189), 'x'.repeat(192), 'a\0', true, {}, [1]];
const COUNTS = [1, 2, 20, 21, 0, -1, 1.5, '2', 2 ** 53];
const HOURS = [0.5, 8, 24, 8760, 8761, 0, -1, '8', [8]];
const FLAGS = [true, false, 'true', 0];

/** Values that are right for an option somewhere, and others that never are. */
const POOLS: WireApproval & Readonly<Record<string, readonly unknown[]>> = {
  id: [1, 2, 0, 1.5, '1', 2 ** 53],
  approval_type: [...APPROVAL_TYPES, 'dog', 5],
  approval_user: HOST_IDS,
  user_role: HOST_IDS,
  assigned_field: ['managerId', '', 'x'.repeat(192), 5],
  role_selection_strategy: [...BUILT_IN_STRATEGIES, 'of_the_host', '1st', 'x'.repeat(33), 5],
  quorum_count: COUNTS,
  percentage_required: [0.5, 50, 100, 101, 0, '50'],
  hierarchy_levels: COUNTS,
  reject_at: COUNTS,
  step_approval_type: ['approve', 'submit', 'check_in_verify', 'move', 'dance', true],
  required_form: COUNTS,
  reassign_after_hours: HOURS,
  allow_self_approval: FLAGS,
  parallel_group: ['a', '', 'x'.repeat(64), 'x'.repeat(65), 1],
  condition: ['object.amount >= 1000', '', 'a'.repeat(2001), true],
  on_no_approver: [
    'fail',
    'skip',
    { user: 1 },
    { role: 'a' },
    {},
    { user: 1, role: 2 },
    { user: null },
    'ask',
  ],
  on_inactive_approver: ['reassign', 'skip', 'fail', 'ask'],
  allow_delegation: FLAGS,
  delegate_scope: ['company', 'role', 'department', 'world'],
  due_hours: HOURS,
  reminder_hours_before: [0.25, [0.25], [0.25, 0.1], [0.25, 0.25], [], [0], ['1'], '1', [[0.25]], 8761],
  timeout_action: ['escalate', 'delegate', 'approve', 'reject', 'wait'],
  timeout_user: HOST_IDS,
  max_escalation_level: COUNTS,
  last_resort: ['approve', 'reject', 'wait'],
  late_decision: ['allow', 'refuse', 'wait'],
  vote: [1],
};

/** A change of one option: left out, said to be nothing, or another value. */
const change = fc.constantFrom(...Object.entries(POOLS)).chain(([key, pool]) =>
  fc.record({
    key: fc.constant(key),
    value: fc.oneof(fc.constantFrom(undefined, null), fc.constantFrom(...pool)),
  }),
);

/** Options of deadlines, which the approvals of the other tests do not have. */
const deadline = fc.oneof(
  fc.constant({}),
  fc.constant({ due_hours: 8, reminder_hours_before: [1, 0.5] }),
  fc.constant({ due_hours: 8, timeout_action: 'escalate', max_escalation_level: 2 }),
  fc.constant({ due_hours: 8, timeout_action: 'delegate', timeout_user: 4, last_resort: 'approve' }),
  fc.constant({ due_hours: 8, timeout_action: 'approve', late_decision: 'refuse', last_resort: null }),
  fc.constant({
    due_hours: 8,
    timeout_action: 'escalate',
    late_decision: 'refuse',
    last_resort: 'reject',
  }),
);

/** An approval that is right, but for some options that were changed. */
const wireApproval: fc.Arbitrary<WireApproval> = fc
  .tuple(approvalSettings, deadline, fc.array(change, { maxLength: 3 }))
  .map(([settings, due, changes]) => {
    const changed = Object.fromEntries(changes.map(({ key, value }) => [key, value]));
    return withoutUndefined({ ...presentApproval({ ...settings, id: 1 }), ...due, ...changed });
  });

describe('The JSON Schema of approvals', () => {
  const isInput = compile((schemas) => approvalInputs.json(schemas));
  const isShown = compile((schemas) => approval.json(schemas));

  it('accepts what the parser accepts, and refuses what it refuses', () => {
    const counts = { accepted: 0, refused: 0 };
    const property = fc.property(wireApproval, (one) => {
      fc.pre(!remindsTooEarly(one));
      const isAccepted = accepts([one]);
      counts[isAccepted ? 'accepted' : 'refused'] += 1;
      assert.equal(isInput([one]), isAccepted, JSON.stringify(isInput.errors));
    });
    fc.assert(property, { numRuns: RUNS, seed: SEED });
    assert.ok(Math.min(counts.accepted, counts.refused) > RUNS / 10, JSON.stringify(counts));
  });

  it('agrees about every value of every option, alone and beside every type of approval', () => {
    const others = [
      BY_USER,
      BY_ROLE,
      DUE,
      { ...DUE, timeout_action: 'escalate' },
      { ...DUE, timeout_action: 'delegate', timeout_user: 5 },
      ...APPROVAL_TYPES.map((type) => ({ approval_type: type })),
      ...BUILT_IN_STRATEGIES.map((strategy) => ({ ...BY_ROLE, role_selection_strategy: strategy })),
    ];
    for (const [key, pool] of Object.entries(POOLS)) {
      for (const other of others) {
        for (const value of [...pool, null]) {
          const one = { ...other, [key]: value };
          assert.equal(isInput([one]), accepts([one]), JSON.stringify(one));
        }
      }
    }
    const options = Object.keys(APPROVAL_OPTIONS).map(wireKey);
    assert.deepEqual(
      options.filter((key) => POOLS[key] === undefined),
      [],
    );
  });

  it('agrees about whole lists', () => {
    const fifty = Array.from({ length: 50 }, () => BY_USER);
    for (const value of [[], fifty, [...fifty, BY_USER], null, {}, 'all', [null], [[]], ['x']]) {
      assert.equal(isInput(value), accepts(value), JSON.stringify(value));
    }
  });

  describe('cannot say, but in words,', () => {
    const refusals: Readonly<Record<string, readonly WireApproval[]>> = {
      'that a reminder comes before it is due': [{ ...DUE, reminder_hours_before: [8] }],
      'that no two approvals have one id': [
        { ...BY_USER, id: 1 },
        { ...BY_USER, id: 1 },
      ],
      'what is an expression': [{ ...BY_USER, condition: '1 +' }],
      'how long a role is as JSON text': [{ ...BY_ROLE, user_role: '"'.repeat(100) }],
      'that length is counted in units of UTF-16': [{ ...BY_USER, parallel_group: '😀'.repeat(33) }],
    };
    for (const [title, approvals] of Object.entries(refusals)) {
      it(title, () => assert.deepEqual([isInput(approvals), accepts(approvals)], [true, false]));
    }

    const acceptances: Readonly<Record<string, WireApproval>> = {
      'that words may be in any case': { ...BY_ROLE, step_approval_type: 'Move' },
      'that strategies may be, too': { ...BY_ROLE, role_selection_strategy: 'Round_Robin' },
      'how earlier clients spell an approval by the requester': { approval_type: 'self_approved' },
    };
    for (const [title, one] of Object.entries(acceptances)) {
      it(title, () => assert.deepEqual([isInput([one]), accepts([one])], [false, true]));
    }
  });

  it('of answers accepts every approval as it is shown, and none that lacks a default', () => {
    const property = fc.property(wireApproval, (one) => {
      fc.pre(!remindsTooEarly(one) && accepts([one]));
      const [{ settings } = assert.fail()] = parseApprovals([one], 'approvals');
      const shown = approval.render({ ...settings, id: 1 }, { languages: [] }) as WireApproval;
      assert.ok(isShown(shown), JSON.stringify(isShown.errors));
      for (const [name, { default: filledIn }] of Object.entries(APPROVAL_OPTIONS)) {
        const { [wireKey(name)]: value, ...others } = shown;
        if (value !== undefined && filledIn !== undefined) assert.ok(!isShown(others), name);
      }
    });
    fc.assert(property, { numRuns: Math.ceil(RUNS / 4), seed: SEED });
  });
});

/** Compiles a schema together with those that it refers to. */
function compile(describeIn: (schemas: NamedSchemas) => JsonSchema): ValidateFunction {
  const definitions: Record<string, JsonSchema> = {};
  const root = describeIn({
    refer: (name, make) => {
      definitions[name] ??= make();
      return { $ref: `#/$defs/${name}` };
    },
  });
  return new Ajv2020({ strict: false }).compile({ ...root, $defs: definitions });
}

function accepts(value: unknown): boolean {
  try {
    parseApprovals(value, 'approvals');
    return true;
  } catch {
    return false;
  }
}

/** Whether a reminder is no sooner due than its step, which only the parser can tell. */
function remindsTooEarly({ due_hours: due, reminder_hours_before: before }: WireApproval): boolean {
  return (
    typeof due === 'number' && [before].flat().some((hours) => typeof hours === 'number' && hours >= due)
  );
}

function withoutUndefined(value: WireApproval): WireApproval {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}
