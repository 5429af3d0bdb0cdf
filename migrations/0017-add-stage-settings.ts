import { addColumn } from './support/add-column.js';

export const { up, down } = addColumn('stages', {
  name: 'settings',
  define: (column) => column.optional(column.json),
});
