import { addColumn } from './support/add-column.js';

export const { up, down } = addColumn('steps', {
  name: 'claimed_by',
  define: (column) => column.optional(column.uid),
});
