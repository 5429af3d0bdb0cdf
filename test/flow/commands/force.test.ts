import assert from 'node:assert/strict';
import { user } from '../support/approvals.js';
import { codeOf } from '../support/journey.js';
import { People } from '../support/people.js';
import { begin, beginWith, TimedJourney } from '../support/timed-journey.js';

describe('A step that is forced', () => {
  it('ends as it is told to, with who said so and why', () => {
    const approved = begin({}, { next: [user('bob')] });
    approved.force('approved');
    assert.deepEqual(approved.stepStatuses, ['approved', 'current']);
    const { actor, comment, data } = approved.entry('forced');
    assert.deepEqual([actor.id, comment], ['admin', 'nobody is here']);
    assert.deepEqual(data, { outcome: 'approved', approved_count: 0, rejected_count: 0 });
    const rejected = begin({}, { next: [user('bob')] });
    rejected.force('rejected');
    assert.deepEqual([rejected.status, rejected.stepStatuses], ['rejected', ['rejected']]);
    const skipped = begin({}, { next: [user('bob')] });
    skipped.force('skipped');
    assert.deepEqual(skipped.stepStatuses, ['skipped', 'current']);
  });

  it('ends the steps beside it and after it where it is rejected, and tells of no approval where it is skipped', () => {
    const group = { parallelGroup: 'g' };
    const rejected = beginWith([[user('ann', group), user('bob', group), user('cid')]]);
    rejected.force('rejected');
    assert.deepEqual(rejected.stepStatuses, ['rejected', 'cancelled', 'cancelled']);
    assert.deepEqual(rejected.holders, []);
    const people = new People().add('ann', 'bob');
    const observed = new TimedJourney([[user('ann'), user('bob')]], { people, isObserved: true });
    observed.attach();
    const { events } = observed.force('skipped');
    const told = events.flatMap((one) => (one.kind === 'raised' ? [one.workflowEvent.event] : []));
    assert.deepEqual(told, ['on_step_open']);
  });

  it('can no longer be recalled by its requester once it is approved', () => {
    const overruled = [
      (journey: TimedJourney) => {
        journey.force('approved');
      },
      (journey: TimedJourney) => journey.wait(8),
    ];
    for (const approve of overruled) {
      const journey = begin({ dueHours: 8, timeoutAction: 'approve' }, { next: [user('bob')] });
      approve(journey);
      assert.equal(
        codeOf(() => journey.recall('req')),
        'RECALL_TOO_LATE',
      );
    }
    const skipped = begin({}, { next: [user('bob')] });
    skipped.force('skipped');
    skipped.recall('req');
    assert.equal(skipped.status, 'cancelled');
  });

  it('must be open, and have a reason; and skipping is no approval', () => {
    const journey = begin({});
    assert.equal(
      codeOf(() => {
        journey.force('approved', ' ');
      }),
      'REASON_REQUIRED',
    );
    assert.equal(
      codeOf(() => {
        journey.force('skipped');
      }),
      'NO_APPROVAL_LEFT',
    );
    journey.force('approved');
    assert.equal(journey.status, 'completed');
    assert.equal(
      codeOf(() => {
        journey.force('approved');
      }),
      'ATTACHMENT_CLOSED',
    );
    const moved = begin({}, { next: [user('bob')] });
    moved.approve('ann');
    assert.equal(
      codeOf(() => {
        moved.force('approved');
      }),
      'ALREADY_DECIDED',
    );
  });
});
