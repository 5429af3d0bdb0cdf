import { addColumn } from './support/add-column.js';

export const { up, down } = addColumn('workflows', {
  name: 'settings',
  define: (column) => column.optional(column.json),
});
