import assert from 'node:assert/strict';
import { anyone, consensus, managers, quorum, role, roundRobin, user } from '../support/approvals.js';
import { codeOf, Journey, refusalOf } from '../support/journey.js';
import { People } from '../support/people.js';

describe('Somebody whose approval stands', () => {
  let people: People;

  beforeEach(() => {
    people = new People().role('board', 'ann', 'bob', 'cid').add('dan', 'eve', 'req');
  });

  it('may approve again, where the workflow does not say otherwise', () => {
    const journey = Journey.begun([[user('ann')], [user('ann')]], { people });
    journey.approve('ann');
    assert.deepEqual(journey.holders, ['ann']);
  });

  describe('is not asked twice, where the workflow says skip', () => {
    const repeatedApprover = 'skip';

    it('so that a step of theirs alone is passed over', () => {
      const journey = Journey.begun([[user('ann')], [user('ann')], [user('bob')]], {
        people,
        repeatedApprover,
      });
      journey.approve('ann');
      assert.deepEqual(journey.stepStatuses, ['approved', 'skipped', 'current']);
      assert.equal(journey.entry('skipped').data.cause, 'already_approved');
    });

    it('so that a step that needs no more than them is passed over', () => {
      for (const approval of [
        anyone('board'),
        quorum(1, 'board'),
        role('percentage', 'board', { percentageRequired: 1 }),
      ]) {
        const journey = Journey.begun([[user('ann')], [approval], [user('dan')]], {
          people,
          repeatedApprover,
        });
        journey.approve('ann');
        assert.deepEqual(journey.holders, ['dan']);
      }
    });

    it('so that the others are asked where they are not enough', () => {
      for (const approval of [consensus('board'), quorum(2, 'board'), role('majority', 'board')]) {
        const journey = Journey.begun([[user('ann')], [approval]], { people, repeatedApprover });
        journey.approve('ann');
        assert.deepEqual(journey.holders, ['bob', 'cid']);
      }
      const journey = Journey.begun([[user('ann')], [roundRobin('board')]], { people, repeatedApprover });
      journey.approve('ann');
      assert.deepEqual(journey.holders, ['bob']);
    });

    it('but for a quorum that the others alone could never be: they are asked again then', () => {
      const journey = Journey.begun([[user('ann')], [quorum(3, 'board')]], { people, repeatedApprover });
      journey.approve('ann');
      assert.deepEqual(journey.holders, ['ann', 'bob', 'cid']);
    });

    it('so that a chain goes on with the others, in order', () => {
      people.line('req', 'ann', 'bob', 'cid');
      const chain = managers('hierarchy_chain', 3);
      const journey = Journey.begun([[user('bob')], [chain]], { people, repeatedApprover });
      journey.approve('bob');
      assert.deepEqual([journey.holders, journey.step(2).approveAt], [['ann'], 2]);
      journey.approve('ann');
      assert.deepEqual(journey.holders, ['cid']);
      journey.approve('cid');
      assert.equal(journey.status, 'completed');
    });

    it('whoever asks: a job does not give them a seat either', () => {
      const journey = Journey.begun([[user('bob')], [roundRobin('board', { reassignAfterHours: 1 })]], {
        people,
        repeatedApprover,
      });
      journey.approve('bob');
      journey.world.pass(1);
      journey.reassign();
      assert.deepEqual(journey.holders, ['cid']);
    });

    it('but is asked for what was sent back, because that took their approval back', () => {
      for (const resubmission of ['immediate', 'requester'] as const) {
        const journey = Journey.begun([[user('ann')], [user('ann'), user('bob')]], {
          people,
          repeatedApprover,
          resubmission,
        });
        journey.approve('ann');
        assert.deepEqual(journey.holders, ['bob']);
        journey.sendBack('bob', { stageId: 101 });
        if (resubmission === 'requester') journey.resubmit('req');
        assert.deepEqual(journey.holders, ['ann']);
      }
    });

    it('is not asked again after something later was sent back to after their approval', () => {
      const journey = Journey.begun([[user('ann')], [user('bob'), user('ann')]], {
        people,
        repeatedApprover,
      });
      journey.approve('ann');
      journey.sendBack('bob');
      journey.approve('bob');
      assert.deepEqual([journey.status, journey.stepStatuses.at(-1)], ['completed', 'skipped']);
    });
  });

  describe('may not approve again, where the workflow says exclude', () => {
    const repeatedApprover = 'exclude';

    it('so that somebody else is asked', () => {
      const journey = Journey.begun([[user('ann')], [anyone('board')]], { people, repeatedApprover });
      journey.approve('ann');
      assert.deepEqual(journey.holders, ['bob', 'cid']);
    });

    it('so that a step of theirs alone has nobody to seat, and no fallback to them', () => {
      const journey = Journey.begun([[user('ann')], [user('ann')]], { people, repeatedApprover });
      assert.equal(
        codeOf(() => journey.approve('ann')),
        'NO_APPROVER',
      );
      const approval = user('ann', { onNoApprover: { role: 'board' } });
      const open = Journey.begun([[user('ann')], [approval]], { people, repeatedApprover });
      open.approve('ann');
      assert.deepEqual(open.holders, ['bob', 'cid']);
    });

    it('by delegation, escalation, replacement or as a stand-in either', () => {
      people.setManager('dan', 'ann');
      people.nameSubstitute('ann', 'dan');
      const journey = Journey.begun([[user('ann')], [user('dan')]], { people, repeatedApprover });
      journey.approve('ann');
      const { code, message } = refusalOf(() => journey.delegate('dan', 'ann'));
      assert.equal(code, 'ALREADY_SEATED');
      assert.match(message, /ANN has approved an earlier step/);
      assert.equal(
        codeOf(() => journey.escalate('dan')),
        'ALREADY_SEATED',
      );
      assert.equal(
        codeOf(() => journey.replace('ann')),
        'ALREADY_SEATED',
      );
      assert.equal(
        codeOf(() => journey.approve('ann')),
        'NOT_SEATED',
      );
      journey.delegate('dan', 'eve');
      journey.approve('eve');
      assert.equal(journey.status, 'completed');
    });

    it('counting who decided, not who held the seat', () => {
      people.nameSubstitute('eve', 'ann');
      const journey = Journey.begun([[user('ann')], [user('ann')], [user('eve')]], {
        people,
        repeatedApprover,
      });
      journey.approve('eve');
      assert.deepEqual(journey.holders, ['ann']);
      assert.equal(
        codeOf(() => journey.approve('ann')),
        'NO_APPROVER',
      );
    });

    it('counting the step itself for nobody: a chain goes on after a manager decided for another', () => {
      people.line('req', 'ann', 'bob', 'cid');
      const journey = Journey.begun([[managers('hierarchy_chain', 3)]], { people, repeatedApprover });
      journey.escalate('ann');
      journey.approve('bob');
      journey.approve('cid');
      assert.equal(journey.status, 'completed');
    });
  });
});
