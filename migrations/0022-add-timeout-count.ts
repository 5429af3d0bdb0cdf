import { addColumn } from './support/add-column.js';

export const { up, down } = addColumn('steps', {
  name: 'timeout_count',
  define: (column) => column.optional(column.integer),
});
