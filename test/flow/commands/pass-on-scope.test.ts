import assert from 'node:assert/strict';
import { anyone, managers, user } from '../support/approvals.js';
import { codeOf, Journey, refusalOf } from '../support/journey.js';
import { People } from '../support/people.js';

describe('The scope of a delegation', () => {
  let people: People;

  beforeEach(() => {
    people = new People().role('board', 'ann', 'bob').add('dan', 'eve', 'req');
    for (const id of ['ann', 'dan']) people.setDepartment(id, 'sales');
  });

  it('is the company, where the approval does not say otherwise', () => {
    const journey = Journey.begun([[user('ann')]], { people });
    journey.delegate('ann', 'eve');
    assert.deepEqual(journey.holders, ['eve']);
  });

  it('may be the role', () => {
    people.role('board', 'ann', 'bob', 'cid').setActive('cid', false);
    const journey = Journey.begun([[anyone('board', { delegateScope: 'role' })]], { people });
    people.setActive('cid', true);
    const { code, status, errors } = refusalOf(() => journey.delegate('ann', 'dan'));
    assert.deepEqual(
      [code, status, errors[0]?.message],
      ['DELEGATE_OUT_OF_SCOPE', 422, 'is not in the role'],
    );
    journey.delegate('ann', 'cid');
    assert.deepEqual(journey.holders, ['bob', 'cid']);
  });

  it('is nobody where it is the role, and the approval has none', () => {
    people.setManager('req', 'ann');
    for (const approval of [
      user('ann', { delegateScope: 'role' }),
      managers('supervisor', 1, { delegateScope: 'role' }),
    ]) {
      const journey = Journey.begun([[approval]], { people });
      assert.equal(
        codeOf(() => journey.delegate('ann', 'bob')),
        'DELEGATE_OUT_OF_SCOPE',
      );
    }
  });

  it("may be the department of the seat's holder", () => {
    const journey = Journey.begun([[user('ann', { delegateScope: 'department' })]], { people });
    assert.equal(
      codeOf(() => journey.delegate('ann', 'eve')),
      'DELEGATE_OUT_OF_SCOPE',
    );
    journey.delegate('ann', 'dan');
    people.setDepartment('dan', 'legal');
    people.setDepartment('eve', 'legal');
    journey.delegate('dan', 'eve');
    assert.deepEqual(journey.holders, ['eve']);
  });

  it('is nobody where the holder has no department, though the other has none either', () => {
    const journey = Journey.begun([[user('bob', { delegateScope: 'department' })]], { people });
    assert.equal(
      codeOf(() => journey.delegate('bob', 'eve')),
      'DELEGATE_OUT_OF_SCOPE',
    );
  });

  it('does not bind an escalation: a manager is where a manager is', () => {
    people.setManager('ann', 'eve');
    const narrow = { delegateScope: 'department', allowDelegation: false } as const;
    const journey = Journey.begun([[user('ann', narrow)]], { people });
    journey.escalate('ann');
    assert.deepEqual(journey.holders, ['eve']);
  });

  it('leaves an escalation refused to a manager with a vote of their own', () => {
    people.setManager('ann', 'bob');
    const journey = Journey.begun([[anyone('board')]], { people });
    assert.equal(
      codeOf(() => journey.escalate('ann')),
      'ALREADY_SEATED',
    );
  });
});
