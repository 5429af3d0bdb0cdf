import { addIndex } from './support/add-index.js';

export const { up, down } = addIndex('steps', { name: 'blocked', columns: ['blocked_reason'] });
