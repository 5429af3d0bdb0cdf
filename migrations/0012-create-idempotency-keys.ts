import { createTable } from './support/create-table.js';

export const { up, down } = createTable('idempotency_keys', (column) => ({
  columns: {
    id: column.primaryKey(),
    company: column.company(),
    actor_id: column.required(column.uid),
    key: column.required(column.uid),
    fingerprint: column.required(column.hash),
    response_status: column.required(column.integer),
    response_body: column.required(column.json),
    created_at: column.required(column.timestamp),
  },
  indexes: [
    { name: 'key', unique: true, columns: ['company', 'actor_id', 'key'] },
    { name: 'created', columns: ['created_at'] },
  ],
}));
