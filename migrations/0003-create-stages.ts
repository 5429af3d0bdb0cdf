import { createTable } from './support/create-table.js';

export const { up, down } = createTable('stages', (column) => ({
  columns: {
    id: column.primaryKey(),
    company: column.company(),
    workflow_id: column.required(column.bigint),
    pipeline_id: column.required(column.bigint, column.references('pipelines', 'CASCADE')),
    names: column.required(column.json),
    sort_order: column.required(column.integer),
    color: column.optional(column.string(32)),
    created_at: column.required(column.timestamp),
    updated_at: column.required(column.timestamp),
  },
  indexes: [
    { name: 'order', columns: ['pipeline_id', 'sort_order'] },
    { name: 'workflow', columns: ['workflow_id'] },
  ],
}));
