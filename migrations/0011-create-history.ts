import { createTable } from './support/create-table.js';

export const { up, down } = createTable('history', (column) => ({
  columns: {
    id: column.primaryKey(),
    company: column.company(),
    attachment_id: column.required(column.bigint, column.references('attachments', 'CASCADE')),
    sequence: column.required(column.integer),
    event: column.required(column.string(32)),
    step_id: column.optional(column.bigint),
    assignment_id: column.optional(column.bigint),
    actor_id: column.optional(column.uid),
    actor_name: column.optional(column.string(255)),
    on_behalf_of: column.optional(column.uid),
    comment: column.optional(column.text),
    data: column.required(column.json),
    previous_hash: column.optional(column.hash),
    hash: column.required(column.hash),
    created_at: column.required(column.timestamp),
  },
  indexes: [{ name: 'sequence', unique: true, columns: ['attachment_id', 'sequence'] }],
}));
