import Joi from 'joi';
import {
  APPROVAL_TYPES,
  ROLE_SELECTION_STRATEGIES,
  STEP_APPROVAL_TYPES,
  type ApprovalSettings,
} from './types.js';

type NameOf<Settings> = Settings extends unknown ? keyof Settings & string : never;

/** The name of an option of an approval. */
export type ApprovalOptionName = NameOf<ApprovalSettings>;

/** The approvals in which another option has a certain value. */
export interface ApprovalCondition {
  readonly option: ApprovalOptionName;
  readonly is: string;
}

/** One option of an approval. */
export interface ApprovalOption {
  readonly values: Joi.Schema;
  /** The approvals that may carry it; in any other it is refused, because it would change nothing. */
  readonly appliesTo?: ApprovalCondition;
  /** Whether it must be given where it applies. */
  readonly required?: boolean;
  /** The approvals in which it must be given, for an option that others may carry too. */
  readonly requiredWith?: ApprovalCondition;
  /** What it is where it applies and is left out. */
  readonly default?: string | number | boolean;
  /** Where another option settles its value. */
  readonly implied?: ApprovalCondition & { readonly value: string | number | boolean };
}

/** Hours in a year: a longer wait is a mistake in the unit. */
const MAXIMUM_HOURS = 8760;

/** Accepts the words in any case: `ROLE`, `Round_Robin`. */
function word(words: readonly string[]): Joi.StringSchema {
  return Joi.string()
    .lowercase()
    .valid(...words);
}

/** A database id of the package. */
export const rowId = Joi.number().strict().integer().positive();

/** The id of a user or a role of the host: a whole number, or text that fits its column. */
const hostId = Joi.alternatives()
  .try(
    Joi.number().strict().integer(),
    Joi.string()
      .max(191)
      .pattern(/^[^\0]+$/),
  )
  .messages({
    'alternatives.types': 'must be a whole number or text',
    'string.pattern.base': 'must not hold a NUL character',
  });

/** Every option of an approval. To add one, add it to {@link ApprovalSettings} and a row here. */
export const APPROVAL_OPTIONS: Readonly<Record<ApprovalOptionName, ApprovalOption>> = {
  approvalType: {
    values: word(APPROVAL_TYPES).replace(/^self[-_]approved$/, 'self'),
    required: true,
  },
  approvalUser: {
    values: hostId,
    appliesTo: { option: 'approvalType', is: 'user' },
    required: true,
  },
  userRole: {
    values: hostId,
    appliesTo: { option: 'approvalType', is: 'role' },
    required: true,
  },
  roleSelectionStrategy: {
    values: word(ROLE_SELECTION_STRATEGIES),
    appliesTo: { option: 'approvalType', is: 'role' },
    default: 'anyone',
  },
  stepApprovalType: {
    values: word(STEP_APPROVAL_TYPES),
    default: 'approve',
  },
  requiredForm: {
    values: rowId,
    requiredWith: { option: 'stepApprovalType', is: 'submit' },
  },
  reassignAfterHours: {
    values: Joi.number().strict().positive().max(MAXIMUM_HOURS),
    appliesTo: { option: 'roleSelectionStrategy', is: 'round_robin' },
  },
  allowSelfApproval: {
    values: Joi.boolean().strict(),
    default: false,
    implied: { option: 'approvalType', is: 'self', value: true },
  },
};
