import { addColumn } from './support/add-column.js';

export const { up, down } = addColumn('steps', {
  name: 'alarm_at',
  define: (column) => column.optional(column.timestamp),
});
