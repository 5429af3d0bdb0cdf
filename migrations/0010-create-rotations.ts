import { createTable } from './support/create-table.js';

export const { up, down } = createTable('rotations', (column) => ({
  columns: {
    id: column.primaryKey(),
    company: column.company(),
    workflow_id: column.required(column.bigint, column.references('workflows', 'CASCADE')),
    approval_id: column.required(column.bigint),
    seated_order: column.required(column.json),
    updated_at: column.required(column.timestamp),
  },
  indexes: [
    { name: 'approval', unique: true, columns: ['company', 'workflow_id', 'approval_id'] },
    { name: 'workflow', columns: ['workflow_id'] },
  ],
}));
