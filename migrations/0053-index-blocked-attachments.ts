import { addIndex } from './support/add-index.js';

export const { up, down } = addIndex('attachments', { name: 'blocked', columns: ['blocked_reason'] });
