import * as createWorkflows from '../0001-create-workflows.js';
import * as createPipelines from '../0002-create-pipelines.js';
import * as createStages from '../0003-create-stages.js';
import * as createForms from '../0004-create-forms.js';
import * as createApprovals from '../0005-create-approvals.js';
import * as createVersions from '../0006-create-versions.js';
import * as createAttachments from '../0007-create-attachments.js';
import * as createSteps from '../0008-create-steps.js';
import * as createAssignments from '../0009-create-assignments.js';
import * as createRotations from '../0010-create-rotations.js';
import * as createHistory from '../0011-create-history.js';
import * as createIdempotencyKeys from '../0012-create-idempotency-keys.js';
import * as addCheckedInAt from '../0013-add-checked-in-at.js';
import * as createDelegations from '../0014-create-delegations.js';
import * as addWorkflowSettings from '../0015-add-workflow-settings.js';
import * as addPipelineSettings from '../0016-add-pipeline-settings.js';
import * as addStageSettings from '../0017-add-stage-settings.js';
import * as indexActors from '../0018-index-actors.js';
import * as createActions from '../0019-create-actions.js';
import * as createActionRuns from '../0020-create-action-runs.js';
import * as addAlarmAt from '../0021-add-alarm-at.js';
import * as addTimeoutCount from '../0022-add-timeout-count.js';
import * as addBlockedReason from '../0023-add-blocked-reason.js';
import * as addStepClaimedBy from '../0024-add-step-claimed-by.js';
import * as addStepClaimedUntil from '../0025-add-step-claimed-until.js';
import * as indexAlarms from '../0026-index-alarms.js';
import * as indexClosedAttachments from '../0031-index-closed-attachments.js';
import * as createRegistrations from '../0032-create-registrations.js';
import * as indexBlockedSteps from '../0033-index-blocked-steps.js';
import * as addAttachmentBlockedReason from '../0034-add-attachment-blocked-reason.js';
import * as tellSpacesApartInWorkflows from '../0035-tell-spaces-apart-in-workflows.js';
import * as tellSpacesApartInPipelines from '../0036-tell-spaces-apart-in-pipelines.js';
import * as tellSpacesApartInStages from '../0037-tell-spaces-apart-in-stages.js';
import * as tellSpacesApartInForms from '../0038-tell-spaces-apart-in-forms.js';
import * as tellSpacesApartInApprovals from '../0039-tell-spaces-apart-in-approvals.js';
import * as tellSpacesApartInVersions from '../0040-tell-spaces-apart-in-versions.js';
import * as tellSpacesApartInAttachments from '../0041-tell-spaces-apart-in-attachments.js';
import * as tellSpacesApartInSteps from '../0042-tell-spaces-apart-in-steps.js';
import * as tellSpacesApartInAssignments from '../0043-tell-spaces-apart-in-assignments.js';
import * as tellSpacesApartInRotations from '../0044-tell-spaces-apart-in-rotations.js';
import * as tellSpacesApartInHistory from '../0045-tell-spaces-apart-in-history.js';
import * as tellSpacesApartInIdempotencyKeys from '../0046-tell-spaces-apart-in-idempotency-keys.js';
import * as tellSpacesApartInDelegations from '../0047-tell-spaces-apart-in-delegations.js';
import * as tellSpacesApartInActions from '../0048-tell-spaces-apart-in-actions.js';
import * as tellSpacesApartInActionRuns from '../0049-tell-spaces-apart-in-action-runs.js';
import * as tellSpacesApartInRegistrations from '../0050-tell-spaces-apart-in-registrations.js';
import * as indexAttachmentsByTime from '../0051-index-attachments-by-time.js';
import * as indexSeatsByTime from '../0052-index-seats-by-time.js';
import * as indexBlockedAttachments from '../0053-index-blocked-attachments.js';
import * as addHistoryHashSeed from '../0054-add-history-hash-seed.js';
import * as addOpenings from '../0055-add-openings.js';
import type { Migration } from './define-migration.js';

/**
 * All migrations in order, by the name under which each is recorded. Listed here rather than looked up in the
 * folder, so that they are found in a bundle too.
 */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-create-workflows': createWorkflows,
  '0002-create-pipelines': createPipelines,
  '0003-create-stages': createStages,
  '0004-create-forms': createForms,
  '0005-create-approvals': createApprovals,
  '0006-create-versions': createVersions,
  '0007-create-attachments': createAttachments,
  '0008-create-steps': createSteps,
  '0009-create-assignments': createAssignments,
  '0010-create-rotations': createRotations,
  '0011-create-history': createHistory,
  '0012-create-idempotency-keys': createIdempotencyKeys,
  '0013-add-checked-in-at': addCheckedInAt,
  '0014-create-delegations': createDelegations,
  '0015-add-workflow-settings': addWorkflowSettings,
  '0016-add-pipeline-settings': addPipelineSettings,
  '0017-add-stage-settings': addStageSettings,
  '0018-index-actors': indexActors,
  '0019-create-actions': createActions,
  '0020-create-action-runs': createActionRuns,
  '0021-add-alarm-at': addAlarmAt,
  '0022-add-timeout-count': addTimeoutCount,
  '0023-add-blocked-reason': addBlockedReason,
  '0024-add-step-claimed-by': addStepClaimedBy,
  '0025-add-step-claimed-until': addStepClaimedUntil,
  '0026-index-alarms': indexAlarms,
  '0031-index-closed-attachments': indexClosedAttachments,
  '0032-create-registrations': createRegistrations,
  '0033-index-blocked-steps': indexBlockedSteps,
  '0034-add-attachment-blocked-reason': addAttachmentBlockedReason,
  '0035-tell-spaces-apart-in-workflows': tellSpacesApartInWorkflows,
  '0036-tell-spaces-apart-in-pipelines': tellSpacesApartInPipelines,
  '0037-tell-spaces-apart-in-stages': tellSpacesApartInStages,
  '0038-tell-spaces-apart-in-forms': tellSpacesApartInForms,
  '0039-tell-spaces-apart-in-approvals': tellSpacesApartInApprovals,
  '0040-tell-spaces-apart-in-versions': tellSpacesApartInVersions,
  '0041-tell-spaces-apart-in-attachments': tellSpacesApartInAttachments,
  '0042-tell-spaces-apart-in-steps': tellSpacesApartInSteps,
  '0043-tell-spaces-apart-in-assignments': tellSpacesApartInAssignments,
  '0044-tell-spaces-apart-in-rotations': tellSpacesApartInRotations,
  '0045-tell-spaces-apart-in-history': tellSpacesApartInHistory,
  '0046-tell-spaces-apart-in-idempotency-keys': tellSpacesApartInIdempotencyKeys,
  '0047-tell-spaces-apart-in-delegations': tellSpacesApartInDelegations,
  '0048-tell-spaces-apart-in-actions': tellSpacesApartInActions,
  '0049-tell-spaces-apart-in-action-runs': tellSpacesApartInActionRuns,
  '0050-tell-spaces-apart-in-registrations': tellSpacesApartInRegistrations,
  '0051-index-attachments-by-time': indexAttachmentsByTime,
  '0052-index-seats-by-time': indexSeatsByTime,
  '0053-index-blocked-attachments': indexBlockedAttachments,
  '0054-add-history-hash-seed': addHistoryHashSeed,
  '0055-add-openings': addOpenings,
};
