import assert from 'node:assert/strict';
import type { ApprovalSettings } from '../../../lib/definition/types.js';
import { assigned, departmentHead, managers, role, teamHead } from '../support/approvals.js';
import { Journey } from '../support/journey.js';
import { People } from '../support/people.js';
import type { PlanOptions } from '../support/plans.js';

describe('Who is seated', () => {
  let people: People;

  beforeEach(() => {
    people = new People().role('board', 'ann', 'bob', 'cid').line('req', 'm1', 'm2', 'm3').add('dan', 'eve');
  });

  function holders(approval: ApprovalSettings, options: PlanOptions = {}): readonly string[] {
    const journey = new Journey([[approval]], { people, ...options });
    journey.world.object.assign('buyer', 'dan');
    journey.attach();
    return journey.holders;
  }

  it("is the head of the requester's team", () => {
    people.setTeamHead('req', 'dan');
    assert.deepEqual(holders(teamHead()), ['dan']);
  });

  it('is the head of the department of the pipeline, and of the requester where that names none', () => {
    people.setDepartment('req', 'sales');
    people.setDepartmentHead('sales', 'dan');
    people.setDepartmentHead('legal', 'eve');
    assert.deepEqual(holders(departmentHead()), ['dan']);
    assert.deepEqual(holders(departmentHead(), { pipelines: [{ departmentId: 'legal' }] }), ['eve']);
    assert.deepEqual(holders(departmentHead(), { hierarchy: 3 }), ['dan']);
  });

  it('is the head of the department of the pipeline also where there is no requester', () => {
    people.setDepartmentHead('legal', 'eve');
    const pipelines = [{ departmentId: 'legal' }];
    const journey = Journey.begun([[departmentHead()]], { people, pipelines, requesterId: null });
    assert.deepEqual(journey.holders, ['eve']);
  });

  it('is whom a field of the object names', () => {
    assert.deepEqual(holders(assigned('buyer')), ['dan']);
  });

  it("is the requester's manager, not who started it", () => {
    const journey = new Journey([[managers('supervisor')]], { people });
    people.setManager('dan', 'eve');
    journey.attach({ actorId: 'dan' });
    assert.deepEqual(journey.holders, ['m1']);
  });

  it('is nobody of a role that is not named', () => {
    const approval = { ...managers('supervisor'), roleSelectionStrategy: 'anyone' };
    assert.throws(() => holders(approval), { code: 'NO_APPROVER' });
  });

  it('are the managers so many levels above, as far as there are any', () => {
    assert.deepEqual(holders(managers('hierarchy_up', 2)), ['m1', 'm2']);
    assert.deepEqual(holders(managers('hierarchy_up', 20)), ['m1', 'm2', 'm3']);
  });

  it('are the managers up to where they go in a circle', () => {
    people.setManager('m3', 'm2');
    assert.deepEqual(holders(managers('hierarchy_up', 20)), ['m1', 'm2', 'm3']);
    people.setManager('m3', 'req');
    assert.deepEqual(holders(managers('hierarchy_up', 20)), ['m1', 'm2', 'm3']);
    people.setManager('m1', 'm1');
    assert.deepEqual(holders(managers('hierarchy_up', 20)), ['m1']);
  });

  it('are the managers who are active: one who is not is a level all the same', () => {
    people.setActive('m1', false);
    assert.deepEqual(holders(managers('hierarchy_up', 2)), ['m2']);
  });

  it('is by random the one on whom chance falls, each as likely as any other', () => {
    const seated = new Map<string, number>();
    const journey = new Journey([[role('random', 'board')]], { people });
    for (let count = 0; count < 3000; count += 1) {
      const { events } = journey.world.perform(journey.world.add('req'), {
        kind: 'attached',
        actor: { id: null, name: null },
        autoStart: true,
      });
      const assigned = events.find((event) => event.kind === 'seats_assigned');
      const id = String(assigned?.assignments[0]?.userId);
      seated.set(id, (seated.get(id) ?? 0) + 1);
    }
    assert.deepEqual([...seated.keys()].sort(), ['ann', 'bob', 'cid']);
    for (const [id, count] of seated)
      assert.ok(count > 900 && count < 1100, `${id} was seated ${count} times`);
  });

  it('is by random and in rotation somebody who is not on leave, where there is one', () => {
    people.setAbsent('ann', true);
    people.setAbsent('cid', true);
    for (const strategy of ['random', 'round_robin']) {
      assert.deepEqual(holders(role(strategy, 'board')), ['bob']);
    }
    people.setAbsent('bob', true);
    assert.deepEqual(holders(role('round_robin', 'board')), ['ann']);
  });
});
