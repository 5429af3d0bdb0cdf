import { replaceIndexes } from './support/replace-indexes.js';

export const { up, down } = replaceIndexes('assignments', {
  before: [
    { name: 'inbox', columns: ['company', 'user_id', 'status', 'id'] },
    { name: 'actor', columns: ['company', 'actor_id'] },
  ],
  after: [
    { name: 'waiting', columns: ['company', 'user_id', 'status', 'assigned_at', 'id', 'attachment_id'] },
    { name: 'seated', columns: ['company', 'user_id', 'attachment_id'] },
    { name: 'decided', columns: ['company', 'actor_id', 'attachment_id'] },
  ],
});
