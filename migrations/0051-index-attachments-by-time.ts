import { replaceIndexes } from './support/replace-indexes.js';

export const { up, down } = replaceIndexes('attachments', {
  before: [
    { name: 'status', columns: ['company', 'status', 'id'] },
    { name: 'requester', columns: ['company', 'requester_id', 'id'] },
    { name: 'starter', columns: ['company', 'started_by', 'id'] },
    { name: 'workflow', columns: ['workflow_id'] },
  ],
  after: [
    { name: 'newest', columns: ['company', 'created_at', 'id'] },
    { name: 'newest_of_status', columns: ['company', 'status', 'created_at', 'id'] },
    { name: 'newest_of_requester', columns: ['company', 'requester_id', 'created_at', 'id'] },
    { name: 'newest_of_starter', columns: ['company', 'started_by', 'created_at', 'id'] },
    { name: 'newest_of_workflow', columns: ['workflow_id', 'created_at', 'id'] },
  ],
});
