import assert from 'node:assert/strict';
import { Transaction } from 'sequelize';
import { AskedPeople } from '../../lib/directory/asked-people.js';
import { People } from '../../lib/directory/people.js';
import { UserIds } from '../../lib/directory/user-ids.js';
import { HostCalls } from '../../lib/time-limits/host-calls.js';
import type { Directory, LookupContext } from '../../lib/types.js';
import { quietLogger } from '../support/host.js';
import { financeDepartment } from '../support/memory-directory.js';

const lookup = { company: '', transaction: Object.create(Transaction.prototype) as Transaction };

/** The finance department, asked by one command, and the questions that reached it. */
function asking(): { people: AskedPeople; questions: string[] } {
  const directory = financeDepartment();
  const questions: string[] = [];
  const tell =
    <Asked, Answer>(name: string, ask: (asked: Asked, context: LookupContext) => Answer) =>
    (asked: Asked, context: LookupContext): Answer => {
      questions.push(`${name} ${JSON.stringify(asked)}`);
      return ask(asked, context);
    };
  const counted: Directory = {
    userIdType: 'integer',
    findUsers: tell('findUsers', directory.findUsers.bind(directory)),
    findRoleMembers: tell('findRoleMembers', directory.findRoleMembers.bind(directory)),
    findManager: tell('findManager', directory.findManager.bind(directory)),
    findTeamHead: tell('findTeamHead', directory.findTeamHead.bind(directory)),
    findDepartmentHead: tell('findDepartmentHead', directory.findDepartmentHead.bind(directory)),
  };
  const people = new People({
    directory: counted,
    userIds: new UserIds('integer'),
    calls: new HostCalls({ logger: quietLogger, slowMs: 1000, timeoutMs: 5000 }),
  });
  return { people: new AskedPeople(people, lookup), questions };
}

describe('What one command asks the directory', () => {
  it('is asked once, whatever the answer', async () => {
    const { people, questions } = asking();
    for (let time = 0; time < 2; time += 1) {
      assert.deepEqual(
        (await people.users(['2', '99'])).map(({ id }) => id),
        ['2'],
      );
      assert.equal((await people.roleMembers(4)).length, 3);
      assert.equal((await people.manager('1'))?.id, '5');
      assert.equal(await people.manager('3'), null);
      assert.equal(await people.teamHead('1'), null);
      assert.equal(await people.departmentHead('sales'), null);
    }
    assert.deepEqual(questions, [
      'findUsers [2,99]',
      'findRoleMembers 4',
      'findManager 1',
      'findManager 3',
      'findTeamHead 1',
      'findDepartmentHead "sales"',
    ]);
  });

  it('tells roles of the same digits apart', async () => {
    const { people, questions } = asking();
    await people.roleMembers(4);
    await people.roleMembers('4');
    assert.deepEqual(questions, ['findRoleMembers 4', 'findRoleMembers "4"']);
  });

  it('asks for no user whom it knows, nor for nobody', async () => {
    const { people, questions } = asking();
    await people.users(['2', '3']);
    assert.equal((await people.users(['4', '3'])).length, 2);
    assert.equal((await people.users([])).length, 0);
    assert.deepEqual(questions, ['findUsers [2,3]', 'findUsers [4]']);
  });

  it('knows the members of a role as users', async () => {
    const { people, questions } = asking();
    await people.roleMembers(4);
    assert.equal((await people.users(['7', '9'])).length, 2);
    assert.deepEqual(questions, ['findRoleMembers 4']);
  });
});
