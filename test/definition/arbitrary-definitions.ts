import fc from 'fast-check';
import {
  ACTION_EVENTS,
  ACTION_EXECUTIONS,
  DELEGATE_SCOPES,
  FAILURE_POLICIES,
  INACTIVE_APPROVER_POLICIES,
  RECALLS,
  REPEATED_APPROVERS,
  RESUBMISSIONS,
} from '../../lib/definition/types.js';
import type {
  ActionConfig,
  ApprovalConfig,
  ApprovalSettings,
  FormDefinition,
  Names,
  NoApproverPolicy,
  PipelineDefinition,
  StageDefinition,
  WorkflowDefinition,
} from '../../lib/definition/types.js';

const id = fc.integer({ min: 1, max: 1_000_000 });
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
const hostId = fc.oneof(
  fc.maxSafeInteger(),
  text.filter((value) => !value.includes('\0')),
);
const names: fc.Arbitrary<Names> = fc.dictionary(fc.constantFrom('en', 'ar', 'fr', 'pt-BR'), text, {
  minKeys: 1,
  noNullPrototype: true,
});

const step = fc.oneof(
  fc.record({ stepApprovalType: fc.constantFrom('approve' as const, 'move' as const) }),
  fc.record({ stepApprovalType: fc.constant('check_in_verify' as const), requiredForm: id }),
  fc.record({ stepApprovalType: fc.constant('approve' as const), requiredForm: id }),
  fc.record({ stepApprovalType: fc.constant('submit' as const), requiredForm: id }),
);

const condition = fc.constantFrom('object.amount >= 1000', 'object.urgent');

const policies = fc.record(
  {
    onNoApprover: fc.oneof<fc.Arbitrary<NoApproverPolicy>[]>(
      fc.constantFrom('fail' as const, 'skip' as const),
      fc.record({ user: hostId }),
      fc.record({ role: hostId }),
    ),
    onInactiveApprover: fc.constantFrom(...INACTIVE_APPROVER_POLICIES),
    allowDelegation: fc.boolean(),
    delegateScope: fc.constantFrom(...DELEGATE_SCOPES),
    parallelGroup: text,
    condition,
  },
  { requiredKeys: ['onNoApprover', 'onInactiveApprover', 'allowDelegation', 'delegateScope'] },
);

const shared = { approvalType: fc.constant('role' as const), allowSelfApproval: fc.boolean() };

const counted = fc.oneof(
  fc.record({ ...shared, userRole: hostId, roleSelectionStrategy: fc.constantFrom('consensus', 'random') }),
  fc.record({ ...shared, userRole: hostId, roleSelectionStrategy: fc.constant('anyone'), rejectAt: id }),
  fc.record({ ...shared, userRole: hostId, roleSelectionStrategy: fc.constant('quorum'), quorumCount: id }),
  fc.record({
    ...shared,
    userRole: hostId,
    roleSelectionStrategy: fc.constant('percentage'),
    percentageRequired: fc.double({ min: 0.01, max: 100, noNaN: true }),
  }),
  fc.record({
    ...shared,
    roleSelectionStrategy: fc.constantFrom('hierarchy_up', 'hierarchy_chain'),
    hierarchyLevels: fc.integer({ min: 1, max: 20 }),
  }),
);

const who = fc.oneof(
  counted,
  fc.record({
    approvalType: fc.constantFrom('team_head' as const, 'department_head' as const),
    allowSelfApproval: fc.boolean(),
  }),
  fc.record({
    approvalType: fc.constant('assigned' as const),
    assignedField: text,
    allowSelfApproval: fc.boolean(),
  }),
  fc.record({ approvalType: fc.constant('self' as const), allowSelfApproval: fc.constant(true) }),
  fc.record({
    approvalType: fc.constant('user' as const),
    approvalUser: hostId,
    allowSelfApproval: fc.boolean(),
  }),
  fc.record({
    approvalType: fc.constant('role' as const),
    userRole: hostId,
    roleSelectionStrategy: fc.constantFrom('anyone' as const, 'consensus' as const),
    allowSelfApproval: fc.boolean(),
  }),
  fc.record(
    {
      approvalType: fc.constant('role' as const),
      userRole: hostId,
      roleSelectionStrategy: fc.constant('round_robin' as const),
      reassignAfterHours: fc.double({ min: 0.01, max: 8760, noNaN: true }),
      allowSelfApproval: fc.boolean(),
    },
    { requiredKeys: ['approvalType', 'userRole', 'roleSelectionStrategy', 'allowSelfApproval'] },
  ),
);

export const approvalSettings: fc.Arbitrary<ApprovalSettings> = fc
  .tuple(who, step, policies)
  .map(([first, second, third]) => ({ ...first, ...second, ...third }));

const approval: fc.Arbitrary<ApprovalConfig> = fc
  .tuple(approvalSettings, id)
  .map(([settings, approvalId]) => ({ ...settings, id: approvalId }));

const approvals = fc.array(approval, { maxLength: 3 });

const place = {
  condition: fc.option(condition),
  resubmission: fc.option(fc.constantFrom(...RESUBMISSIONS)),
};

const action: fc.Arbitrary<ActionConfig> = fc.record({
  id,
  event: fc.constantFrom(...ACTION_EVENTS),
  handler: fc.constantFrom('send_email', 'finance/notify.approve'),
  parameters: fc.dictionary(fc.constantFrom('to', 'url', 'token'), fc.oneof(text, fc.boolean()), {
    noNullPrototype: true,
  }),
  execution: fc.constantFrom(...ACTION_EXECUTIONS),
  failurePolicy: fc.option(fc.constantFrom(...FAILURE_POLICIES)),
  condition: fc.option(condition),
});

const actions = fc.array(action, { maxLength: 3 });

const stage: fc.Arbitrary<StageDefinition> = fc.record({
  id,
  names,
  color: fc.option(text),
  ...place,
  approvals,
  actions,
});

const pipeline: fc.Arbitrary<PipelineDefinition> = fc.record({
  id,
  names,
  departmentId: fc.option(text),
  ...place,
  approvals,
  stages: fc.array(stage, { maxLength: 4 }),
  actions,
});

const form: fc.Arbitrary<FormDefinition> = fc.record({
  id,
  names,
  schema: fc.dictionary(
    text.filter((key) => key !== '__proto__'),
    fc.jsonValue().filter((value) => !JSON.stringify(value).includes('"__proto__":')),
    { noNullPrototype: true },
  ),
});

/** Workflows of every hierarchy strategy, complete or not. */
export const definition: fc.Arbitrary<WorkflowDefinition> = fc.record({
  id,
  key: text,
  names,
  hierarchyStrategy: fc.constantFrom(1 as const, 2 as const, 3 as const),
  resubmission: fc.constantFrom(...RESUBMISSIONS),
  allowEmptyCompletion: fc.boolean(),
  recall: fc.constantFrom(...RECALLS),
  repeatedApprover: fc.constantFrom(...REPEATED_APPROVERS),
  approvals,
  pipelines: fc.array(pipeline, { maxLength: 4 }),
  forms: fc.array(form, { maxLength: 2 }),
  actions,
  defaultActions: actions,
});
