import type Joi from 'joi';
import type { Lazy } from '../lazy.js';
import { joi } from '../libraries.js';
import { conditionText } from './condition-text.js';
import {
  APPROVAL_TYPES,
  DELEGATE_SCOPES,
  INACTIVE_APPROVER_POLICIES,
  LAST_RESORTS,
  LATE_DECISIONS,
  STEP_APPROVAL_TYPES,
  TIMEOUT_ACTIONS,
  type ApprovalSettings,
  type TimeoutAction,
} from './types.js';
import { withJoi } from './with-joi.js';

type NameOf<Settings> = Settings extends unknown ? keyof Settings & string : never;

/** The name of an option of an approval. */
export type ApprovalOptionName = NameOf<ApprovalSettings>;

/** The approvals in which another option has one of certain values, or any. */
export interface ApprovalCondition {
  readonly option: ApprovalOptionName;
  readonly is: readonly (string | boolean)[] | 'given';
}

type OptionValue = string | number | boolean;

/** One option of an approval. */
export interface ApprovalOption {
  readonly values: Lazy<Joi.Schema>;
  /** What it may be on the wire, where that is not what may be stored: less than is stored already, or spelled shorter. */
  readonly wireValues?: Lazy<Joi.Schema>;
  /** The approvals that may carry it; in any other it is refused, because it would change nothing. */
  readonly appliesTo?: ApprovalCondition;
  /** Of those, the approvals that may not carry it. */
  readonly excludedBy?: ApprovalCondition;
  /** Whether it must be given where it applies. */
  readonly required?: boolean;
  /** The approvals in which it must be given, for an option that others may carry too. */
  readonly requiredWith?: ApprovalCondition;
  /** What it is where it applies and is left out. */
  readonly default?: OptionValue;
  /** The option that each of its values must be below. */
  readonly below?: ApprovalOptionName;
  /** Where another option settles its value. */
  readonly implied?: ApprovalCondition & { readonly value: OptionValue };
}

/** Hours in a year: a longer wait is a mistake in the unit. */
const MAXIMUM_HOURS = 8760;

/** Accepts the words in any case: `ROLE`, `Round_Robin`. */
export function word(words: readonly string[]): Joi.StringSchema {
  return joi()
    .string()
    .lowercase()
    .valid(...words);
}

/** A database id of the package. */
export const rowId = withJoi((Joi) => Joi.number().strict().integer().positive());

/** The id of a user or a role of the host: a whole number, or text that fits its column. */
const hostId = withJoi((Joi) =>
  Joi.alternatives()
    .try(
      Joi.number().strict().integer(),
      Joi.string()
        .max(191)
        .pattern(/^[^\u0000]+$/),
    )
    .messages({
      'alternatives.types': 'must be a whole number or text',
      'string.pattern.base': 'must not hold a NUL character',
    }),
);

/** A strategy of the package or of the host; which of them there are is known to the engine. */
const strategyName = withJoi((Joi) =>
  Joi.string()
    .lowercase()
    .pattern(/^[a-z][a-z0-9_]{0,31}$/)
    .messages({ 'string.pattern.base': 'must be the name of a strategy' }),
);

/** A role is kept as JSON text beside the seats that are given in turn, and must fit its column there, too. */
const role = withJoi(() =>
  hostId()
    .custom((value: unknown) => {
      if (JSON.stringify(value).length > 191) throw new Error('It does not fit.');
      return value;
    })
    .messages({ 'any.custom': 'must be at most 191 characters long as JSON text' }),
);

const noApproverPolicy = withJoi((Joi) =>
  Joi.alternatives()
    .try(
      word(['fail', 'skip']),
      Joi.object({ user: hostId().required() }),
      Joi.object({ role: hostId().required() }),
    )
    .messages({ 'alternatives.match': "must be 'fail', 'skip', { user } or { role }" }),
);

/** The strategies that seat managers of the requester instead of members of a role. */
const MANAGER_STRATEGIES = ['supervisor', 'hierarchy_up', 'hierarchy_chain'];

/** More levels of managers than any company has. */
const MAXIMUM_LEVELS = 20;

/** More reminders than anybody reads. */
const MAXIMUM_REMINDERS = 10;

const count = withJoi((Joi) => Joi.number().strict().integer().positive());
const hours = withJoi((Joi) => Joi.number().strict().positive().max(MAXIMUM_HOURS));
const reminders = withJoi((Joi) =>
  Joi.array()
    .items(hours())
    .unique()
    .min(1)
    .max(MAXIMUM_REMINDERS)
    .messages({ 'array.unique': 'is there twice' }),
);
const yesOrNo = withJoi((Joi) => Joi.boolean().strict());

const isRole: ApprovalCondition = { option: 'approvalType', is: ['role'] };

const hasDeadline: ApprovalCondition = { option: 'dueHours', is: 'given' };

/** The approvals that do one of these when a step is due. */
function timeoutActionIs(...is: readonly TimeoutAction[]): ApprovalCondition {
  return { option: 'timeoutAction', is };
}

/** The approvals that share a step by one of these strategies. */
function strategyIs(...is: string[]): ApprovalCondition {
  return { option: 'roleSelectionStrategy', is };
}

/** Every option of an approval. To add one, add it to {@link ApprovalSettings} and a row here. */
export const APPROVAL_OPTIONS: Readonly<Record<ApprovalOptionName, ApprovalOption>> = {
  approvalType: {
    values: () => word(APPROVAL_TYPES).replace(/^self[-_]approved$/, 'self'),
    required: true,
  },
  approvalUser: { values: hostId, appliesTo: { option: 'approvalType', is: ['user'] }, required: true },
  userRole: {
    values: hostId,
    wireValues: role,
    appliesTo: isRole,
    excludedBy: strategyIs(...MANAGER_STRATEGIES),
    required: true,
  },
  assignedField: {
    values: withJoi((Joi) => Joi.string().max(191)),
    appliesTo: { option: 'approvalType', is: ['assigned'] },
    required: true,
  },
  roleSelectionStrategy: { values: strategyName, appliesTo: isRole, default: 'anyone' },
  quorumCount: { values: count, appliesTo: strategyIs('quorum'), required: true },
  percentageRequired: {
    values: withJoi((Joi) => Joi.number().strict().positive().max(100)),
    appliesTo: strategyIs('percentage'),
    required: true,
  },
  hierarchyLevels: {
    values: () => count().max(MAXIMUM_LEVELS),
    appliesTo: strategyIs('hierarchy_up', 'hierarchy_chain'),
    required: true,
  },
  rejectAt: { values: count, appliesTo: strategyIs('anyone', 'quorum', 'majority', 'percentage') },
  stepApprovalType: { values: () => word(STEP_APPROVAL_TYPES), default: 'approve' },
  requiredForm: {
    values: rowId,
    excludedBy: { option: 'stepApprovalType', is: ['move'] },
    requiredWith: { option: 'stepApprovalType', is: ['submit'] },
  },
  reassignAfterHours: { values: hours, appliesTo: strategyIs('round_robin') },
  allowSelfApproval: {
    values: yesOrNo,
    default: false,
    implied: { option: 'approvalType', is: ['self'], value: true },
  },
  parallelGroup: { values: withJoi((Joi) => Joi.string().max(64)) },
  condition: { values: withJoi((Joi) => Joi.string()), wireValues: conditionText },
  onNoApprover: { values: noApproverPolicy, default: 'fail' },
  onInactiveApprover: { values: () => word(INACTIVE_APPROVER_POLICIES), default: 'reassign' },
  allowDelegation: { values: yesOrNo, default: true },
  delegateScope: { values: () => word(DELEGATE_SCOPES), default: 'company' },
  dueHours: { values: hours },
  reminderHoursBefore: {
    values: reminders,
    wireValues: () => reminders().single(),
    appliesTo: hasDeadline,
    below: 'dueHours',
  },
  timeoutAction: { values: () => word(TIMEOUT_ACTIONS), appliesTo: hasDeadline },
  timeoutUser: { values: hostId, appliesTo: timeoutActionIs('delegate'), required: true },
  maxEscalationLevel: {
    values: () => count().max(MAXIMUM_LEVELS),
    appliesTo: timeoutActionIs('escalate'),
    default: 3,
  },
  // Where neither an action nor, at last, a decision follows, refusing would leave the step open for ever.
  lastResort: {
    values: () => word(LAST_RESORTS),
    appliesTo: timeoutActionIs('escalate', 'delegate'),
    requiredWith: { option: 'lateDecision', is: ['refuse'] },
  },
  lateDecision: {
    values: () => word(LATE_DECISIONS),
    appliesTo: { option: 'timeoutAction', is: 'given' },
    default: 'allow',
  },
};
