import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseApprovals, presentApproval } from '../../lib/definition/approval-schema.js';
import type { ApprovalSettings } from '../../lib/definition/types.js';
import { approvalSettings } from './arbitrary-definitions.js';
import { pathsOf, thrownBy } from './thrown.js';

const PATH = 'stage_info.approvals';

function parseOne(approval: Record<string, unknown>): ApprovalSettings {
  const [parsed] = parseApprovals([approval], PATH);
  assert(parsed !== undefined);
  return parsed.settings;
}

function errorsOf(approval: unknown): Record<string, string> {
  const { code, errors } = thrownBy(() => parseApprovals([approval], PATH));
  assert.equal(code, 'INVALID_DEFINITION');
  return Object.fromEntries(errors.map(({ path, message }) => [path.replace(`${PATH}.0.`, ''), message]));
}

/** What every approval is that does not say otherwise. */
const DEFAULTS = {
  stepApprovalType: 'approve',
  onNoApprover: 'fail',
  onInactiveApprover: 'reassign',
  allowDelegation: true,
  delegateScope: 'company',
} as const;

const BY_USER = { approval_type: 'user', approval_user: 4 };
const BY_ROLE = { approval_type: 'role', user_role: 'manager' };
const IN_TURN = { ...BY_ROLE, role_selection_strategy: 'round_robin' };

describe('approvals on the wire', () => {
  it('seat the requester with type self, who may then approve', () => {
    const settings = { ...DEFAULTS, approvalType: 'self', allowSelfApproval: true };
    assert.deepEqual(parseOne({ approval_type: 'self' }), settings);
    assert.deepEqual(parseOne({ approval_type: 'self-approved' }), settings);
    assert.deepEqual(parseOne({ approval_type: 'SELF_APPROVED', allow_self_approval: true }), settings);
  });

  it('name a user, and allow no self-approval unless told to', () => {
    const settings = { ...DEFAULTS, approvalType: 'user', approvalUser: 4 };
    assert.deepEqual(parseOne(BY_USER), { ...settings, allowSelfApproval: false });
    assert.deepEqual(parseOne({ ...BY_USER, allow_self_approval: true }), {
      ...settings,
      allowSelfApproval: true,
    });
  });

  it('name a role, any one of whose members may approve unless told otherwise', () => {
    assert.deepEqual(parseOne(BY_ROLE), {
      ...DEFAULTS,
      approvalType: 'role',
      userRole: 'manager',
      roleSelectionStrategy: 'anyone',
      allowSelfApproval: false,
    });
  });

  it('accept enum values in any case', () => {
    assert.deepEqual(
      parseOne({
        approval_type: 'ROLE',
        user_role: 7,
        role_selection_strategy: 'Round_Robin',
        step_approval_type: 'SUBMIT',
        required_form: 2,
      }),
      {
        ...DEFAULTS,
        approvalType: 'role',
        userRole: 7,
        roleSelectionStrategy: 'round_robin',
        stepApprovalType: 'submit',
        requiredForm: 2,
        allowSelfApproval: false,
      },
    );
  });

  it('keep the id that names a stored approval', () => {
    const parsed = parseApprovals([{ ...BY_USER, id: 12 }, BY_USER, { ...BY_USER, id: null }], PATH);
    assert.deepEqual(
      parsed.map((approval) => approval.id),
      [12, undefined, undefined],
    );
    assert(parsed.every(({ settings }) => !('id' in settings)));
  });

  it('may be none at all', () => {
    assert.deepEqual(parseApprovals([], PATH), []);
  });

  it('may ask for a form where they only approve', () => {
    assert.equal(parseOne({ ...BY_USER, required_form: 2 }).requiredForm, 2);
  });

  it('take one reminder for a list of one', () => {
    const { reminderHoursBefore } = parseOne({ ...BY_USER, due_hours: 8, reminder_hours_before: 2 });
    assert.deepEqual(reminderHoursBefore, [2]);
  });

  it('treat null as left out', () => {
    const nulls = { approval_user: null, required_form: null, reassign_after_hours: null };
    const more = { step_approval_type: null, role_selection_strategy: null, allow_self_approval: null };
    assert.deepEqual(parseOne({ ...BY_ROLE, ...nulls, ...more }), parseOne(BY_ROLE));
    assert.deepEqual(errorsOf({ approval_type: null }), { approval_type: 'is required' });
  });

  describe('are refused', () => {
    it('when what the type needs is missing', () => {
      assert.deepEqual(errorsOf({}), { approval_type: 'is required' });
      assert.deepEqual(errorsOf({ approval_type: 'user' }), { approval_user: 'is required' });
      assert.deepEqual(errorsOf({ approval_type: 'role' }), { user_role: 'is required' });
      assert.deepEqual(errorsOf({ ...BY_USER, step_approval_type: 'submit' }), {
        required_form: 'is required where step_approval_type is submit',
      });
      const refusing = { ...BY_USER, due_hours: 8, timeout_action: 'escalate', late_decision: 'refuse' };
      assert.deepEqual(errorsOf(refusing), { last_resort: 'is required where late_decision is refuse' });
      assert.deepEqual(errorsOf({ ...BY_USER, due_hours: 8, timeout_action: 'delegate' }), {
        timeout_user: 'is required',
      });
      assert.deepEqual(errorsOf({ approval_type: 'assigned' }), { assigned_field: 'is required' });
      for (const [strategy, option] of [
        ['quorum', 'quorum_count'],
        ['percentage', 'percentage_required'],
      ] as const) {
        const approval = { ...BY_ROLE, role_selection_strategy: strategy };
        assert.deepEqual(errorsOf(approval), { [option]: 'is required' });
      }
      const chain = { approval_type: 'role', role_selection_strategy: 'hierarchy_chain' };
      assert.deepEqual(errorsOf(chain), { hierarchy_levels: 'is required' });
    });

    it('when an option would change nothing', () => {
      assert.deepEqual(errorsOf({ ...BY_USER, user_role: 'manager' }), {
        user_role: 'applies only where approval_type is role',
      });
      assert.deepEqual(errorsOf({ ...BY_ROLE, approval_user: 4 }), {
        approval_user: 'applies only where approval_type is user',
      });
      assert.deepEqual(errorsOf({ ...BY_USER, role_selection_strategy: 'anyone' }), {
        role_selection_strategy: 'applies only where approval_type is role',
      });
      assert.deepEqual(errorsOf({ ...BY_ROLE, reassign_after_hours: 4 }), {
        reassign_after_hours: 'applies only where role_selection_strategy is round_robin',
      });
      assert.deepEqual(errorsOf({ ...BY_ROLE, quorum_count: 2 }), {
        quorum_count: 'applies only where role_selection_strategy is quorum',
      });
      assert.deepEqual(errorsOf({ ...BY_ROLE, role_selection_strategy: 'consensus', reject_at: 2 }), {
        reject_at: 'applies only where role_selection_strategy is anyone, quorum, majority, or percentage',
      });
      assert.deepEqual(errorsOf({ ...BY_ROLE, role_selection_strategy: 'supervisor' }), {
        user_role:
          'does not apply where role_selection_strategy is supervisor, hierarchy_up, or hierarchy_chain',
      });
      assert.deepEqual(errorsOf({ ...BY_ROLE, assigned_field: 'owner' }), {
        assigned_field: 'applies only where approval_type is assigned',
      });
      assert.deepEqual(errorsOf({ ...BY_ROLE, step_approval_type: 'move', required_form: 2 }), {
        required_form: 'does not apply where step_approval_type is move',
      });
      assert.deepEqual(errorsOf({ ...BY_USER, reminder_hours_before: 2, timeout_action: 'approve' }), {
        reminder_hours_before: 'applies only where due_hours is given',
        timeout_action: 'applies only where due_hours is given',
      });
      const due = { ...BY_USER, due_hours: 8 };
      assert.deepEqual(errorsOf({ ...due, last_resort: 'approve', late_decision: 'refuse' }), {
        last_resort: 'applies only where timeout_action is escalate or delegate',
        late_decision: 'applies only where timeout_action is given',
      });
      assert.deepEqual(errorsOf({ ...due, timeout_action: 'reject', max_escalation_level: 2 }), {
        max_escalation_level: 'applies only where timeout_action is escalate',
      });
      assert.deepEqual(errorsOf({ approval_type: 'self', allow_self_approval: false }), {
        allow_self_approval: 'must be true where approval_type is self',
      });
    });

    it('when a reminder would not come before the deadline, or twice', () => {
      for (const [reminders, path, message] of [
        [8, 'reminder_hours_before', 'must be less than due_hours'],
        [[2, 9], 'reminder_hours_before', 'must be less than due_hours'],
        [[2, 2], 'reminder_hours_before.1', 'is there twice'],
        [[0], 'reminder_hours_before.0', 'must be greater than 0'],
      ] as const) {
        const approval = { ...BY_USER, due_hours: 8, reminder_hours_before: reminders };
        assert.deepEqual(errorsOf(approval), { [path]: message });
      }
      const unclear = { ...BY_USER, due_hours: 'soon', reminder_hours_before: 2 };
      assert.deepEqual(errorsOf(unclear), { due_hours: 'must be a number' });
    });

    it('when an option is not known, by its name', () => {
      assert.deepEqual(errorsOf({ ...BY_USER, aproval_user: 4 }), { aproval_user: 'is not a known option' });
      assert.deepEqual(errorsOf({ ...BY_USER, approvalUser: 4 }), { approvalUser: 'is not a known option' });
    });

    it('when a key would change the prototype', () => {
      const approval: unknown = JSON.parse('{ "approval_type": "self", "__proto__": {} }');
      assert.deepEqual(pathsOf(thrownBy(() => parseApprovals([approval], PATH))), [`${PATH}.0.__proto__`]);
    });

    it('when a word is not one of those that there are', () => {
      assert.deepEqual(errorsOf({ approval_type: 'boss' }), {
        approval_type: 'must be one of: self, user, role, team_head, department_head, assigned',
      });
      assert.deepEqual(errorsOf({ ...BY_ROLE, role_selection_strategy: 'by dice' }), {
        role_selection_strategy: 'must be the name of a strategy',
      });
      assert.deepEqual(errorsOf({ ...BY_USER, step_approval_type: 7 }), {
        step_approval_type: 'must be one of: approve, submit, check_in_verify, move',
      });
      assert.deepEqual(errorsOf({ ...BY_USER, on_inactive_approver: 'wait' }), {
        on_inactive_approver: 'must be one of: reassign, skip, fail',
      });
      assert.deepEqual(errorsOf({ ...BY_USER, delegate_scope: 'planet' }), {
        delegate_scope: 'must be one of: company, role, department',
      });
      for (const policy of ['wait', {}, { user: 1, role: 2 }, { boss: 1 }, 5, { user: 1.5 }]) {
        const { errors } = thrownBy(() => parseApprovals([{ ...BY_USER, on_no_approver: policy }], PATH));
        assert.match(errors[0]?.path ?? '', /approvals\.0\.on_no_approver/, JSON.stringify(policy));
      }
    });

    it('when the id of a user or role cannot be one', () => {
      for (const [user, message] of [
        ['', 'must not be empty'],
        ['a\0b', 'must not hold a NUL character'],
        ['x'.repeat(192), 'must be at most 191 characters long'],
        ['\udc00', 'must be valid Unicode text'],
        [1.5, 'must be a whole number'],
        [2 ** 53, 'is too large a number'],
        [true, 'must be a whole number or text'],
        [[4], 'must be a whole number or text'],
      ]) {
        const { errors } = thrownBy(() => parseApprovals([{ ...BY_USER, approval_user: user }], PATH));
        assert.deepEqual(errors, [{ path: `${PATH}.0.approval_user`, message }]);
      }
    });

    it('when a number or a flag is given as text', () => {
      assert.deepEqual(errorsOf({ ...IN_TURN, reassign_after_hours: '4' }), {
        reassign_after_hours: 'must be a number',
      });
      assert.deepEqual(errorsOf({ ...BY_USER, allow_self_approval: 'true' }), {
        allow_self_approval: 'must be true or false',
      });
      assert.deepEqual(errorsOf({ ...BY_USER, step_approval_type: 'submit', required_form: '2' }), {
        required_form: 'must be a number',
      });
    });

    it('when the hours are none, or more than a year', () => {
      assert.deepEqual(errorsOf({ ...IN_TURN, reassign_after_hours: 0 }), {
        reassign_after_hours: 'must be greater than 0',
      });
      assert.deepEqual(errorsOf({ ...IN_TURN, reassign_after_hours: 8760.5 }), {
        reassign_after_hours: 'must be at most 8760',
      });
    });

    it('when they are not a list of objects', () => {
      const refused = (value: unknown) => thrownBy(() => parseApprovals(value, PATH)).errors;
      assert.deepEqual(refused(undefined), [{ path: PATH, message: 'is required' }]);
      assert.deepEqual(refused(null), [{ path: PATH, message: 'must be a list' }]);
      assert.deepEqual(refused({}), [{ path: PATH, message: 'must be a list' }]);
      assert.deepEqual(refused(['user', null]), [
        { path: `${PATH}.0`, message: 'must be an object' },
        { path: `${PATH}.1`, message: 'must be an object' },
      ]);
    });

    it('when there are more than fifty', () => {
      const fifty = Array.from({ length: 50 }, () => BY_USER);
      assert.equal(parseApprovals(fifty, PATH).length, 50);
      const { errors } = thrownBy(() => parseApprovals([...fifty, BY_USER], PATH));
      assert.deepEqual(errors, [{ path: PATH, message: 'must hold at most 50 entries' }]);
    });

    it('when an id is given twice, or is none', () => {
      const twice = thrownBy(() =>
        parseApprovals(
          [
            { ...BY_USER, id: 3 },
            { ...BY_USER, id: 3 },
          ],
          PATH,
        ),
      );
      assert.deepEqual(twice.errors, [
        { path: `${PATH}.1`, message: 'repeats the id of an earlier approval' },
      ]);
      assert.deepEqual(errorsOf({ ...BY_USER, id: 0 }), { id: 'must be greater than 0' });
      assert.deepEqual(errorsOf({ ...BY_USER, id: '3' }), { id: 'must be a number' });
    });

    it('with all that is wrong, and a sentence that says the first of it', () => {
      const error = thrownBy(() =>
        parseApprovals([{ approval_type: 'role' }, { approval_type: 'user', x: 1 }], PATH),
      );
      assert.deepEqual(pathsOf(error), [`${PATH}.0.user_role`, `${PATH}.1.approval_user`, `${PATH}.1.x`]);
      assert.match(
        error.message,
        /^The approvals are not valid: stage_info\.approvals\.0\.user_role is required; /,
      );
    });

    it('with at most a hundred errors', () => {
      const unknown = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`option_${index}`, 1]));
      const error = thrownBy(() => parseApprovals([{ ...BY_USER, ...unknown }], PATH));
      assert.equal(error.errors.length, 100);
      assert.match(error.message, /; and 97 more\.$/);
    });
  });

  it('show only the options that apply', () => {
    assert.deepEqual(presentApproval({ id: 3, ...parseOne({ ...IN_TURN, reassign_after_hours: 0.5 }) }), {
      id: 3,
      approval_type: 'role',
      user_role: 'manager',
      role_selection_strategy: 'round_robin',
      step_approval_type: 'approve',
      allow_self_approval: false,
      on_no_approver: 'fail',
      on_inactive_approver: 'reassign',
      allow_delegation: true,
      delegate_scope: 'company',
      reassign_after_hours: 0.5,
    });
  });

  it('read back what they show', () => {
    fc.assert(
      fc.property(approvalSettings, fc.integer({ min: 1 }), (settings, id) => {
        assert.deepEqual(parseApprovals([presentApproval({ ...settings, id })], PATH), [{ settings, id }]);
      }),
    );
  });

  it('are refused or read, but nothing else, whatever JSON they are', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue())), (value) => {
        try {
          parseApprovals(value, PATH);
        } catch {
          assert.equal(thrownBy(() => parseApprovals(value, PATH)).code, 'INVALID_DEFINITION');
        }
      }),
    );
  });
});
