import assert from 'node:assert/strict';
import { user } from '../support/approvals.js';
import { codeOf, Journey, refusalOf } from '../support/journey.js';
import { People } from '../support/people.js';

const people = new People().add('ann', 'bob', 'req', 'sam');

describe('Attaching', () => {
  it('starts at the first position where it is to start at once', () => {
    const journey = new Journey([[user('ann')], [user('bob')]], { people });
    const { events } = journey.attach({ actorId: 'sam' });
    const { status, position, round, startedBy } = journey.attachment.row;
    assert.deepEqual([status, position, round, startedBy], ['in_progress', 0, 1, 'sam']);
    assert.deepEqual(journey.events, ['attached', 'started', 'step_opened']);
    const set = events.find((event) => event.kind === 'attachment_changed')?.set;
    assert.deepEqual([set?.startedAt, set?.startedByName], [journey.world.now, 'SAM']);
  });

  it('waits to be started where it is not', () => {
    const journey = new Journey([[user('ann')]], { people });
    journey.attach({ actorId: 'sam', autoStart: false });
    assert.deepEqual([journey.status, journey.attachment.row.startedBy], ['not_started', null]);
    assert.deepEqual([journey.events, journey.stepStatuses], [['attached'], []]);
  });

  it('is refused where the attachment has been started or closed', () => {
    for (const autoStart of [true, false]) {
      const journey = Journey.begun([[user('ann')]], { people });
      assert.equal(
        codeOf(() => journey.attach({ autoStart })),
        'ALREADY_STARTED',
      );
      journey.approve('ann');
      assert.equal(
        codeOf(() => journey.attach({ autoStart })),
        'ATTACHMENT_CLOSED',
      );
    }
  });
});

describe('Starting', () => {
  it('opens the first step, and remembers who started it', () => {
    const journey = new Journey([[user('ann')]], { people });
    journey.attach({ actorId: 'req', autoStart: false });
    journey.start('sam');
    assert.deepEqual([journey.status, journey.attachment.row.startedBy], ['in_progress', 'sam']);
    assert.deepEqual(journey.entry('started').actor, { id: 'sam', name: 'SAM' });
    assert.deepEqual(journey.holders, ['ann']);
  });

  it('by the system has nobody to remember', () => {
    const journey = Journey.begun([[user('ann')]], { people });
    assert.equal(journey.attachment.row.startedBy, null);
  });

  it('is refused a second time', () => {
    const journey = Journey.begun([[user('ann')]], { people });
    const { code, status } = refusalOf(() => journey.start());
    assert.deepEqual([code, status], ['ALREADY_STARTED', 409]);
  });

  it('is refused once the attachment is closed', () => {
    const journey = new Journey([[user('ann')]], { people });
    journey.attach({ autoStart: false });
    journey.cancel();
    assert.equal(
      codeOf(() => journey.start()),
      'ATTACHMENT_CLOSED',
    );
  });
});

describe('An attachment that was not started', () => {
  it('takes no decision', () => {
    const journey = new Journey([[user('ann')]], { people });
    journey.attach({ autoStart: false });
    const { code, status } = refusalOf(() => journey.approve('ann'));
    assert.deepEqual([code, status], ['ATTACHMENT_NOT_STARTED', 409]);
  });
});
