import { createTable } from './support/create-table.js';

export const { up, down } = createTable('registrations', (column) => ({
  columns: {
    id: column.primaryKey(),
    model: column.required(column.uid),
    created_at: column.required(column.timestamp),
  },
  indexes: [{ name: 'model', unique: true, columns: ['model'] }],
}));
