import assert from 'node:assert/strict';
import { anyone, consensus, user } from '../support/approvals.js';
import { codeOf, Journey, refusalOf } from '../support/journey.js';
import { People } from '../support/people.js';

describe('Recalling', () => {
  const people = new People().role('board', 'ann', 'bob').add('dan', 'req', 'sam');

  it('ends the attachment, with everything that is open', () => {
    const journey = Journey.begun([[consensus('board'), user('dan')]], { people });
    journey.recall('req', 'a typo');
    assert.deepEqual([journey.status, journey.stepStatuses], ['cancelled', ['cancelled', 'cancelled']]);
    assert.deepEqual(journey.seats(1), ['1.1 ann cancelled', '2.1 bob cancelled']);
    assert.equal(journey.attachment.closedAt, journey.world.now);
    const { actor, comment } = journey.entry('recalled');
    assert.deepEqual([actor.id, comment], ['req', 'a typo']);
    assert.ok(!journey.events.includes('cancelled'));
  });

  it('is possible before the start', () => {
    const journey = new Journey([[user('ann')]], { people });
    journey.attach({ autoStart: false });
    journey.recall('req');
    assert.equal(journey.status, 'cancelled');
  });

  it('is for the requester alone; where there is none, for who started it', () => {
    const journey = new Journey([[user('ann')]], { people });
    journey.attach({ actorId: 'sam' });
    for (const id of ['sam', 'ann']) {
      const { code, status } = refusalOf(() => journey.recall(id));
      assert.deepEqual([code, status], ['NOT_REQUESTER', 403]);
    }
    const ownerless = new Journey([[user('ann')]], { people, requesterId: null });
    ownerless.attach({ actorId: 'sam' });
    ownerless.recall('sam');
    assert.equal(ownerless.status, 'cancelled');
  });

  it('is for nobody where nobody is the requester and nobody started it', () => {
    const journey = Journey.begun([[user('ann')]], { people, requesterId: null });
    const actor = { id: null, name: null };
    const recall = () => journey.perform({ kind: 'recalled', actor, reason: null });
    assert.equal(codeOf(recall), 'NOT_REQUESTER');
  });

  it('is too late once anybody has decided, here or at an earlier position', () => {
    const here = Journey.begun([[consensus('board')]], { people });
    here.approve('ann');
    const { code, status } = refusalOf(() => here.recall('req'));
    assert.deepEqual([code, status], ['RECALL_TOO_LATE', 409]);
    const earlier = Journey.begun([[anyone('board')], [user('dan')]], { people });
    earlier.approve('ann');
    assert.equal(
      codeOf(() => earlier.recall('req')),
      'RECALL_TOO_LATE',
    );
  });

  it('is not too late because a seat was passed on, or a step was skipped', () => {
    people.role('nobody');
    const skipped = anyone('nobody', { onNoApprover: 'skip' });
    const journey = Journey.begun([[skipped], [user('ann')]], { people });
    journey.delegate('ann', 'dan');
    journey.recall('req');
    assert.equal(journey.status, 'cancelled');
  });

  it('is not too late while it waits for the requester to resubmit it', () => {
    const plan = [[user('ann')]];
    const journey = Journey.begun(plan, { people, resubmission: 'requester' });
    journey.sendBack('ann');
    assert.equal(journey.status, 'awaiting_resubmission');
    journey.recall('req');
    assert.equal(journey.status, 'cancelled');
  });

  it('is never too late where the workflow says so, until it is closed', () => {
    const journey = Journey.begun([[consensus('board')]], { people, recall: 'always' });
    journey.approve('ann');
    journey.recall('req');
    assert.equal(journey.status, 'cancelled');
    assert.equal(
      codeOf(() => journey.recall('req')),
      'ATTACHMENT_CLOSED',
    );
  });
});
