import type { VersionRow, WorkflowRow } from '../../../models/index.js';
import type { UserIds } from '../../directory/user-ids.js';
import type { HierarchyStrategy, Names, WorkflowDefinition, WorkflowStatus } from '../../definition/types.js';
import type { FieldError } from '../../errors.js';
import { readNamesColumn } from '../../store/definition-store.js';
import type { VersionHead } from '../../store/definitions/version-heads.js';
import type { UserId } from '../../types.js';

/** A workflow without its tree. */
export interface WorkflowSummary {
  readonly id: number;
  readonly company: string;
  readonly key: string;
  readonly names: Names;
  readonly hierarchyStrategy: HierarchyStrategy;
  readonly status: WorkflowStatus;
  /** Active and published: new attachments are accepted. */
  readonly isActive: boolean;
  /** Every position has an approval. */
  readonly isComplete: boolean;
  /** What new attachments run on; `null` before the first publication. */
  readonly publishedVersion: VersionHead | null;
  /** Whether the draft differs from what is published. */
  readonly hasUnpublishedChanges: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A workflow as people edit it. */
export interface WorkflowView extends WorkflowSummary {
  readonly definition: WorkflowDefinition;
  /** What is missing before it can be published; empty where it is complete. */
  readonly missing: readonly FieldError[];
}

interface ViewParts {
  readonly definition: WorkflowDefinition;
  readonly missing: readonly FieldError[];
  readonly published: VersionHead | null;
}

/** A workflow with its tree, as readers see it. */
export function viewWorkflow(row: WorkflowRow, { definition, missing, published }: ViewParts): WorkflowView {
  return { ...summarizeWorkflow(row, published), definition, missing };
}

/** A workflow without its tree, as readers see it. */
export function summarizeWorkflow(row: WorkflowRow, published: VersionHead | null): WorkflowSummary {
  const { id, company, key, hierarchyStrategy, status, isComplete, createdAt, updatedAt } = row;
  return {
    id,
    company,
    key,
    names: readNamesColumn(row.names),
    hierarchyStrategy,
    status,
    isActive: status === 'active' && published !== null,
    isComplete,
    publishedVersion: published,
    hasUnpublishedChanges: row.draftHash !== (published?.hash ?? null),
    createdAt,
    updatedAt,
  };
}

/** A frozen version, without its content. */
export interface VersionView extends VersionHead {
  readonly createdBy: UserId | null;
  readonly createdAt: Date;
}

/** A stored version, as readers see it. */
export function viewVersion(
  userIds: UserIds,
  { id, number, hash, createdBy, createdAt }: Omit<VersionRow, 'definition'>,
): VersionView {
  return { id, number, hash, createdBy: userIds.fromText(createdBy), createdAt };
}
