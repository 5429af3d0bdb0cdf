import { addColumn } from './support/add-column.js';

export const { up, down } = addColumn('assignments', {
  name: 'checked_in_at',
  define: (column) => column.optional(column.timestamp),
});
