import { createTable } from './support/create-table.js';

export const { up, down } = createTable('action_runs', (column) => ({
  columns: {
    id: column.primaryKey(),
    company: column.company(),
    attachment_id: column.required(column.bigint, column.references('attachments', 'CASCADE')),
    action_id: column.optional(column.bigint),
    event: column.required(column.string(32)),
    handler: column.required(column.uid),
    parameters: column.required(column.json),
    facts: column.required(column.json),
    idempotency_key: column.required(column.uid),
    status: column.required(column.string(16)),
    attempts: column.required(column.integer),
    due_at: column.required(column.timestamp),
    last_error: column.optional(column.text),
    is_out_of_order: column.required(column.boolean),
    claimed_by: column.optional(column.uid),
    claimed_until: column.optional(column.timestamp),
    created_at: column.required(column.timestamp),
    finished_at: column.optional(column.timestamp),
  },
  indexes: [
    { name: 'key', unique: true, columns: ['idempotency_key'] },
    { name: 'queue', columns: ['attachment_id', 'status', 'id'] },
    { name: 'due', columns: ['status', 'due_at'] },
    { name: 'company', columns: ['company', 'status', 'id'] },
  ],
}));
