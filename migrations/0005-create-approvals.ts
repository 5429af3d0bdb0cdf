import { createTable } from './support/create-table.js';

export const { up, down } = createTable('approvals', (column) => ({
  columns: {
    id: column.primaryKey(),
    company: column.company(),
    workflow_id: column.required(column.bigint, column.references('workflows', 'CASCADE')),
    pipeline_id: column.optional(column.bigint, column.references('pipelines', 'CASCADE')),
    stage_id: column.optional(column.bigint, column.references('stages', 'CASCADE')),
    sort_order: column.required(column.integer),
    form_id: column.optional(column.bigint, column.references('forms', 'RESTRICT')),
    config: column.required(column.json),
    created_at: column.required(column.timestamp),
    updated_at: column.required(column.timestamp),
  },
  indexes: [
    { name: 'workflow', columns: ['workflow_id'] },
    { name: 'stage', columns: ['stage_id'] },
    { name: 'pipeline', columns: ['pipeline_id'] },
    { name: 'form', columns: ['form_id'] },
  ],
}));
