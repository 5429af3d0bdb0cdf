import { addColumn } from './support/add-column.js';

export const { up, down } = addColumn('attachments', {
  name: 'history_hash_seed',
  define: (column) => column.optional(column.hash),
});
