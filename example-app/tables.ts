import { DataTypes } from 'sequelize';
import type { ModelAttributes, QueryInterface } from 'sequelize';

const required = { allowNull: false } as const;

/** The application's own tables, in the order in which they refer to each other. */
const TABLES: Readonly<Record<string, ModelAttributes>> = {
  users: {
    id: { type: DataTypes.INTEGER, primaryKey: true },
    name: { type: DataTypes.STRING(100), ...required, unique: true },
    active: { type: DataTypes.BOOLEAN, ...required },
    may_manage: { type: DataTypes.BOOLEAN, ...required },
    manager_id: { type: DataTypes.INTEGER, references: { model: 'users', key: 'id' } },
  },
  roles: {
    id: { type: DataTypes.INTEGER, primaryKey: true },
    name: { type: DataTypes.STRING(100), ...required, unique: true },
  },
  memberships: {
    role_id: { type: DataTypes.INTEGER, primaryKey: true, references: { model: 'roles', key: 'id' } },
    user_id: { type: DataTypes.INTEGER, primaryKey: true, references: { model: 'users', key: 'id' } },
  },
  purchase_requests: {
    id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
    title: { type: DataTypes.STRING, ...required },
    amount: { type: DataTypes.DECIMAL(12, 2), ...required },
    description: { type: DataTypes.TEXT, ...required },
    requester_id: { type: DataTypes.INTEGER, ...required, references: { model: 'users', key: 'id' } },
    workflow_status: { type: DataTypes.STRING(32) },
    workflow_stage: { type: DataTypes.STRING },
    created_at: { type: DataTypes.DATE(3), ...required },
  },
};

/**
 * Creates the application's own tables where they are missing. The engine's tables are none of its business:
 * `engine.migrate()` takes care of them.
 */
export async function createTables(queryInterface: QueryInterface): Promise<void> {
  for (const [name, columns] of Object.entries(TABLES)) await createTable(queryInterface, name, columns);
}

async function createTable(
  queryInterface: QueryInterface,
  name: string,
  columns: ModelAttributes,
): Promise<void> {
  try {
    await queryInterface.createTable(name, columns);
  } catch (error) {
    // Of two processes that create a table at once, PostgreSQL refuses the slower one, even with IF NOT EXISTS.
    if (!(await queryInterface.tableExists(name))) throw error;
  }
}
