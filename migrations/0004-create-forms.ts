import { createTable } from './support/create-table.js';

export const { up, down } = createTable('forms', (column) => ({
  columns: {
    id: column.primaryKey(),
    company: column.company(),
    key: column.required(column.uid),
    names: column.required(column.json),
    schema: column.required(column.json),
    created_at: column.required(column.timestamp),
    updated_at: column.required(column.timestamp),
  },
  indexes: [{ name: 'key', unique: true, columns: ['company', 'key'] }],
}));
