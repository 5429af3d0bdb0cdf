import type { Model, ModelStatic, Sequelize } from 'sequelize';
import { DataTypes } from 'sequelize';

type HostModel = ModelStatic<Model<Record<string, unknown>, Record<string, unknown>>>;

/** The models of a host with users, roles, departments and teams. Columns are named unlike their attributes. */
export interface HostModels {
  readonly User: HostModel;
  readonly Role: HostModel;
  readonly UserRole: HostModel;
  readonly Department: HostModel;
  readonly Team: HostModel;
}

const ID = { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true };

/** Defines the models and creates their tables. The users' default scope hides everybody, as a host's may. */
export async function createHostModels(sequelize: Sequelize): Promise<HostModels> {
  const options = { timestamps: false, underscored: true } as const;
  const paranoid = { timestamps: true, paranoid: true, underscored: true, deletedAt: 'removedAt' } as const;
  const models: HostModels = {
    User: sequelize.define('User', userAttributes(), {
      ...paranoid,
      tableName: 'people',
      defaultScope: { where: { id: 0 } },
    }),
    Role: sequelize.define(
      'Role',
      { id: ID, name: { type: DataTypes.STRING, unique: true }, aboveId: DataTypes.INTEGER },
      options,
    ),
    UserRole: sequelize.define(
      'UserRole',
      { userId: DataTypes.INTEGER, roleId: DataTypes.INTEGER, kind: DataTypes.STRING },
      paranoid,
    ),
    Department: sequelize.define('Department', { id: ID, headId: DataTypes.INTEGER }, options),
    Team: sequelize.define('Team', { id: ID, leadId: DataTypes.INTEGER }, options),
  };
  for (const model of Object.values<HostModel>({ ...models })) await model.sync();
  return models;
}

function userAttributes() {
  return {
    id: ID,
    fullName: DataTypes.STRING,
    enabled: { type: DataTypes.BOOLEAN, defaultValue: true },
    onLeave: { type: DataTypes.BOOLEAN, defaultValue: false },
    mail: DataTypes.STRING,
    zone: DataTypes.STRING,
    language: DataTypes.STRING,
    companyId: { type: DataTypes.INTEGER, defaultValue: 1 },
    managerId: DataTypes.INTEGER,
    departmentId: DataTypes.INTEGER,
    teamId: DataTypes.INTEGER,
    roleId: DataTypes.INTEGER,
    job: DataTypes.ENUM('clerk', 'auditor'),
    password: { type: DataTypes.STRING, defaultValue: 'secret' },
    greeting: {
      type: DataTypes.VIRTUAL,
      get(this: Model): string {
        return `Dear ${String(this.get('fullName'))}`;
      },
    },
  };
}

/** The tables of the models. */
export const HOST_TABLES = ['people', 'roles', 'user_roles', 'departments', 'teams'];

/** Adds rows, past every check of the engine's. */
export async function add(model: HostModel, ...rows: readonly Record<string, unknown>[]): Promise<void> {
  await model.bulkCreate(rows);
}
