import type Joi from 'joi';
import { WorkflowError, type FieldError } from '../errors.js';
import { joi } from '../libraries.js';
import { storedApprovalKeys, wireApprovalKeys } from './approval-keys.js';
import { rowId } from './approval-options.js';
import { fieldErrors, JOI_OPTIONS } from './joi-errors.js';
import { findUnfit } from './json-value.js';
import { summarize } from './summary.js';
import type { ApprovalConfig, ApprovalSettings } from './types.js';
import { fromWire, toWire, type Wire } from './wire-keys.js';
import { withJoi } from './with-joi.js';

/** More approvals than this at one place is a mistake, not a workflow. */
export const MAXIMUM_APPROVALS = 50;

/** Deeper than any option of an approval nests. */
const MAXIMUM_DEPTH = 16;

/** An approval as the wire carries it. */
export type WireApproval = Wire<ApprovalConfig>;

/** One approval that was read from the wire. */
export interface ParsedApproval {
  readonly settings: ApprovalSettings;
  /** Names the stored approval that these settings replace, so that it keeps its identity. */
  readonly id?: number;
}

type IncomingApproval = Wire<ApprovalSettings> & { readonly id?: number };

const listSchema = withJoi((Joi) => Joi.array().max(MAXIMUM_APPROVALS));

const approvalsSchema = withJoi((Joi) =>
  Joi.array()
    .items(Joi.object<IncomingApproval>({ id: rowId().empty(null), ...wireApprovalKeys() }))
    .unique('id', { ignoreUndefined: true })
    .messages({ 'array.unique': 'repeats the id of an earlier approval' }),
);

/**
 * Reads the approvals of one place from the wire. An option that is `null` counts as left out; an option that does
 * not apply to the chosen type is refused, because it would change nothing.
 *
 * @param path - Where the list stands in the request, dotted: `stage_info.approvals`.
 * @throws WorkflowError `INVALID_DEFINITION` with every error and its path.
 */
export function parseApprovals(value: unknown, path: string): readonly ParsedApproval[] {
  const unfit = findUnfit(value, path, MAXIMUM_DEPTH);
  if (unfit !== undefined) throw refusal([unfit]);
  // The length first: judging a million entries to refuse them all is work for an attacker.
  const list = listSchema().validate(value, JOI_OPTIONS);
  if (list.error !== undefined) throw refusal(fieldErrors(list.error, path));
  const result = approvalsSchema().validate(value, JOI_OPTIONS);
  if (result.error !== undefined) throw refusal(fieldErrors(result.error, path));
  return result.value.map(({ id, ...settings }) => ({
    settings: fromWire<ApprovalSettings>(settings),
    ...(id !== undefined && { id }),
  }));
}

/** An approval as code writes it, with every default written out. */
export type JudgedApproval = ApprovalSettings & { readonly id?: number };

/** What was parsed of each list that was read as code writes it. */
const judged = new WeakMap<readonly object[], readonly ParsedApproval[]>();

/**
 * Reads the approvals of one place from the wire, as code writes them. {@link judgeApprovals} does not judge the list
 * again.
 *
 * @param path - See {@link parseApprovals}
 * @throws WorkflowError `INVALID_DEFINITION` with every error and its path.
 */
export function readApprovals(value: unknown, path: string): readonly JudgedApproval[] {
  const parsed = parseApprovals(value, path);
  const approvals = parsed.map(({ settings, id }) => ({ ...settings, ...(id !== undefined && { id }) }));
  judged.set(approvals, parsed);
  return Object.freeze(approvals);
}

/**
 * Judges approvals as code writes them, by what holds on the wire.
 *
 * @param path - Where the list would stand in a request, dotted
 * @throws WorkflowError `INVALID_DEFINITION` with every error and its path.
 */
export function judgeApprovals(approvals: readonly object[], path: string): readonly ParsedApproval[] {
  return judged.get(approvals) ?? parseApprovals(approvals.map(toWire), path);
}

const storedSchema = withJoi((Joi) => Joi.object<ApprovalSettings>(storedApprovalKeys()));

/** Reads one approval as it is stored; options that are newer than it have their defaults. */
export function readStoredApproval(text: string): ApprovalSettings {
  return joi().attempt<Joi.ObjectSchema<ApprovalSettings>>(JSON.parse(text), storedSchema(), {
    convert: false,
  });
}

/** An approval as responses show it: only the options that apply to it. */
export function presentApproval(config: ApprovalConfig): WireApproval {
  return toWire(config);
}

function refusal(errors: readonly FieldError[]): WorkflowError {
  const message = `The approvals are not valid: ${summarize(errors)}.`;
  return new WorkflowError('INVALID_DEFINITION', message, { errors });
}
