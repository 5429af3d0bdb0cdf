import { createTable } from './support/create-table.js';

export const { up, down } = createTable('delegations', (column) => ({
  columns: {
    id: column.primaryKey(),
    company: column.company(),
    from_user_id: column.required(column.uid),
    from_user_name: column.required(column.string(255)),
    user_id: column.required(column.uid),
    user_name: column.required(column.string(255)),
    workflow_id: column.optional(column.bigint, column.references('workflows', 'CASCADE')),
    starts_at: column.required(column.timestamp),
    ends_at: column.optional(column.timestamp),
    reason: column.optional(column.text),
    created_by: column.optional(column.uid),
    created_at: column.required(column.timestamp),
    updated_at: column.required(column.timestamp),
    revoked_at: column.optional(column.timestamp),
    revoked_by: column.optional(column.uid),
  },
  indexes: [
    { name: 'user', columns: ['company', 'user_id', 'revoked_at'] },
    { name: 'from_user', columns: ['company', 'from_user_id', 'revoked_at'] },
    { name: 'workflow', columns: ['workflow_id'] },
  ],
}));
