import fc from 'fast-check';
import type {
  ApprovalConfig,
  ApprovalSettings,
  FormDefinition,
  Names,
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
  fc.record({ stepApprovalType: fc.constant('approve' as const) }),
  fc.record({ stepApprovalType: fc.constant('approve' as const), requiredForm: id }),
  fc.record({ stepApprovalType: fc.constant('submit' as const), requiredForm: id }),
);

const who = fc.oneof(
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
  .tuple(who, step)
  .map(([first, second]) => ({ ...first, ...second }));

const approval: fc.Arbitrary<ApprovalConfig> = fc
  .tuple(approvalSettings, id)
  .map(([settings, approvalId]) => ({ ...settings, id: approvalId }));

const approvals = fc.array(approval, { maxLength: 3 });

const stage: fc.Arbitrary<StageDefinition> = fc.record({
  id,
  names,
  color: fc.option(text),
  approvals,
});

const pipeline: fc.Arbitrary<PipelineDefinition> = fc.record({
  id,
  names,
  departmentId: fc.option(text),
  approvals,
  stages: fc.array(stage, { maxLength: 4 }),
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
  approvals,
  pipelines: fc.array(pipeline, { maxLength: 4 }),
  forms: fc.array(form, { maxLength: 2 }),
});
