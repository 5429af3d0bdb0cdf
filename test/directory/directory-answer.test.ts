import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { Transaction } from 'sequelize';
import { People } from '../../lib/directory/people.js';
import { UserIds } from '../../lib/directory/user-ids.js';
import { WorkflowError } from '../../lib/errors.js';
import { HostCalls } from '../../lib/time-limits/host-calls.js';
import type { Directory } from '../../lib/types.js';
import { quietLogger } from '../support/host.js';

const lookup = { company: '', transaction: Object.create(Transaction.prototype) as Transaction };
const ANN = { id: 'ann', name: 'Ann', active: true };

/** The people of a directory that answers this to everything. */
function peopleOf(answer: unknown, userIdType: Directory['userIdType'] = 'text'): People {
  const ask = (): Promise<never> => Promise.resolve(answer as never);
  const directory: Directory = {
    userIdType,
    findUsers: ask,
    findRoleMembers: ask,
    findManager: ask,
    findDepartmentHead: ask,
    findTeamHead: ask,
  };
  const userIds = new UserIds(userIdType);
  const calls = new HostCalls({ logger: quietLogger, slowMs: 1000, timeoutMs: 5000 });
  return new People({ directory, userIds, calls });
}

const LISTS = {
  findUsers: (people: People) => people.users(['ann', '7'], lookup),
  findRoleMembers: (people: People) => people.roleMembers('finance', lookup),
};

const HEADS = {
  findManager: (people: People) => people.manager('ann', lookup),
  findDepartmentHead: (people: People) => people.departmentHead('sales', lookup),
  findTeamHead: (people: People) => people.teamHead('ann', lookup),
};

async function assertRefused(asking: Promise<unknown>, path: RegExp): Promise<void> {
  await assert.rejects(asking, (error) => {
    assert(error instanceof WorkflowError);
    assert.equal(error.code, 'INVALID_DIRECTORY_ANSWER');
    assert.match(String(error.errors[0]?.path), path);
    assert.match(error.message, path);
    return true;
  });
}

describe('An answer of the directory is refused by the name of its question', () => {
  const noLists = [null, undefined, ANN, 'ann', 7, new Map([['ann', ANN]]), new Set([ANN])];
  for (const [method, ask] of Object.entries(LISTS)) {
    for (const answer of noLists) {
      it(`${method}: ${Object.prototype.toString.call(answer)} for a list`, () =>
        assertRefused(ask(peopleOf(answer)), new RegExp(`${method}$|${method} `)));
    }
    for (const entry of [null, undefined, 'ann', 7, [ANN], true]) {
      it(`${method}: ${inspect(entry)} among its users`, () =>
        assertRefused(ask(peopleOf([ANN, entry])), new RegExp(`${method}\\.1`)));
    }
  }
  for (const [method, ask] of Object.entries(HEADS)) {
    for (const answer of [[ANN], [], 'ann', 7, false]) {
      it(`${method}: ${JSON.stringify(answer)}`, () =>
        assertRefused(ask(peopleOf(answer)), new RegExp(method)));
    }
  }
  const strange = [
    null,
    undefined,
    '',
    NaN,
    Infinity,
    1.5,
    2 ** 53,
    {},
    [],
    true,
    new Date(0),
    Symbol('ann'),
  ];
  const unstorable = ['a'.repeat(192), 'a\0b', '\ud800', 'x\udc00'];
  for (const id of [...strange, ...unstorable]) {
    it(`the id ${inspect(id).slice(0, 20)}`, async () => {
      for (const [method, ask] of Object.entries(LISTS)) {
        await assertRefused(ask(peopleOf([{ ...ANN, id }])), new RegExp(`${method}\\.0\\.id`));
      }
      for (const [method, ask] of Object.entries(HEADS)) {
        await assertRefused(ask(peopleOf({ ...ANN, id })), new RegExp(`${method}\\.id`));
      }
    });
  }
  for (const id of ['ann', '07', '1e3', ' 7']) {
    it(`the id ${JSON.stringify(id)} where ids are integers`, () =>
      assertRefused(peopleOf([{ ...ANN, id }], 'integer').roleMembers(1, lookup), /findRoleMembers\.0\.id/));
  }
  const wrong = {
    name: [null, undefined, 7, {}, ['Ann']],
    active: ['false', 'true', 0, 1, null, undefined, {}],
    absent: ['false', 1, {}],
    departmentId: [{}, NaN, 1.5, true, [], 'd'.repeat(192)],
  };
  for (const [property, values] of Object.entries(wrong)) {
    for (const value of values) {
      it(`${property}: ${inspect(value).slice(0, 20)}`, async () => {
        const user = { ...ANN, [property]: value };
        for (const [method, ask] of Object.entries(LISTS)) {
          await assertRefused(ask(peopleOf([user])), new RegExp(`${method}\\.ann\\.${property}`));
        }
        for (const [method, ask] of Object.entries(HEADS)) {
          await assertRefused(ask(peopleOf(user)), new RegExp(`${method}\\.${property}`));
        }
      });
    }
  }
  for (const property of ['email', 'timeZone', 'locale']) {
    it(`${property}, where somebody is written to, and not before`, async () => {
      const people = peopleOf([{ ...ANN, [property]: 7 }]);
      await assertRefused(people.known(['ann'], lookup), new RegExp(`findUsers\\.ann\\.${property}`));
      assert.equal((await people.users(['ann'], lookup)).length, 1);
    });
  }
});

describe('An answer of the directory is taken', () => {
  it('with spaces and capitals in its ids as they are', async () => {
    const users = ['bob', 'bob ', ' bob', 'Bob'].map((id) => ({ ...ANN, id }));
    const found = await peopleOf(users).roleMembers('finance', lookup);
    assert.deepEqual(found.map(({ id }) => id).sort(), [' bob', 'Bob', 'bob', 'bob ']);
  });

  it('with ids of up to 191 characters, however many bytes those have', async () => {
    const id = '\u{1f600}'.repeat(191);
    assert.equal((await peopleOf({ ...ANN, id }).manager('bob', lookup))?.id, id);
    await assertRefused(peopleOf({ ...ANN, id: `${id}a` }).manager('bob', lookup), /findManager\.id/);
  });

  it('with nothing where it need not say anything', async () => {
    const user = { ...ANN, absent: null, departmentId: '', email: null, timeZone: null, locale: undefined };
    const [found] = await peopleOf([user]).users(['ann'], lookup);
    assert.deepEqual(found, { ...ANN, absent: false, departmentId: null });
    assert.equal((await peopleOf([user]).known(['ann'], lookup)).length, 1);
    for (const ask of Object.values(HEADS)) assert.equal(await ask(peopleOf(undefined)), null);
  });

  it('without those who were not asked for, whatever it says of them', async () => {
    const users = await peopleOf([{ id: 'eve', name: 7, active: 'no' }, ANN]).users(['ann'], lookup);
    assert.deepEqual(
      users.map(({ id }) => id),
      ['ann'],
    );
  });

  it('with its names cut to 255 characters, none of them halved, and nothing that cannot be stored', async () => {
    const nameOf = async (name: string): Promise<string | undefined> =>
      (await peopleOf({ ...ANN, name }).manager('bob', lookup))?.name;
    assert.equal(await nameOf('\u{1f600}'.repeat(300)), '\u{1f600}'.repeat(255));
    assert.equal(await nameOf(`a${'\u{1f600}'.repeat(300)}`), `a${'\u{1f600}'.repeat(254)}`);
    assert.equal(await nameOf('é'.repeat(255)), 'é'.repeat(255));
    assert.equal(await nameOf('Ann\0 \ud800'), 'Ann\ufffd \ufffd');
  });
});
