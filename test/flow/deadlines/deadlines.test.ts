import assert from 'node:assert/strict';
import type { BusinessCalendar } from '../../../lib/flow/deadlines/working-time.js';
import { consensus, roundRobin, user } from '../support/approvals.js';
import { codeOf, refusalOf } from '../support/journey.js';
import { People } from '../support/people.js';
import { begin, beginWith, TimedJourney } from '../support/timed-journey.js';

describe('A step that has a deadline', () => {
  it('is due so many hours after it opens, and is told of then, once', () => {
    const journey = begin({ dueHours: 8 });
    assert.deepEqual(journey.hoursLeft(), [8, 8]);
    assert.deepEqual(journey.wait(7.999), []);
    assert.deepEqual(journey.wait(0.001), ['deadline_passed']);
    assert.deepEqual(journey.hoursLeft(), [0, null]);
    assert.deepEqual(journey.wait(100), []);
    const { actor, data } = journey.entry('deadline_passed');
    assert.deepEqual([actor.id, data], [null, { due_at: '2026-03-02T16:00:00.000Z', timeout_count: 0 }]);
    journey.approve('ann');
    assert.equal(journey.status, 'completed');
  });

  it('is due at once after less time than can be told', () => {
    const journey = begin({ dueHours: 1e-8 });
    assert.deepEqual(journey.hoursLeft(), [0, 0]);
    assert.deepEqual(journey.wait(0), ['deadline_passed']);
  });

  it('is never due without hours', () => {
    const journey = begin({});
    assert.deepEqual(journey.hoursLeft(), [null, null]);
    assert.deepEqual(journey.wait(10_000), []);
  });

  it('is never due once it has been decided', () => {
    const journey = begin({ dueHours: 8 }, { next: [user('bob')] });
    journey.approve('ann');
    assert.equal(journey.step(1).alarmAt, null);
    assert.deepEqual(journey.wait(8), []);
  });

  it('is reminded of at each time that is named, and once of several that were missed', () => {
    const journey = begin({ dueHours: 48, reminderHoursBefore: [4, 24, 12] });
    assert.deepEqual(journey.hoursLeft(), [48, 24]);
    assert.deepEqual(journey.wait(24), ['reminded']);
    assert.deepEqual(journey.hoursLeft(), [24, 12]);
    assert.deepEqual(journey.entry('reminded').data, { due_at: '2026-03-04T08:00:00.000Z' });
    assert.deepEqual(journey.wait(0), []);
    assert.deepEqual(journey.wait(21), ['reminded']);
    assert.deepEqual(journey.hoursLeft(), [3, 3]);
    assert.deepEqual(journey.wait(3), ['deadline_passed']);
  });

  it('reminds nobody once it is due', () => {
    const journey = begin({ dueHours: 48, reminderHoursBefore: [4] });
    assert.deepEqual(journey.wait(60), ['deadline_passed']);
  });

  it('counts in working time, reminders too', () => {
    const calendar: BusinessCalendar = {
      timezone: 'UTC',
      // Monday, 2026-03-02, 08:00 is when these stories begin.
      hours: { monday: [{ from: '09:00', to: '17:00' }], tuesday: [{ from: '09:00', to: '17:00' }] },
    };
    const journey = begin({ dueHours: 10, reminderHoursBefore: [4] }, { calendar });
    assert.deepEqual(journey.hoursLeft(), [27, 7]);
  });

  it('gives a rotating seat its working time as well', () => {
    const calendar: BusinessCalendar = {
      timezone: 'UTC',
      hours: { monday: [{ from: '09:00', to: '17:00' }] },
    };
    const journey = beginWith([[roundRobin('team', { reassignAfterHours: 8 })]], { calendar });
    const { reassignAt } = journey.openSeat();
    assert.equal(reassignAt?.toISOString(), '2026-03-02T17:00:00.000Z');
  });

  it('refuses a decision that is late, where the approval says so', () => {
    const late = { dueHours: 8, timeoutAction: 'approve', lateDecision: 'refuse' } as const;
    const journey = begin(late);
    journey.world.pass(8);
    for (const decide of [
      () => journey.approve('ann'),
      () => journey.reject('ann'),
      () => journey.sendBack('ann'),
      () => journey.delegate('ann', 'dan'),
      () => journey.escalate('ann'),
    ]) {
      assert.equal(codeOf(decide), 'DEADLINE_PASSED');
    }
    assert.deepEqual(refusalOf(() => journey.approve('ann')).details, {
      due_at: journey.world.now.toISOString(),
    });
    const other = begin(late);
    other.world.pass(7.999);
    other.approve('ann');
    assert.equal(other.status, 'completed');
  });
});

describe('A step that is due', () => {
  it('is approved, and goes on', () => {
    const journey = begin({ dueHours: 8, timeoutAction: 'approve' }, { next: [user('bob')] });
    assert.deepEqual(journey.wait(8), ['deadline_passed', 'approved', 'moved', 'step_opened']);
    assert.deepEqual(journey.stepStatuses, ['approved', 'current']);
    assert.deepEqual(journey.seats(1), ['1.1 ann superseded']);
    assert.deepEqual(journey.entry('approved').data, { cause: 'deadline' });
  });

  it('is rejected, and so is the attachment', () => {
    const journey = begin({ dueHours: 8, timeoutAction: 'reject' }, { next: [user('bob')] });
    assert.deepEqual(journey.wait(8), ['deadline_passed', 'rejected']);
    assert.equal(journey.status, 'rejected');
  });

  it('goes to the manager of its holder, and to theirs, each time with a new deadline, and then no further', () => {
    const escalate = { dueHours: 8, timeoutAction: 'escalate', maxEscalationLevel: 2 } as const;
    const journey = begin(escalate);
    assert.deepEqual(journey.wait(8), ['deadline_passed', 'escalated']);
    assert.deepEqual(journey.hoursLeft(), [8, 8]);
    assert.deepEqual(journey.wait(8), ['deadline_passed', 'escalated']);
    assert.deepEqual(journey.seats(1), ['1.1 ann escalated', '1.2 bob escalated', '1.3 cid current']);
    assert.equal(journey.openSeat().onBehalfOf, 'ann');
    assert.deepEqual(journey.wait(8), ['deadline_passed']);
    assert.deepEqual(journey.holders, ['cid']);
    assert.deepEqual(journey.wait(100), []);
    const last = begin({ ...escalate, lastResort: 'reject' });
    for (let level = 0; level < 2; level += 1) last.wait(8);
    assert.deepEqual(last.wait(8), ['deadline_passed', 'rejected']);
  });

  it('says why it stays where nobody is above its holder', () => {
    const journey = beginWith([
      [user('dan', { dueHours: 8, timeoutAction: 'escalate', maxEscalationLevel: 3 })],
    ]);
    journey.world.pass(8);
    const stepId = journey.step(1).id ?? 0;
    const { events } = journey.perform({ kind: 'timed_out', stepId });
    const reasons = events.flatMap((one) => (one.kind === 'deadline_changed' ? [one.blockedReason] : []));
    assert.deepEqual(reasons, [null, 'It is overdue, and there is nobody else to pass it on to.']);
  });

  it('passes each of its seats on whose holder has a manager who may hold it', () => {
    const journey = beginWith([
      [consensus('team', { dueHours: 8, timeoutAction: 'escalate', maxEscalationLevel: 3 })],
    ]);
    // Bob is seated already, so that Ann's seat stays hers.
    assert.deepEqual(journey.wait(8), ['deadline_passed', 'escalated']);
    assert.deepEqual(journey.seats(1), ['1.1 ann current', '2.1 bob escalated', '2.2 cid current']);
    assert.deepEqual(journey.wait(8), ['deadline_passed', 'escalated', 'escalated']);
    assert.deepEqual(journey.holders, ['bob', 'dan']);
  });

  it('looks up at once everyone to whom it may be passed on, and but once whom the approval names', () => {
    const ids = ['ann', 'bob', 'cid'];
    const options = { dueHours: 8, timeoutAction: 'escalate', maxEscalationLevel: 1 } as const;
    for (const [settings, kinds] of [
      [options, ['manager', 'manager', 'manager']],
      [{ dueHours: 8, timeoutAction: 'delegate', timeoutUser: 'dan' }, ['users']],
    ] as const) {
      const people = new People()
        .add('req')
        .role('team', ...ids)
        .add('dan', 'boss');
      for (const id of ids) people.setManager(id, 'boss');
      const journey = new TimedJourney([[consensus('team', settings)]], { people });
      journey.attach();
      journey.world.pass(8);
      const stepId = journey.step(1).id ?? 0;
      const { asked } = journey.perform({ kind: 'timed_out', stepId });
      assert.deepEqual(
        asked.map((queries) => queries.map(({ kind }) => kind)),
        [kinds],
      );
    }
  });

  it('gives nobody two of its seats', () => {
    const escalate = { timeoutAction: 'escalate', maxEscalationLevel: 1 } as const;
    for (const action of [escalate, { timeoutAction: 'delegate', timeoutUser: 'dan' } as const]) {
      const people = new People().add('req', 'dan').role('team', 'ann', 'bob');
      for (const id of ['ann', 'bob']) people.setManager(id, 'dan');
      const journey = new TimedJourney([[consensus('team', { dueHours: 8, ...action })]], { people });
      journey.attach();
      journey.wait(8);
      assert.deepEqual(journey.holders, ['bob', 'dan']);
    }
  });

  it('goes to whom the approval names, once', () => {
    const delegate = { dueHours: 8, timeoutAction: 'delegate', timeoutUser: 'dan' } as const;
    const journey = begin(delegate);
    assert.deepEqual(journey.wait(8), ['deadline_passed', 'delegated']);
    assert.deepEqual(journey.seats(1), ['1.1 ann delegated', '1.2 dan current']);
    assert.deepEqual(journey.hoursLeft(), [8, 8]);
    assert.deepEqual(journey.wait(8), ['deadline_passed']);
    const last = begin({ ...delegate, lastResort: 'approve' });
    last.wait(8);
    assert.deepEqual(last.wait(8), ['deadline_passed', 'approved', 'completed']);
  });

  it('stays with its holder where whom the approval names may not hold it', () => {
    for (const timeoutUser of ['req', 'ann', 'ghost']) {
      const journey = begin({ dueHours: 8, timeoutAction: 'delegate', timeoutUser });
      assert.deepEqual(journey.wait(8), ['deadline_passed']);
      assert.deepEqual(journey.holders, ['ann']);
    }
  });

  it('stays as it is where the next place could not be entered', () => {
    const journey = begin({ dueHours: 8, timeoutAction: 'approve' }, { next: [consensus('nobody')] });
    assert.equal(
      codeOf(() => journey.wait(8)),
      'NO_APPROVER',
    );
    assert.deepEqual(journey.stepStatuses, ['current']);
    assert.deepEqual(journey.hoursLeft(), [0, 0]);
  });
});
