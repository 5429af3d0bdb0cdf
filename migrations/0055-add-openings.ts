import { addColumn } from './support/add-column.js';

export const { up, down } = addColumn('history', {
  name: 'openings',
  define: (column) => column.optional(column.json),
});
