import assert from 'node:assert/strict';
import type { AttachmentStatus } from '../../../lib/types.js';
import { consensus, user } from '../support/approvals.js';
import { codeOf, Journey, refusalOf } from '../support/journey.js';
import { People } from '../support/people.js';

const people = new People().role('board', 'ann', 'bob').add('dan', 'req', 'sam');

/** A journey that has come to its end in one of the three ways. */
function ended(status: 'completed' | 'rejected' | 'cancelled'): Journey {
  const journey = Journey.begun([[user('ann')]], { people });
  if (status === 'completed') journey.approve('ann');
  if (status === 'rejected') journey.reject('ann');
  if (status === 'cancelled') journey.cancel();
  return journey;
}

describe('Cancelling', () => {
  it('ends a running attachment where it stands, with everything that is open', () => {
    const journey = Journey.begun([[user('dan')], [consensus('board'), user('dan')]], { people });
    journey.approve('dan');
    journey.approve('ann');
    journey.cancel('sam', 'not needed any more');
    const { status, position } = journey.attachment.row;
    assert.deepEqual([status, position], ['cancelled', 1]);
    assert.deepEqual(journey.stepStatuses, ['approved', 'cancelled', 'cancelled']);
    assert.deepEqual(journey.seats(2), ['1.1 ann approved', '2.1 bob cancelled']);
    assert.equal(journey.attachment.closedAt, journey.world.now);
  });

  it('ends one that was never started', () => {
    const journey = new Journey([[user('ann')]], { people });
    journey.attach({ autoStart: false });
    journey.cancel();
    assert.deepEqual([journey.status, journey.attachment.row.position], ['cancelled', null]);
    assert.deepEqual(journey.events, ['attached', 'cancelled']);
  });

  it('ends one that waits for its requester', () => {
    const journey = waiting();
    journey.cancel();
    assert.equal(journey.status, 'cancelled');
  });

  it('is recorded with who cancelled it, and why', () => {
    const journey = Journey.begun([[user('ann')]], { people });
    journey.cancel('sam', 'not needed any more');
    const { actor, comment } = journey.entry('cancelled');
    assert.deepEqual([actor, comment], [{ id: 'sam', name: 'SAM' }, 'not needed any more']);
  });

  it('is refused once it has ended, in every way', () => {
    for (const status of ['completed', 'rejected', 'cancelled'] as const) {
      const refusal = refusalOf(() => ended(status).cancel());
      assert.deepEqual(
        [refusal.code, refusal.status, refusal.details],
        ['ATTACHMENT_CLOSED', 409, { status }],
      );
    }
  });
});

describe('A closed attachment', () => {
  it('takes no decision, whatever it carries', () => {
    for (const status of ['completed', 'rejected', 'cancelled'] as const) {
      const journey = ended(status);
      const formData = { amount: 1 };
      for (const decide of [
        () => journey.approve('ann', { formData }),
        () => journey.reject('ann', { reason: null }),
        () => journey.sendBack('ann', { formData }),
        () => journey.delegate('ann', 'ghost', { formData }),
        () => journey.escalate('ann', { formData }),
      ]) {
        assert.equal(codeOf(decide), 'ATTACHMENT_CLOSED');
      }
    }
  });
});

describe('An attachment that waits for its requester', () => {
  it('has no seat to decide for, and was started', () => {
    const journey = waiting();
    assert.equal(
      codeOf(() => journey.approve('ann')),
      'NOT_SEATED',
    );
    assert.equal(
      codeOf(() => journey.start()),
      'ALREADY_STARTED',
    );
  });
});

/** No command leads here yet, but the status exists. */
function waiting(): Journey {
  const journey = Journey.begun([[user('ann')]], { people });
  const state = journey.attachment.load();
  const status: AttachmentStatus = 'awaiting_resubmission';
  journey.attachment.load = () => ({ ...state, attachment: { ...state.attachment, status }, steps: [] });
  return journey;
}
