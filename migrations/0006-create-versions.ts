import { createTable } from './support/create-table.js';

export const { up, down } = createTable('versions', (column) => ({
  columns: {
    id: column.primaryKey(),
    company: column.company(),
    workflow_id: column.required(column.bigint, column.references('workflows', 'RESTRICT')),
    number: column.required(column.integer),
    hash: column.required(column.hash),
    definition: column.required(column.json),
    created_by: column.optional(column.uid),
    created_at: column.required(column.timestamp),
  },
  indexes: [
    { name: 'hash', unique: true, columns: ['workflow_id', 'hash'] },
    { name: 'number', unique: true, columns: ['workflow_id', 'number'] },
  ],
}));
