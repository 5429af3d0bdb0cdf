import assert from 'node:assert/strict';
import type { ApprovalSettings } from '../../../lib/definition/types.js';
import {
  anyone,
  assigned,
  consensus,
  departmentHead,
  managers,
  role,
  roundRobin,
  teamHead,
  user,
} from '../support/approvals.js';
import { codeOf, Journey } from '../support/journey.js';
import { People } from '../support/people.js';

/** Req requested it and Sam started it: neither may decide. */
describe('Whoever requested or started something', () => {
  let people: People;

  beforeEach(() => {
    people = new People().role('board', 'ann', 'req', 'sam').role('owners', 'req', 'sam').add('bob', 'cid');
    for (const id of ['req', 'sam']) {
      people.setManager(id, id === 'req' ? 'sam' : 'req');
      people.setTeamHead(id, 'req');
      people.setDepartment(id, 'sales');
    }
    people.setDepartmentHead('sales', 'sam');
  });

  function begun(approval: ApprovalSettings): Journey {
    const journey = new Journey([[approval]], { people });
    journey.world.object.assign('buyer', 'req');
    journey.attach({ actorId: 'sam' });
    return journey;
  }

  it('never sits as a member of a role, by whatever strategy', () => {
    for (const strategy of ['anyone', 'consensus', 'round_robin', 'random', 'majority']) {
      assert.deepEqual(begun(role(strategy, 'board')).holders, ['ann'], strategy);
    }
  });

  it('never sits as a named user, a manager, a head, or whom the object names', () => {
    for (const approval of [
      user('req'),
      user('sam'),
      managers('supervisor'),
      managers('hierarchy_up', 3),
      managers('hierarchy_chain', 3),
      teamHead(),
      departmentHead(),
      assigned('buyer'),
      anyone('owners'),
    ]) {
      assert.equal(
        codeOf(() => begun(approval)),
        'NO_APPROVER',
      );
    }
  });

  it('never sits as a link of a chain: the next one does', () => {
    people.setManager('sam', 'bob');
    const journey = begun(managers('hierarchy_chain', 3));
    assert.deepEqual([journey.holders, journey.step(1).approveAt], [['bob'], 1]);
  });

  it('never sits as a fallback', () => {
    for (const onNoApprover of [{ user: 'req' }, { user: 'sam' }, { role: 'owners' }]) {
      assert.equal(
        codeOf(() => begun(anyone('owners', { onNoApprover }))),
        'NO_APPROVER',
      );
    }
  });

  it('never takes a vacated seat as a fallback', () => {
    const journey = begun(user('bob', { onNoApprover: { role: 'owners' } }));
    people.setActive('bob', false);
    assert.equal(
      codeOf(() => journey.reassign()),
      'NO_APPROVER',
    );
  });

  it('never sits by delegation, by escalation or by replacement', () => {
    people.setManager('bob', 'req');
    people.setManager('cid', 'sam');
    for (const holder of ['bob', 'cid']) {
      const journey = begun(user(holder));
      assert.equal(
        codeOf(() => journey.escalate(holder)),
        'SELF_APPROVAL',
      );
      for (const id of ['req', 'sam']) {
        assert.equal(
          codeOf(() => journey.delegate(holder, id)),
          'SELF_APPROVAL',
        );
        assert.equal(
          codeOf(() => journey.replace(id)),
          'SELF_APPROVAL',
        );
      }
    }
  });

  it('never decides as a stand-in', () => {
    people.nameSubstitute('req', 'ann');
    people.nameSubstitute('sam', 'ann');
    const journey = begun(user('ann'));
    for (const id of ['req', 'sam'])
      assert.equal(
        codeOf(() => journey.approve(id)),
        'NOT_SEATED',
      );
  });

  it('never sits by reassignment, in a rotation or not', () => {
    const rotating = begun(roundRobin('board', { reassignAfterHours: 1 }));
    rotating.world.pass(1);
    rotating.reassign();
    assert.deepEqual([rotating.holders, rotating.events.at(-1)], [['ann'], 'reminded']);
    const shared = begun(consensus('board'));
    people.setActive('ann', false);
    assert.equal(
      codeOf(() => shared.reassign()),
      'NO_APPROVER',
    );
  });

  it('may do all of that where the approval allows it', () => {
    assert.deepEqual(begun(anyone('owners', { allowSelfApproval: true })).holders, ['req', 'sam']);
    const journey = begun(user('ann', { allowSelfApproval: true }));
    people.nameSubstitute('req', 'ann');
    journey.approve('req');
    assert.equal(journey.status, 'completed');
  });
});
