import assert from 'node:assert/strict';
import { calendarsOf, type CalendarOption } from '../lib/calendars.js';
import type { BusinessCalendar } from '../lib/index.js';
import { pathsOf, thrownBy } from './definition/thrown.js';
import { readStored } from './races/support/stored-rows.js';
import { describeOnSqlite } from './support/databases.js';
import { BY_SYSTEM, byRole, createHost, publishStages } from './support/host.js';

const REQUESTER = 1;
const REVIEWERS = 1;

const workday = [{ from: '09:00', to: '17:00' }];
const riyadh: BusinessCalendar = { timezone: 'Asia/Riyadh', hours: { sunday: workday } };
const berlin: BusinessCalendar = { timezone: 'Europe/Berlin', hours: { monday: workday } };
const idle: BusinessCalendar = { timezone: 'UTC', hours: {} };

describe('The calendars of a host', () => {
  it('are none where it gives none', () => {
    assert.equal(calendarsOf(undefined)('acme'), null);
  });

  it('are the same for everybody where it gives one', () => {
    const calendarOf = calendarsOf(riyadh);
    assert.deepEqual(calendarOf('acme'), { ...riyadh, holidays: [] });
    assert.equal(calendarOf(''), calendarOf('acme'));
  });

  it('are those of the companies where it gives a function', () => {
    const calendars = new Map([
      ['acme', riyadh],
      ['globex', berlin],
    ]);
    const calendarOf = calendarsOf((company) => calendars.get(company) ?? null);
    const named = ['acme', 'globex', ''].map((company) => calendarOf(company)?.timezone);
    assert.deepEqual(named, ['Asia/Riyadh', 'Europe/Berlin', undefined]);
  });

  it('are checked once each, and replaced where a company gets another', () => {
    let given = riyadh;
    const calendarOf = calendarsOf(() => given);
    const first = calendarOf('acme');
    assert.equal(calendarOf('acme'), first);
    assert.equal(calendarOf('globex'), first);
    given = berlin;
    assert.equal(calendarOf('acme')?.timezone, 'Europe/Berlin');
  });

  it('are refused when they are given, or else when they are asked for', () => {
    const wrong: unknown[] = [idle, null, 'UTC', 8, [], Promise.resolve(riyadh)];
    for (const calendar of wrong) {
      const { code, errors } = thrownBy(() => calendarsOf(calendar as CalendarOption));
      assert.equal(code, 'INVALID_CONFIGURATION');
      assert.match(String(errors[0]?.path), /^calendar(\.hours)?$/);
    }
    for (const calendar of [...wrong.filter((value) => value !== null), undefined]) {
      const calendarOf = calendarsOf(() => calendar as BusinessCalendar | null);
      const { code, errors } = thrownBy(() => calendarOf('acme'));
      assert.equal(code, 'INVALID_CONFIGURATION');
      assert.match(String(errors[0]?.path), /^calendar\("acme"\)(\.hours)?$/);
    }
  });
});

describeOnSqlite('An engine with a calendar', (database) => {
  async function refuses(calendar: unknown): Promise<readonly string[]> {
    const sequelize = await database.connect();
    let paths: readonly string[] = [];
    await assert.rejects(createHost(sequelize, { calendar: calendar as CalendarOption }), (error) => {
      const refusal = thrownBy(() => {
        throw error;
      });
      assert.equal(refusal.code, 'INVALID_CONFIGURATION');
      paths = pathsOf(refusal);
      return true;
    });
    return paths;
  }

  it('is not made where the calendar is wrong, and says where', async () => {
    assert.deepEqual(await refuses(idle), ['calendar.hours']);
    assert.deepEqual(await refuses({ ...riyadh, timezone: 'Asia/Ryadh' }), ['calendar.timezone']);
    assert.deepEqual(await refuses({ ...riyadh, weekend: ['friday'] }), ['calendar.weekend']);
  });

  it('counts in the working time of the company, and commits nothing where that is wrong', async () => {
    const asked: string[] = [];
    const calendars = new Map([['', berlin]]);
    const calendar = (company: string): BusinessCalendar | null => {
      asked.push(company);
      return calendars.get(company) ?? null;
    };
    const host = await createHost(await database.connect(), { calendar });
    assert.deepEqual(asked, []);
    await publishStages(host.engine, [[byRole(REVIEWERS, { dueHours: 10 })]]);
    const object = await host.PurchaseRequest.create({ title: 'Laptops', requesterId: REQUESTER });
    const request = { object, workflow: 'purchase-request', ...BY_SYSTEM };
    calendars.set('', idle);
    await assert.rejects(host.engine.attach(request), {
      code: 'INVALID_CONFIGURATION',
      errors: [{ path: 'calendar("").hours', message: 'must hold at least one interval' }],
    });
    assert.deepEqual((await readStored(host.sequelize)).attachments, []);
    calendars.set('', berlin);
    await host.engine.attach(request);
    assert.deepEqual([...new Set(asked)], ['']);
    const { steps } = await readStored(host.sequelize);
    // From ten in the morning on, in Berlin, there are seven hours, and three on the Monday after.
    assert.equal(steps[0]?.dueAt?.toISOString(), '2026-01-12T11:00:00.000Z');
  });
});
