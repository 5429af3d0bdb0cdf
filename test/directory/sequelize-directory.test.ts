import assert from 'node:assert/strict';

import { DataTypes, Sequelize } from 'sequelize';
import type { Directory, LookupContext, SequelizeDirectoryOptions, WorkflowError } from '../../lib/index.js';
import { sequelizeDirectory } from '../../lib/index.js';
import { describeEachDialect } from '../support/databases.js';
import { createHost, publishStages, TABLES } from '../support/host.js';
import { forbidEscapes, recordStatements } from '../support/statements.js';
import type { HostModels } from './support/host-models.js';
import { add, createHostModels, HOST_TABLES } from './support/host-models.js';

/** The ids of users, in order. */
function idsOf(users: readonly { readonly id: string | number }[]): (string | number)[] {
  return users.map(({ id }) => id).sort();
}

describeEachDialect('A directory of Sequelize models', (database) => {
  let sequelize: Sequelize;
  let models: HostModels;

  before(async () => {
    // One connection: a query that forgets its transaction waits for a second one and fails.
    sequelize = await database.connect({ pool: { max: 1, acquire: 3000 } });
    models = await createHostModels(sequelize);
  });

  afterEach(async () => {
    await database.emptyTables(HOST_TABLES);
  });

  /** Asks in a transaction that no statement may escape, and tells how many statements it took. */
  async function ask<Answer>(
    question: (context: LookupContext) => Promise<Answer>,
    company = '1',
  ): Promise<{ answer: Answer; statements: string[] }> {
    return sequelize.transaction(async (transaction) => {
      const asked = () => forbidEscapes(sequelize, () => question({ company, transaction }), transaction);
      const { result, statements } = await recordStatements(sequelize, asked);
      return { answer: result, statements: statements.map(({ sql }) => sql) };
    });
  }

  /** The ids of a role's members, in one query at most. */
  async function members(directory: Directory, role: string | number, company = '1') {
    const { answer, statements } = await ask((context) => directory.findRoleMembers(role, context), company);
    assert(statements.length <= 1, statements.join('\n'));
    return idsOf(answer);
  }

  function directoryOf(options: Partial<SequelizeDirectoryOptions> = {}): Directory {
    return sequelizeDirectory({ User: models.User, companyField: 'companyId', ...options });
  }

  describe('finds users', () => {
    it('with what the options name, and loads nothing else', async () => {
      await add(models.User, {
        id: 1,
        fullName: 'Ada',
        onLeave: true,
        mail: 'ada@example.com',
        zone: 'Europe/Athens',
        language: 'ar-EG',
        departmentId: 7,
      });
      const directory = directoryOf({
        activeField: 'enabled',
        absentField: 'onLeave',
        emailField: 'mail',
        timeZoneField: 'zone',
        localeField: 'language',
        departmentField: 'departmentId',
      });
      const { answer, statements } = await ask((context) => directory.findUsers([1], context));
      assert.deepEqual(answer, [
        {
          id: 1,
          name: 'Ada',
          active: true,
          absent: true,
          email: 'ada@example.com',
          timeZone: 'Europe/Athens',
          locale: 'ar-EG',
          departmentId: 7,
        },
      ]);
      assert.doesNotMatch(statements.join(), /password/);
    });

    it('without what is not known of them', async () => {
      await add(models.User, { id: 1, fullName: 'Ada', mail: '', zone: null });
      const directory = directoryOf({ emailField: 'mail', timeZoneField: 'zone', localeField: 'language' });
      const { answer } = await ask((context) => directory.findUsers([1], context));
      assert.deepEqual(answer, [{ id: 1, name: 'Ada', active: true }]);
    });

    it('who are active, unless a field says otherwise; no answer is no', async () => {
      await add(models.User, { id: 1, enabled: true }, { id: 2, enabled: false }, { id: 3, enabled: null });
      const active = async (directory: Directory) => {
        const { answer } = await ask((context) => directory.findUsers([1, 2, 3], context));
        return idsOf(answer.filter((user) => user.active));
      };
      assert.deepEqual(await active(directoryOf()), [1, 2, 3]);
      assert.deepEqual(await active(directoryOf({ activeField: 'enabled' })), [1]);
    });

    it('past the default scope, but not once they are deleted', async () => {
      await add(models.User, { id: 1, fullName: 'Ada' }, { id: 2, fullName: 'Bob', removedAt: new Date() });
      const { answer } = await ask((context) => directoryOf().findUsers([1, 2], context));
      assert.deepEqual(idsOf(answer), [1]);
    });

    it('five hundred of them in one query', async () => {
      const ids = Array.from({ length: 500 }, (_, index) => index + 1);
      await add(models.User, ...ids.map((id) => ({ id, fullName: `User ${id}` })));
      const { answer, statements } = await ask((context) => directoryOf().findUsers(ids, context));
      assert.equal(answer.length, 500);
      assert.equal(statements.length, 1);
    });

    it('and asks nothing about what cannot be an id', async () => {
      await add(models.User, { id: 7 });
      const impossible = ['7 dwarfs', '', '07', '1e3', 'a\0b', 1.5, Number.NaN, '9007199254740993'];
      const { answer, statements } = await ask((context) => directoryOf().findUsers(impossible, context));
      assert.deepEqual([answer, statements], [[], []]);
      const huge = await ask((context) => directoryOf().findUsers([Number.MAX_SAFE_INTEGER], context));
      assert.deepEqual(huge.answer, []);
      assert.deepEqual(idsOf((await ask((context) => directoryOf().findUsers(['7'], context))).answer), [7]);
    });

    it('by functions of the instance, which see booleans and getters as the host does', async () => {
      await add(models.User, { id: 1, fullName: 'Ada' }, { id: 2, fullName: 'Bob', enabled: false });
      const directory = directoryOf({
        nameOf: (user) => String(user.get('fullName')).toUpperCase(),
        isActive: (user) => user.get('enabled') === true,
        isAbsent: (user) => user.get('password') === undefined,
        attributes: ['fullName', 'enabled'],
      });
      const { answer } = await ask((context) => directory.findUsers([1, 2], context));
      assert.deepEqual(
        [...answer].sort((a, b) => Number(a.id) - Number(b.id)),
        [
          { id: 1, name: 'ADA', active: true, absent: true },
          { id: 2, name: 'BOB', active: false, absent: true },
        ],
      );
    });

    it('by a virtual attribute', async () => {
      await add(models.User, { id: 1, fullName: 'Ada' });
      const directory = directoryOf({ nameField: 'greeting' });
      const { answer } = await ask((context) => directory.findUsers([1], context));
      assert.deepEqual(answer, [{ id: 1, name: 'Dear Ada', active: true }]);
    });

    it('and calls who has no name by the id', async () => {
      await add(models.User, { id: 1, fullName: null }, { id: 2, fullName: ' ' });
      const { answer } = await ask((context) => directoryOf().findUsers([1, 2], context));
      assert.deepEqual(answer.map(({ name }) => name).sort(), ['1', '2']);
    });

    it('and fails where a function answers neither true nor false', async () => {
      await add(models.User, { id: 1 });
      const isActive = (() => Promise.resolve(false)) as unknown as () => boolean;
      await assert.rejects(
        ask((context) => directoryOf({ isActive }).findUsers([1], context)),
        { code: 'INVALID_CONFIGURATION', message: /isActive must return true or false/ },
      );
    });
  });

  describe('keeps companies apart', () => {
    beforeEach(async () => {
      await add(
        models.User,
        { id: 1, companyId: 1, managerId: 2, teamId: 1 },
        { id: 2, companyId: 2, managerId: 1, teamId: 1 },
        { id: 3, companyId: null, managerId: 3 },
      );
      await add(
        models.UserRole,
        { userId: 1, roleId: 1 },
        { userId: 2, roleId: 1 },
        { userId: 3, roleId: 1 },
      );
      await add(models.Team, { id: 1, leadId: 2 });
    });

    it('in every question', async () => {
      const directory = directoryOf({
        through: { model: models.UserRole, userField: 'userId', roleField: 'roleId' },
        managerField: 'managerId',
        teamField: 'teamId',
        teamHead: { model: models.Team, headField: 'leadId' },
      });
      const found = async (company: string) => {
        const { answer } = await ask((context) => directory.findUsers([1, 2, 3], context), company);
        return [idsOf(answer), await members(directory, 1, company)];
      };
      assert.deepEqual(await found('1'), [[1], [1]]);
      assert.deepEqual(await found('2'), [[2], [2]]);
      assert.deepEqual(await found(''), [[3], [3]]);
      assert.deepEqual(await found('no number'), [[], []]);
      const manager = async (user: number, company: string) =>
        (await ask((context) => directory.findManager(user, context), company)).answer?.id;
      assert.equal(await manager(1, '1'), undefined);
      assert.equal(await manager(2, '1'), undefined);
      assert.equal(await manager(3, ''), 3);
      assert.equal(await manager(3, '1'), undefined);
      const teamHead = async (company: string) =>
        (await ask(async (context) => directory.findTeamHead?.(2, context), company)).answer?.id;
      assert.deepEqual([await teamHead('1'), await teamHead('2')], [undefined, 2]);
    });

    it('only where the users have one', async () => {
      const directory = sequelizeDirectory({ User: models.User });
      const { answer } = await ask((context) => directory.findUsers([1, 2, 3], context), 'any');
      assert.deepEqual(idsOf(answer), [1, 2, 3]);
    });
  });

  describe('finds the members of a role', () => {
    const through = () => ({ model: models.UserRole, userField: 'userId', roleField: 'roleId' });

    it('by a join model, without deleted users and rows, each once', async () => {
      await add(models.User, { id: 1 }, { id: 2 }, { id: 3 }, { id: 4, removedAt: new Date() });
      await add(
        models.UserRole,
        { userId: 1, roleId: 5 },
        { userId: 1, roleId: 5 },
        { userId: 2, roleId: 6 },
        { userId: 3, roleId: 5, removedAt: new Date() },
        { userId: 4, roleId: 5 },
      );
      const directory = directoryOf({ through: through() });
      assert.deepEqual(await members(directory, 5), [1]);
      assert.deepEqual(await members(directory, '6'), [2]);
      assert.deepEqual(await members(directory, 7), []);
      assert.deepEqual(await members(directory, 'finance'), []);
    });

    it('by a join table of several kinds', async () => {
      await add(models.User, { id: 1 }, { id: 2 });
      await add(
        models.UserRole,
        { userId: 1, roleId: 5, kind: 'user' },
        { userId: 2, roleId: 5, kind: 'robot' },
      );
      const directory = directoryOf({ through: { ...through(), where: { kind: 'user' } } });
      assert.deepEqual(await members(directory, 5), [1]);
    });

    it('by a foreign key of the user', async () => {
      await add(models.User, { id: 1, roleId: 5 }, { id: 2, roleId: 6 });
      const directory = directoryOf({ Role: models.Role, roleField: 'roleId' });
      assert.deepEqual(await members(directory, 5), [1]);
      assert.deepEqual(await members(directory, '5 and more'), []);
    });

    it('by a name on the user', async () => {
      await add(models.User, { id: 1, job: 'clerk' }, { id: 2, job: 'auditor' }, { id: 3, job: null });
      const directory = directoryOf({ roleField: 'job' });
      assert.deepEqual(await members(directory, 'clerk'), [1]);
      // PostgreSQL refuses to compare an enum with what is none of its values.
      assert.deepEqual(await members(directory, 'pilot'), []);
    });

    it('by a key of the role, or by its number', async () => {
      await add(models.User, { id: 1, roleId: 5 }, { id: 2, roleId: 6 });
      await add(models.UserRole, { userId: 2, roleId: 5 });
      await add(models.Role, { id: 5, name: 'finance', aboveId: 6 }, { id: 6, name: '5' });
      const byField = directoryOf({ Role: models.Role, roleField: 'roleId', roleKey: 'name' });
      assert.deepEqual(await members(byField, 'finance'), [1]);
      assert.deepEqual(await members(byField, 5), [1]);
      assert.deepEqual(await members(byField, '5'), [2]);
      assert.deepEqual(await members(byField, "fin'ance\\"), []);
      const byNumber = directoryOf({ Role: models.Role, roleField: 'roleId', roleKey: 'aboveId' });
      assert.deepEqual(await members(byNumber, 6), [1]);
      const byJoin = directoryOf({ Role: models.Role, through: through(), roleKey: 'name' });
      assert.deepEqual(await members(byJoin, 'finance'), [2]);
    });

    it('with those of the roles below it', async () => {
      await add(models.User, { id: 1 }, { id: 2 }, { id: 3 }, { id: 4 });
      await add(
        models.Role,
        { id: 1, name: 'head' },
        { id: 2, name: 'senior', aboveId: 1 },
        { id: 3, name: 'junior', aboveId: 2 },
        { id: 4, name: 'other' },
      );
      await add(models.UserRole, ...[1, 2, 3, 4].map((id) => ({ userId: id, roleId: id })));
      const directory = directoryOf({
        Role: models.Role,
        through: through(),
        roleKey: 'name',
        parentField: 'aboveId',
      });
      assert.deepEqual(await members(directory, 'head'), [1, 2, 3]);
      assert.deepEqual(await members(directory, 'senior'), [2, 3]);
      assert.deepEqual(await members(directory, 'junior'), [3]);
      assert.deepEqual(await members(directory, 'nothing'), []);
    });

    it('even where roles stand above each other in a circle', async () => {
      await add(models.User, { id: 1, roleId: 1 }, { id: 2, roleId: 2 });
      await add(models.Role, { id: 1, aboveId: 2 }, { id: 2, aboveId: 1 }, { id: 3, aboveId: 3 });
      const directory = directoryOf({ Role: models.Role, roleField: 'roleId', parentField: 'aboveId' });
      assert.deepEqual(await members(directory, 1), [1, 2]);
      assert.deepEqual(await members(directory, 3), []);
    });

    it('at most 32 levels down', async () => {
      const depths = Array.from({ length: 40 }, (_, index) => index + 1);
      await add(models.Role, ...depths.map((id) => ({ id, aboveId: id - 1 })));
      await add(models.User, ...depths.map((id) => ({ id, roleId: id })));
      const directory = directoryOf({ Role: models.Role, roleField: 'roleId', parentField: 'aboveId' });
      assert.equal((await members(directory, 1)).length, 33);
    });

    it('and nobody where there are no roles', async () => {
      await add(models.User, { id: 1 });
      assert.deepEqual(await members(directoryOf(), 1), []);
    });
  });

  describe('finds who leads', () => {
    it('a user, whoever that is; not who is deleted', async () => {
      await add(
        models.User,
        { id: 1, managerId: 2 },
        { id: 2, managerId: 3, enabled: false },
        { id: 3, removedAt: new Date() },
      );
      const directory = directoryOf({ managerField: 'managerId', activeField: 'enabled' });
      const first = await ask((context) => directory.findManager(1, context));
      assert.deepEqual(first.answer, { id: 2, name: '2', active: false });
      assert.equal(first.statements.length, 1);
      for (const user of [2, 3, 99, 'nobody']) {
        assert.equal((await ask((context) => directory.findManager(user, context))).answer, null);
      }
      const without = await ask((context) => directoryOf().findManager(1, context));
      assert.deepEqual(without, { answer: null, statements: [] });
    });

    it('a department and a team, in one query each', async () => {
      await add(models.User, { id: 1, teamId: 4 }, { id: 2 }, { id: 3 });
      await add(models.Department, { id: 7, headId: 2 }, { id: 8, headId: null });
      await add(models.Team, { id: 4, leadId: 3 });
      const directory = directoryOf({
        departmentHead: { model: models.Department, headField: 'headId' },
        teamHead: { model: models.Team, headField: 'leadId' },
        teamField: 'teamId',
      });
      const department = async (id: string) =>
        ask(async (context) => directory.findDepartmentHead?.(id, context));
      const team = async (id: number) => ask(async (context) => directory.findTeamHead?.(id, context));
      const found = [await department('7'), await team(1)];
      assert.deepEqual(
        found.map(({ answer, statements }) => [answer?.id, statements.length]),
        [
          [2, 1],
          [3, 1],
        ],
      );
      const nobody = [await department('8'), await department('9'), await department('x'), await team(2)];
      assert.deepEqual(
        nobody.map(({ answer }) => answer),
        [null, null, null, null],
      );
    });

    it('by a function that gives the id', async () => {
      await add(models.User, { id: 1, companyId: 2 }, { id: 2 });
      const directory = directoryOf({
        departmentHead: (department) => (department === 'finance' ? 2 : null),
        teamHead: (user) => Promise.resolve(user === 2 ? 1 : '2'),
      });
      const head = async (name: string) =>
        (await ask(async (context) => directory.findDepartmentHead?.(name, context))).answer;
      const lead = async (user: number) =>
        (await ask(async (context) => directory.findTeamHead?.(user, context))).answer;
      assert.deepEqual([(await head('finance'))?.id, await head('it')], [2, null]);
      assert.deepEqual([(await lead(1))?.id, await lead(2)], [2, null]);
    });

    it('only where the options say how', () => {
      const { findDepartmentHead, findTeamHead } = directoryOf() as Partial<Record<keyof Directory, unknown>>;
      assert.deepEqual([findDepartmentHead, findTeamHead], [undefined, undefined]);
    });
  });

  describe('of another host', () => {
    // Elsewhere Sequelize does not read shortened aliases back.
    const itOnPostgres = database.dialect === 'postgres' ? it : () => undefined;
    itOnPostgres('works where aliases are shortened', async () => {
      const shortening = await database.connect({ minifyAliases: true });
      const { User, Role } = await createHostModels(shortening);
      await add(User, { id: 1, roleId: 2, fullName: 'Ada', managerId: 1 });
      await add(Role, { id: 1, name: 'head' }, { id: 2, name: 'junior', aboveId: 1 });
      const roles = { Role, roleField: 'roleId', roleKey: 'name', parentField: 'aboveId' };
      const directory = sequelizeDirectory({ User, ...roles, managerField: 'managerId' });
      await shortening.transaction(async (transaction) => {
        const ada = { id: 1, name: 'Ada', active: true };
        const context = { company: '', transaction };
        assert.deepEqual(await directory.findRoleMembers('head', context), [ada]);
        assert.deepEqual(await directory.findManager(1, context), ada);
      });
    });

    const ADA = '11111111-1111-4111-8111-111111111111';
    const BOB = '22222222-2222-4222-8222-222222222222';
    const FINANCE = '33333333-3333-4333-8333-333333333333';

    it('works with UUIDs, and finds the many-to-many association by itself', async () => {
      const id = { type: DataTypes.UUID, primaryKey: true };
      const account = { id, name: DataTypes.STRING, companyId: DataTypes.UUID, bossId: DataTypes.UUID };
      const Account = sequelize.define('Account', account, { timestamps: false });
      const Group = sequelize.define('Group', { id, name: DataTypes.STRING }, { paranoid: true });
      Account.belongsToMany(Group, { through: 'Membership', foreignKey: 'accountId', otherKey: 'groupId' });
      Group.belongsToMany(Account, { through: 'Membership', foreignKey: 'groupId', otherKey: 'accountId' });
      await sequelize.sync();
      const Membership = sequelize.model('Membership');
      await Account.bulkCreate([
        { id: ADA, name: 'Ada', companyId: FINANCE, bossId: BOB },
        { id: BOB, name: 'Bob', companyId: FINANCE },
      ]);
      await Group.create({ id: FINANCE, name: 'finance' });
      await Membership.create({ accountId: ADA, groupId: FINANCE });
      const directory = sequelizeDirectory({
        User: Account,
        Role: Group,
        companyField: 'companyId',
        managerField: 'bossId',
      });
      assert.equal(directory.userIdType, 'text');
      assert.deepEqual(await members(directory, FINANCE, FINANCE), [ADA]);
      assert.deepEqual(await members(directory, 'finance', FINANCE), []);
      const users = await ask((context) => directory.findUsers([ADA, BOB, '1', 'x'], context), FINANCE);
      assert.deepEqual(idsOf(users.answer), [ADA, BOB]);
      const manager = await ask((context) => directory.findManager(ADA, context), FINANCE);
      assert.equal(manager.answer?.name, 'Bob');
      assert.equal((await ask((context) => directory.findManager('x', context), FINANCE)).answer, null);
      assert.deepEqual((await ask((context) => directory.findUsers([ADA], context), 'x')).answer, []);
      await Group.destroy({ where: {} });
      assert.deepEqual(await members(directory, FINANCE, FINANCE), []);
    });

    it('works with BIGINT keys, which are numbers, and finds the foreign key by itself', async () => {
      const id = { type: DataTypes.BIGINT, primaryKey: true };
      const Clerk = sequelize.define('Clerk', { id, username: DataTypes.STRING }, { timestamps: false });
      const Duty = sequelize.define('Duty', { id }, { timestamps: false });
      Clerk.belongsTo(Duty, { foreignKey: 'dutyId' });
      await Duty.sync();
      await Clerk.sync();
      await Duty.create({ id: 3 });
      await Clerk.create({ id: 4_000_000_000, username: 'Ada', dutyId: 3 });
      const directory = sequelizeDirectory({ User: Clerk, Role: Duty, departmentField: 'dutyId' });
      assert.equal(directory.userIdType, 'integer');
      const { answer } = await ask((context) => directory.findUsers([4_000_000_000], context));
      assert.deepEqual(answer, [{ id: 4_000_000_000, name: 'Ada', active: true, departmentId: 3 }]);
      assert.deepEqual(await members(directory, 3), [4_000_000_000]);
    });

    it('works with keys of text, whose capitals count, and companies of text', async () => {
      const Employee = sequelize.define(
        'Employee',
        {
          login: { type: DataTypes.STRING(64), primaryKey: true },
          email: DataTypes.STRING,
          tenant: DataTypes.STRING,
        },
        { timestamps: false },
      );
      await Employee.sync();
      await Employee.bulkCreate([
        { login: 'Ab', email: 'ab@example.com', tenant: '' },
        { login: 'cd', email: 'cd@example.com', tenant: 'acme' },
      ]);
      const directory = sequelizeDirectory({ User: Employee, companyField: 'tenant' });
      const found = async (ids: (string | number)[], company: string) =>
        (await ask((context) => directory.findUsers(ids, context), company)).answer;
      assert.deepEqual(await found(['Ab', 'cd'], ''), [{ id: 'Ab', name: 'ab@example.com', active: true }]);
      assert.deepEqual(idsOf(await found(['Ab', 'cd', 7], 'acme')), ['cd']);
      assert.deepEqual(await found(['aB', 'Ab\0'], ''), []);
    });
  });
});

describeEachDialect('An engine on a directory of Sequelize models', (database) => {
  it('seats the members of a named role of the company, in one query for all of them', async () => {
    const { sequelize } = database;
    const { User, Role, UserRole } = await createHostModels(sequelize);
    const ids = Array.from({ length: 100 }, (_, index) => index + 1);
    await add(User, ...ids.map((id) => ({ id, fullName: `User ${id}`, companyId: null })));
    await add(User, { id: 101, companyId: 2 }, { id: 102, companyId: null, enabled: false });
    await add(Role, { id: 1, name: 'finance' });
    await add(UserRole, ...[...ids, 101, 102].map((userId) => ({ userId, roleId: 1 })));
    const directory = sequelizeDirectory({
      User,
      activeField: 'enabled',
      companyField: 'companyId',
      Role,
      roleKey: 'name',
      through: { model: UserRole, userField: 'userId', roleField: 'roleId' },
    });
    const host = await createHost(sequelize, { directory });
    await publishStages(host.engine, [[{ approvalType: 'role', userRole: 'finance' }]]);
    const object = await host.PurchaseRequest.create({ title: 'Laptops', requesterId: 100 });
    const actor = { id: 100 };
    const { statements } = await recordStatements(sequelize, () =>
      host.engine.attach({ object, workflow: 'purchase-request', actor, autoStart: true }),
    );
    assert.equal(statements.filter(({ sql }) => sql.includes('user_roles')).length, 1);
    const { engine } = host;
    await assert.rejects(engine.approve({ object, actor: { id: 102 } }), { code: 'NOT_SEATED' });
    const summary = await engine.approve({ object, actor: { id: 42 } });
    assert.equal(summary.status, 'completed');
    await database.emptyTables([...TABLES, ...HOST_TABLES]);
  });
});

describe('The options of a directory of Sequelize models', () => {
  const sequelize = new Sequelize({ dialect: 'sqlite', dialectModule: {} });
  const key = { type: DataTypes.INTEGER, primaryKey: true };
  const User = sequelize.define('User', {
    id: key,
    name: DataTypes.STRING,
    enabled: { type: DataTypes.BOOLEAN, field: 'is_enabled' },
    status: DataTypes.STRING,
    settings: DataTypes.JSON,
    teamId: DataTypes.INTEGER,
  });
  const Role = sequelize.define('Role', { id: key, name: DataTypes.STRING });
  const UserRole = sequelize.define('UserRole', { userId: DataTypes.INTEGER, roleId: DataTypes.INTEGER });
  const through = { model: UserRole, userField: 'userId', roleField: 'roleId' };
  const Nameless = sequelize.define('Nameless', { id: key });
  const Priced = sequelize.define('Priced', { id: { type: DataTypes.DECIMAL, primaryKey: true } });
  const Pair = sequelize.define('Pair', { a: key, b: key });
  const Foreign = new Sequelize({ dialect: 'sqlite', dialectModule: {} }).define('Role', { id: key });

  const wrong: readonly (readonly [string, object, RegExp])[] = [
    ['User', { User: undefined }, /must be a Sequelize model/],
    ['User', { User: Pair }, /must have one column as its primary key/],
    ['User', { User: Priced }, /an integer, a UUID or text; see Priced/],
    ['nameField', { User: Nameless }, /must name the attribute of Nameless/],
    ['nameField', { nameField: 'title' }, /"title" is none; there are id, name, enabled/],
    ['nameOf', { nameOf: 'name' }, /must be a function/],
    ['activField', { activField: 'enabled' }, /is not a known option; did you mean "activeField"/],
    ['activeField', { activeField: 'is_enabled' }, /is a column, and its attribute is "enabled"/],
    ['activeField', { activeField: 'status' }, /must be a boolean attribute; use isActive/],
    ['isActive', { activeField: 'enabled', isActive: () => true }, /cannot be combined with "activeField"/],
    ['attributes.0', { attributes: ['nmae'] }, /"nmae" is none/],
    ['emailField', { emailField: 'mail' }, /"mail" is none/],
    ['timeZoneField', { timeZoneField: 'zone' }, /"zone" is none/],
    ['localeField', { localeField: 'language' }, /"language" is none/],
    ['companyField', { companyField: 'settings' }, /User\.settings is not/],
    ['roleField', { roleField: 'role' }, /"role" is none/],
    ['roleKey', { roleKey: 'name' }, /needs "Role"/],
    ['roleKey', { Role, through, roleKey: 'title' }, /must be an attribute of Role/],
    ['parentField', { parentField: 'parentId' }, /needs "Role"/],
    ['Role', { Role: Foreign, through }, /must be of the same Sequelize as User/],
    ['through', { Role }, /or "roleField" must say how users have roles: User has no association with Role/],
    ['through', { Role, through, roleField: 'teamId' }, /cannot be combined with "roleField"/],
    ['through', { through: null }, /must be \{ model, userField, roleField \}/],
    ['through.userField', { through: { ...through, userField: 'user' } }, /must be an attribute of UserRole/],
    ['through.where.kind', { through: { ...through, where: { kind: 'x' } } }, /"kind" is none/],
    ['teamField', { teamField: 'teamId' }, /needs "teamHead"/],
    [
      'teamField',
      { teamHead: { model: Role, headField: 'id' } },
      /must name the attribute with a user's team/,
    ],
    ['departmentHead.headField', { departmentHead: { model: Role } }, /must be an attribute of Role/],
    ['departmentHead', { departmentHead: 'x' }, /or a function/],
  ];

  for (const [path, options, message] of wrong) {
    it(`are refused by name: ${path} ${String(message)}`, () => {
      assert.throws(
        () => sequelizeDirectory({ User, ...options } as SequelizeDirectoryOptions),
        (error: WorkflowError) => {
          assert.equal(error.code, 'INVALID_CONFIGURATION');
          assert.equal(error.errors[0]?.path, path);
          assert.match(error.message, message);
          return error.message.startsWith(`sequelizeDirectory: option "${path}"`);
        },
      );
    });
  }

  it('must say which of several associations between users and roles is meant', () => {
    const Member = sequelize.define('Member', { id: key, name: DataTypes.STRING });
    Member.belongsToMany(Role, { through: 'MemberRole', as: 'roles' });
    assert.doesNotThrow(() => sequelizeDirectory({ User: Member, Role }));
    Member.belongsToMany(Role, { through: 'FormerRole', as: 'formerRoles' });
    assert.throws(
      () => sequelizeDirectory({ User: Member, Role }),
      /Member has several associations with Role/,
    );
    assert.doesNotThrow(() => sequelizeDirectory({ User: Member, Role, through: { ...through } }));
  });
});
