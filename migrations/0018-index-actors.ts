import { addIndex } from './support/add-index.js';

export const { up, down } = addIndex('assignments', { name: 'actor', columns: ['company', 'actor_id'] });
