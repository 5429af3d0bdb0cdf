import { createTable } from './support/create-table.js';

export const { up, down } = createTable('steps', (column) => ({
  columns: {
    id: column.primaryKey(),
    company: column.company(),
    attachment_id: column.required(column.bigint, column.references('attachments', 'CASCADE')),
    approval_id: column.required(column.bigint),
    step_number: column.required(column.integer),
    position: column.required(column.integer),
    round: column.required(column.integer),
    stage_id: column.optional(column.bigint),
    strategy: column.required(column.string(32)),
    status: column.required(column.string(24)),
    approve_at: column.optional(column.integer),
    reject_at: column.optional(column.integer),
    approved_count: column.required(column.integer),
    rejected_count: column.required(column.integer),
    due_at: column.optional(column.timestamp),
    opened_at: column.optional(column.timestamp),
    closed_at: column.optional(column.timestamp),
    created_at: column.required(column.timestamp),
  },
  indexes: [{ name: 'number', unique: true, columns: ['attachment_id', 'step_number'] }],
}));
