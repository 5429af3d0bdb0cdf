import assert from 'node:assert/strict';
import { Transaction } from 'sequelize';
import { People } from '../../lib/directory/people.js';
import { UserIds } from '../../lib/directory/user-ids.js';
import { HostCalls } from '../../lib/time-limits/host-calls.js';
import type { Directory, DirectoryUser, Logger } from '../../lib/types.js';

const lookup = { company: '', transaction: Object.create(Transaction.prototype) as Transaction };

function user(id: number | string, active = true): DirectoryUser {
  return { id, name: `User ${id}`, active };
}

function peopleOf(
  users: readonly DirectoryUser[],
  options: { slowLookupMs?: number; warnings?: string[] } = {},
) {
  const directory: Directory = {
    userIdType: 'integer',
    findUsers: () => Promise.resolve(users),
    findRoleMembers: () => Promise.resolve(users),
    findManager: () => Promise.resolve(users[0] ?? null),
  };
  const logger: Logger = {
    info: () => undefined,
    warn: (message) => options.warnings?.push(message),
    error: () => undefined,
  };
  const userIds = new UserIds('integer');
  const calls = new HostCalls({ logger, slowMs: options.slowLookupMs ?? 1000, timeoutMs: 5000 });
  return new People({ directory, userIds, calls });
}

describe('The people of the host', () => {
  it('come in ascending order of id, as numbers where ids are numbers', async () => {
    const people = peopleOf([user(10), user(9), user(2)]);
    assert.deepEqual(
      (await people.roleMembers(1, lookup)).map(({ id }) => id),
      ['2', '9', '10'],
    );
  });

  it('come once, however often the directory names them', async () => {
    const people = peopleOf([user(2), user(2), user(3)]);
    assert.deepEqual(
      (await people.roleMembers(1, lookup)).map(({ id }) => id),
      ['2', '3'],
    );
  });

  it('are only those who were asked for', async () => {
    const people = peopleOf([user(2), user(3)]);
    assert.deepEqual(
      (await people.users(['3', '4'], lookup)).map(({ id }) => id),
      ['3'],
    );
  });

  it('have a manager, or none', async () => {
    assert.deepEqual(await peopleOf([user(5, false)]).manager('1', lookup), {
      id: '5',
      name: 'User 5',
      active: false,
      absent: false,
      departmentId: null,
    });
    assert.equal(await peopleOf([]).manager('1', lookup), null);
  });

  it('are looked up under a lock, so that a slow answer is logged', async () => {
    const warnings: string[] = [];
    await peopleOf([user(1)], { slowLookupMs: -1, warnings }).roleMembers(1, lookup);
    assert.match(String(warnings[0]), /took \d+ ms to answer findRoleMembers/);
  });
});

describe('User ids', () => {
  it('give back the type of the host', () => {
    assert.equal(new UserIds('integer').fromText('12'), 12);
    assert.equal(new UserIds('text').fromText('12'), '12');
    assert.equal(new UserIds('text').fromText(null), null);
  });

  it('stay readable where the host has changed its type', () => {
    const ids = new UserIds('integer');
    assert.equal(ids.fromText('012'), '012');
    assert.equal(ids.fromText('a-uuid'), 'a-uuid');
  });

  it('compare by code unit where they are text, so that capitals differ', () => {
    const ids = new UserIds('text');
    assert(ids.compare('Ab', 'aB') < 0);
    assert(ids.compare('aB', 'Ab') > 0);
    assert.equal(ids.compare('Ab', 'Ab'), 0);
    assert(ids.compare('10', '9') < 0);
  });
});
