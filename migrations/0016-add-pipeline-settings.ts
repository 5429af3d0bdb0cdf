import { addColumn } from './support/add-column.js';

export const { up, down } = addColumn('pipelines', {
  name: 'settings',
  define: (column) => column.optional(column.json),
});
