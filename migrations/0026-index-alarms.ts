import { addIndex } from './support/add-index.js';

export const { up, down } = addIndex('steps', { name: 'alarm', columns: ['alarm_at'] });
