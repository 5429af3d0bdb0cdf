import { addColumn } from './support/add-column.js';

export const { up, down } = addColumn('attachments', {
  name: 'blocked_reason',
  define: (column) => column.optional(column.string(255)),
});
