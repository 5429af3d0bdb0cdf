import { addIndex } from './support/add-index.js';

export const { up, down } = addIndex('attachments', {
  name: 'closed',
  columns: ['status', 'closed_at', 'id'],
});
