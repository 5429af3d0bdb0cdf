import type { HierarchyStrategy, WorkflowStatus } from '../lib/definition/types.js';
import { company, id, optional, required } from './column.js';
import { boolean, hash, integer, json, rowId, string, timestamp, uid } from './column-kinds.js';
import { table } from './table.js';
import type { RowOf } from './table.js';

/** A workflow as people edit it. What runs is one of its versions. JSON columns are canonical text. */
export const WORKFLOW = table(
  'Definition',
  'workflows',
  {
    id: id(),
    company: company(),
    key: required(uid),
    names: required(json),
    hierarchyStrategy: required(integer).as<HierarchyStrategy>(),
    status: required(string(16)).as<WorkflowStatus>(),
    /** The content hash of the draft as it stands; `null` until it was first computed. */
    draftHash: optional(hash),
    isComplete: required(boolean),
    /** No foreign key: versions already point at their workflow, and two rows that need each other cannot be inserted. */
    publishedVersionId: optional(rowId),
    createdBy: optional(uid),
    createdAt: required(timestamp),
    updatedAt: required(timestamp),
    /** What it says about all of its attachments; `null` where that is nothing. */
    settings: optional(json),
  },
  [{ name: 'key', unique: true, fields: ['company', 'key'] }],
);

/** A row of {@link WORKFLOW}. */
export type WorkflowRow = RowOf<typeof WORKFLOW>;
