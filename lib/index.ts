/**
 * Configurable multi-step approval workflows for any Sequelize model of an Express application.
 *
 * @packageDocumentation
 */
export { createWorkflowEngine } from './engine.js';
export type { WorkflowEngine } from './api/workflow-engine.js';
export type { CallOf, InputOf } from './api/call-shape.js';
export type { EngineCommands } from './api/engine-commands.js';
export type { EngineMetrics, EngineQueries } from './api/engine-queries.js';
export type { EngineEventMap, EngineEvents, ObjectFailure } from './actions/events.js';
export type {
  ActionFacts,
  ApprovalFacts,
  AttachmentFacts,
  PersonFacts,
  PlaceFacts,
} from './actions/facts.js';
export { defaultEmailActions } from './actions/handlers/default-email-actions.js';
export { emailHandler } from './actions/handlers/send-email.js';
export { escapeHtml } from './actions/handlers/email/escape-html.js';
export type {
  EmailBrand,
  EmailContent,
  EmailDraft,
  EmailOptions,
  EmailTemplate,
} from './actions/handlers/email/email-options.js';
export type {
  EmailParameters,
  EmailRecipient,
  LocalizedText,
} from './actions/handlers/email/email-parameters.js';
export { RECIPIENT_WORDS } from './actions/handlers/email/email-parameters.js';
export type { RecipientWord } from './actions/handlers/email/email-parameters.js';
export type { EmailAddress } from './actions/handlers/email/email-address.js';
export type { MailMessage, MailTransport, SmtpOptions } from './actions/handlers/email/mail-transport.js';
export { webhookHandler } from './actions/handlers/webhook.js';
export type { AddressRule, HostRule } from './actions/handlers/webhook/host-rule.js';
export type { WebhookOptions } from './actions/handlers/webhook/options.js';
export type { WebhookParameters } from './actions/handlers/webhook/parameters.js';
export type { WebhookFact } from './actions/handlers/webhook/payload.js';
export type { WireKey } from './definition/wire-keys.js';
export { verifyWebhookSignature } from './actions/handlers/webhook/signature.js';
export type { ReceivedWebhook } from './actions/handlers/webhook/signature.js';
export { GiveUp, RetryLater } from './actions/delivery-errors.js';
export type {
  ActionContext,
  ActionHandler,
  ActionHandlers,
  ActionMethods,
  ActionParameters,
  RunAction,
} from './actions/handler.js';
export type { DefaultAction } from './actions/default-actions.js';
export type { DeliveryOptions } from './actions/backoff.js';
export type { DispatchCounts } from './actions/dispatcher.js';
export { OPERATIONS } from './actions/hooks.js';
export type { Hook, HookContext, Hooks, Operation } from './actions/hooks.js';
export type { ResolveSecret } from './actions/secrets.js';
export type { EngineOptions } from './options.js';
export type { TimeLimitOptions } from './time-limits/time-limit-options.js';
export { SEATINGS } from './flow/strategies/strategy.js';
export type { CountingOptions, HostStrategy, Seating } from './flow/strategies/strategy.js';
export { WEEKDAYS } from './definition/business-calendar.js';
export type {
  BusinessCalendar,
  DatedHours,
  Weekday,
  WorkingInterval,
} from './definition/business-calendar.js';
export type { CalendarOption } from './calendars.js';
export { addWorkingTime, checkCalendar, workingTimeBetween } from './flow/deadlines/working-time.js';
export { WorkflowError, ERROR_STATUS } from './errors.js';
export type { ErrorCode, FieldError, WorkflowErrorOptions } from './errors.js';
export { workflowRouter } from '../routes/workflow-router.js';
export type { WorkflowRouterOptions } from '../routes/workflow-router.js';
export { workflowObjectRouter } from '../routes/object-router.js';
export { notFoundHandler, problemHandler } from '../routes/problem-handlers.js';
export type { ProblemHandlerOptions } from '../routes/problem-handlers.js';
export type { AccessOptions } from '../routes/access.js';
export type { CrossOriginOptions } from '../routes/cross-origin.js';
export type { Permission } from '../routes/operation.js';
export { sequelizeDirectory } from './directory/sequelize-directory.js';
export type {
  FindHeadId,
  HeadModel,
  RoleMembership,
  SequelizeDirectoryOptions,
} from './directory/sequelize/options.js';
export { openEmbeddedDatabase } from './host/embedded-database.js';
export type { ObjectInput, TargetInput } from './host/object-input.js';
export type { ObjectQueryOptions } from './host/object-queries.js';
export type { IdempotentAnswer, IdempotentRequest } from './commands/idempotently.js';
export type { AttributeName, ModelRegistration, RegisterModelOptions } from './host/register-options.js';
export type { ObjectSearch, RegisteredModels } from './host/registered-models.js';
export type { ShutdownOptions } from './host/shut-down.js';
export type { HostModels, ModelKey, Register, WorkflowKey } from './register.js';
export { createMigrator } from './migrate.js';
export type { Migrator, MigratorOptions } from './migrate.js';
export { MigrationError } from './migration-error.js';
export type { MigrationDirection, MigrationStep } from './migration-error.js';
export type { AttachDetails } from './commands/new-attachment.js';
export type { CancelDetails } from './commands/cancel.js';
export type { RequesterDecision } from './commands/by-requester.js';
export type { Decision, SeatDecision, SeatDetails } from './commands/decide.js';
export type { ForceRequest } from './commands/force.js';
export { FORCED_OUTCOMES } from './flow/commands/command.js';
export type { ForcedOutcome } from './flow/commands/command.js';
export type { ReplaceRequest } from './commands/replace.js';
export type { StartDetails } from './commands/start.js';
export type {
  AttachRequest,
  CancelRequest,
  DecideForSeat,
  DecideRequest,
  DelegateRequest,
  OwnRequest,
  RejectRequest,
  RequesterRequest,
  RequestResubmissionRequest,
  SeatRequest,
  StartRequest,
} from './host/requests.js';
export type { AttachmentSummary, PlaceSummary } from './commands/summary.js';
export type { Definitions } from './api/definitions.js';
export type { ActionDefinitions } from './api/action-definitions.js';
export type {
  ApprovalInput,
  DefaultedApprovalSetting,
  WithDefaults,
} from './commands/definitions/approval-input.js';
export type { PipelineChange, PipelineInput } from './commands/definitions/pipelines.js';
export type { StageChange, StageInput } from './commands/definitions/stages.js';
export type { WorkflowChange, WorkflowInput } from './commands/definitions/workflows.js';
export type { NamesChange } from './definition/names.js';
export type { SettingsChange } from './definition/settings.js';
export type {
  ActionChange,
  ActionInput,
  ActionOptions,
  Calling,
  HandlerName,
  NamedSecret,
  Parameterized,
  ParametersOf,
  WithSecrets,
} from './commands/definitions/action-input.js';
export type { ActionView, HandlerView } from './commands/definitions/action-view.js';
export type { ActionListing } from './store/definitions/actions.js';
export type { ActionRunListing, ActionRuns } from './api/action-runs.js';
export type { ActionRunSummary, ActionRunView } from './commands/action-runs/action-run-view.js';
export type { ActionPlace, ActionValues } from './definition/action-schema.js';
export type { DefinitionCall } from './commands/definitions/call.js';
export type { FormView, NewForm } from './commands/definitions/forms.js';
export type { VersionView, WorkflowSummary, WorkflowView } from './commands/definitions/workflow-view.js';
export type { DelegationCall } from './commands/delegations/call.js';
export type { NewDelegation } from './commands/delegations/create-delegation.js';
export { DELEGATION_STATUSES } from './commands/delegations/delegation-view.js';
export type { DelegationStatus, DelegationView } from './commands/delegations/delegation-view.js';
export type { DelegationListing, Delegations } from './api/delegations.js';
export type { DelegationChange } from './commands/delegations/update-delegation.js';
export type { JobName, RunnableJobs, Schedules } from './jobs/job-list.js';
export type { JobOptions } from './jobs/job-run.js';
export type { RunJob } from './jobs/job.js';
export type { CleanupCounts, CleanupOptions } from './jobs/cleanup.js';
export type { DeadlineCounts } from './jobs/deadlines.js';
export type { JobMetrics } from './jobs/job-monitor.js';
export type { Jobs } from './jobs/jobs.js';
export type { ReconcileCounts } from './jobs/reconcile.js';
export type { NameCounts } from './jobs/reconcile-names.js';
export type { Retention } from './store/retention.js';
export { OPEN_STATUSES } from './flow/rules/attachment.js';
export type { OpenStatus } from './flow/rules/attachment.js';
export type { BlockedAttachment, Workload } from './store/workload.js';
export type { ReassignmentCounts } from './jobs/reassign-round-robin.js';
export type { SeatCounts } from './jobs/seat-mover.js';
export type { AttachmentStatusView } from './queries/attachment-status.js';
export type { EngineHealth, HealthOptions } from './queries/health.js';
export type { HistoryEntryView } from './queries/history-view.js';
export type { InboxItem, InboxTotal } from './queries/inbox.js';
export type { AttachmentListing, Reader } from './queries/reader.js';
export type { AssignmentView, StepView } from './queries/step-view.js';
export type { HistoryVerification, VerifyHistoryOptions } from './queries/verify-history.js';
export type { HistoryMember } from './store/audit/entry-members.js';
export type { ErasedEntry } from './store/audit/erased-entries.js';
export { HISTORY_BREAK_REASONS } from './store/audit/chain-check.js';
export type { ChainBreak, HistoryBreakReason } from './store/audit/chain-check.js';
export type { HistoryBreak } from './store/audit/history-walk.js';
export type { AttachmentTarget } from './store/attachments.js';
export type { AttachmentRow } from '../models/index.js';
export type { AttachmentRows } from './store/closed-attachments.js';
export type { VersionHead } from './store/definitions/version-heads.js';
export type { Page, PageRequest, TimeKey, TimePageRequest } from './store/page.js';
export * from './types.js';
export type * from './definition/types.js';
