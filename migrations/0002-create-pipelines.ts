import { createTable } from './support/create-table.js';

export const { up, down } = createTable('pipelines', (column) => ({
  columns: {
    id: column.primaryKey(),
    company: column.company(),
    workflow_id: column.required(column.bigint, column.references('workflows', 'CASCADE')),
    names: column.required(column.json),
    sort_order: column.required(column.integer),
    department_id: column.optional(column.uid),
    created_at: column.required(column.timestamp),
    updated_at: column.required(column.timestamp),
  },
  indexes: [{ name: 'order', columns: ['workflow_id', 'sort_order'] }],
}));
