import type { ApprovalCondition, ApprovalOption } from '../definition/approval-options.js';
import { APPROVAL_OPTIONS, rowId } from '../definition/approval-options.js';
import type { JudgedApproval } from '../definition/approval-schema.js';
import { MAXIMUM_APPROVALS, presentApproval, readApprovals } from '../definition/approval-schema.js';
import type { ApprovalConfig } from '../definition/types.js';
import { wireKey } from '../definition/wire-keys.js';
import type { Input, JsonSchema, Output } from './field.js';
import { judged, orNull } from './field.js';
import { jsonOf } from './json-of.js';

const OPTIONS = Object.entries<ApprovalOption>(APPROVAL_OPTIONS);

/** How requests carry an option, and how answers do. */
interface Side {
  readonly value: (option: ApprovalOption) => JsonSchema;
  /** Whether an option is there in every approval that it applies to. */
  readonly isCertain: (option: ApprovalOption) => boolean;
  /** What is said of keys that are no options. */
  readonly others: JsonSchema;
  readonly leftOut: JsonSchema | false;
  readonly given: JsonSchema | true;
  /** What an option may be for a condition that counts what is left out as its default. */
  readonly defaulted: (is: readonly unknown[]) => JsonSchema;
}

/** In a request `null` counts as left out, and what is left out has its default. */
const REQUEST: Side = {
  value: requestValue,
  isCertain: ({ required }) => required === true,
  others: { additionalProperties: false },
  leftOut: { type: 'null' },
  given: { not: { type: 'null' } },
  defaulted: (is) => ({ enum: [...is, null] }),
};

/** In an answer every default is written out. */
const ANSWER: Side = {
  value: ({ values }) => jsonOf(values()),
  isCertain: ({ required, default: filledIn }) => required === true || filledIn !== undefined,
  others: {},
  leftOut: false,
  given: true,
  defaulted: (is) => ({ enum: is }),
};

/** The approvals of one place, which replace those that are there. @throws WorkflowError `INVALID_DEFINITION` */
export const approvalInputs: Input<readonly JudgedApproval[]> = judged({
  json: (schemas) => ({
    type: 'array',
    items: schemas.refer('ApprovalInput', () => ({
      ...describe(REQUEST, {
        ...orNull(jsonOf(rowId())),
        description:
          'Keeps the stored approval of this id, and so whose turn it is. No other approval may repeat it.',
      }),
      description: 'Who must approve, and how. What is `null` counts as left out.',
    })),
    maxItems: MAXIMUM_APPROVALS,
  }),
  parse: readApprovals,
});

/** An approval as answers show it: only the options that apply to it. */
export const approval: Output<ApprovalConfig> = {
  json: (schemas) => schemas.refer('Approval', () => describe(ANSWER, jsonOf(rowId()), ['id'])),
  render: presentApproval,
};

function describe(side: Side, id: JsonSchema, required: readonly string[] = []): JsonSchema {
  const values = OPTIONS.map(([name, option]) => [wireKey(name), side.value(option)] as const);
  const certain = OPTIONS.filter(
    ([, option]) => side.isCertain(option) && applicability(option, side) === null,
  );
  return {
    type: 'object',
    properties: { id, ...Object.fromEntries(values) },
    required: [...required, ...certain.map(([name]) => wireKey(name))],
    ...side.others,
    allOf: OPTIONS.flatMap(([name, option]) => rulesOf(wireKey(name), option, side)),
  };
}

function requestValue(option: ApprovalOption): JsonSchema {
  const { values, wireValues, required, default: filledIn, below, appliesTo } = option;
  const json = jsonOf((wireValues ?? values)());
  const isNeeded = required === true && appliesTo === undefined;
  return {
    ...(isNeeded ? json : orNull(json)),
    ...(filledIn === undefined ? {} : { default: filledIn }),
    ...(below === undefined ? {} : { description: `Must be less than \`${wireKey(below)}\`.` }),
  };
}

/** What an option asks of the others of its approval. */
function rulesOf(key: string, option: ApprovalOption, side: Side): readonly JsonSchema[] {
  const { requiredWith, implied } = option;
  const applies = applicability(option, side);
  const given = { required: [key], properties: { [key]: side.given } };
  const where = (condition: ApprovalCondition): JsonSchema =>
    all([...(applies === null ? [] : [applies]), holds(condition, side)]);
  return [
    ...(applies === null
      ? []
      : [
          {
            if: applies,
            ...(side.isCertain(option) ? { then: given } : {}),
            else: { properties: { [key]: side.leftOut } },
          },
        ]),
    ...(requiredWith === undefined ? [] : [{ if: where(requiredWith), then: given }]),
    ...(implied === undefined
      ? []
      : [{ if: where(implied), then: { properties: { [key]: side.defaulted([implied.value]) } } }]),
  ];
}

/** The approvals that an option applies to; `null` for all of them. */
function applicability({ appliesTo, excludedBy }: ApprovalOption, side: Side): JsonSchema | null {
  const conditions = [
    ...(appliesTo === undefined ? [] : [holds(appliesTo, side)]),
    ...(excludedBy === undefined ? [] : [{ not: holds(excludedBy, side) }]),
  ];
  return conditions.length === 0 ? null : all(conditions);
}

function holds({ option, is }: ApprovalCondition, side: Side): JsonSchema {
  const key = wireKey(option);
  if (is === 'given') return { required: [key], properties: { [key]: side.given } };
  const other: ApprovalOption = APPROVAL_OPTIONS[option];
  if (other.default === undefined || !is.some((value) => value === other.default)) {
    return { required: [key], properties: { [key]: { enum: is } } };
  }
  const values = { properties: { [key]: side.defaulted(is) } };
  const applies = applicability(other, side);
  return applies === null ? values : all([applies, values]);
}

function all(conditions: readonly JsonSchema[]): JsonSchema {
  const [first, ...others] = conditions;
  return first !== undefined && others.length === 0 ? first : { allOf: conditions };
}
