import { addColumn } from './support/add-column.js';

export const { up, down } = addColumn('steps', {
  name: 'claimed_until',
  define: (column) => column.optional(column.timestamp),
});
