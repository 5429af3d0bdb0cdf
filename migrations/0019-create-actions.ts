import { createTable } from './support/create-table.js';

export const { up, down } = createTable('actions', (column) => ({
  columns: {
    id: column.primaryKey(),
    company: column.company(),
    workflow_id: column.optional(column.bigint, column.references('workflows', 'CASCADE')),
    pipeline_id: column.optional(column.bigint, column.references('pipelines', 'CASCADE')),
    stage_id: column.optional(column.bigint, column.references('stages', 'CASCADE')),
    event: column.required(column.string(32)),
    handler: column.required(column.uid),
    parameters: column.required(column.json),
    sort_order: column.required(column.integer),
    is_active: column.required(column.boolean),
    execution: column.required(column.string(16)),
    failure_policy: column.optional(column.string(16)),
    condition: column.optional(column.text),
    created_at: column.required(column.timestamp),
    updated_at: column.required(column.timestamp),
  },
  indexes: [
    { name: 'workflow', columns: ['workflow_id'] },
    { name: 'pipeline', columns: ['pipeline_id'] },
    { name: 'stage', columns: ['stage_id'] },
    { name: 'company', columns: ['company', 'workflow_id'] },
  ],
}));
