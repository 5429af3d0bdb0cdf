import assert from 'node:assert/strict';
import {
  judgeActionChange,
  judgeNewAction,
  parseActionChange,
  parseNewAction,
} from '../../lib/definition/action-schema.js';
import { judgeApprovals, parseApprovals, readApprovals } from '../../lib/definition/approval-schema.js';
import { thrownBy } from './thrown.js';

const APPROVALS = [{ approval_type: 'user', approval_user: 4, id: 7 }, { approval_type: 'self' }];
const ACTION = { event_type: 'after_approve', handler: 'webhook', stage_id: 3 };

describe('What was read from the wire', () => {
  it('is as code writes it, and is not judged again', () => {
    const approvals = readApprovals(APPROVALS, 'approvals');
    assert.deepEqual(
      approvals.map(({ approvalType, id }) => [approvalType, id]),
      [
        ['user', 7],
        ['self', undefined],
      ],
    );
    assert.deepEqual(judgeApprovals(approvals, 'approvals'), parseApprovals(APPROVALS, 'approvals'));
    assert.equal(judgeApprovals(approvals, 'approvals'), judgeApprovals(approvals, 'approvals'));
    const action = parseNewAction(ACTION);
    assert.equal(judgeNewAction(action), action);
    const change = parseActionChange({ order: 2 });
    assert.equal(judgeActionChange(change), change);
  });

  it('is judged where code has made something else of it', () => {
    const approvals = readApprovals(APPROVALS, 'approvals').map((one) => ({ ...one, vote: 1 }));
    assert.equal(thrownBy(() => judgeApprovals(approvals, 'approvals')).code, 'INVALID_DEFINITION');
    const action = { ...parseNewAction(ACTION), event: 'never' };
    assert.equal(thrownBy(() => judgeNewAction(action)).code, 'INVALID_DEFINITION');
    const change = { ...parseActionChange({ order: 2 }), order: 0 };
    assert.equal(thrownBy(() => judgeActionChange(change)).code, 'INVALID_DEFINITION');
  });
});
