import { createTable } from './support/create-table.js';

export const { up, down } = createTable('workflows', (column) => ({
  columns: {
    id: column.primaryKey(),
    company: column.company(),
    key: column.required(column.uid),
    names: column.required(column.json),
    hierarchy_strategy: column.required(column.integer),
    status: column.required(column.string(16)),
    draft_hash: column.optional(column.hash),
    is_complete: column.required(column.boolean),
    published_version_id: column.optional(column.bigint),
    created_by: column.optional(column.uid),
    created_at: column.required(column.timestamp),
    updated_at: column.required(column.timestamp),
  },
  indexes: [{ name: 'key', unique: true, columns: ['company', 'key'] }],
}));
