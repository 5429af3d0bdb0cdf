import { createTable } from './support/create-table.js';

export const { up, down } = createTable('assignments', (column) => ({
  columns: {
    id: column.primaryKey(),
    company: column.company(),
    attachment_id: column.required(column.bigint),
    step_id: column.required(column.bigint, column.references('steps', 'CASCADE')),
    seat_no: column.required(column.integer),
    turn: column.required(column.integer),
    user_id: column.required(column.uid),
    user_name: column.required(column.string(255)),
    status: column.required(column.string(24)),
    on_behalf_of: column.optional(column.uid),
    rotation_role: column.optional(column.uid),
    reassign_at: column.optional(column.timestamp),
    actor_id: column.optional(column.uid),
    actor_name: column.optional(column.string(255)),
    comment: column.optional(column.text),
    form_data: column.optional(column.json),
    claimed_by: column.optional(column.uid),
    claimed_until: column.optional(column.timestamp),
    assigned_at: column.required(column.timestamp),
    acted_at: column.optional(column.timestamp),
  },
  indexes: [
    { name: 'seat', unique: true, columns: ['step_id', 'seat_no', 'turn'] },
    { name: 'attachment', columns: ['attachment_id', 'step_id'] },
    { name: 'inbox', columns: ['company', 'user_id', 'status', 'id'] },
    { name: 'due', columns: ['status', 'reassign_at'] },
    { name: 'rotation', columns: ['status', 'rotation_role', 'user_id'] },
  ],
}));
