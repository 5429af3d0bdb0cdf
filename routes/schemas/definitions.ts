import type Joi from 'joi';
import type { ApprovalInput, WorkflowInput } from '../../lib/commands/definitions/definitions.js';
import { parseApprovals } from '../../lib/definition/approval-schema.js';
import type { NamesChange } from '../../lib/definition/names.js';
import { readNames } from '../../lib/definition/names.js';
import type { SettingsChange } from '../../lib/definition/settings.js';
import { placeSettings, workflowSettings } from '../../lib/definition/settings.js';
import type {
  HierarchyStrategy,
  PlaceSettings,
  WorkflowSettings,
  WorkflowStatus,
} from '../../lib/definition/types.js';
import { HIERARCHY_STRATEGIES, WORKFLOW_STATUSES } from '../../lib/definition/types.js';
import { withJoi } from '../../lib/definition/with-joi.js';
import type { Wire } from '../../lib/definition/wire-keys.js';
import { fromWire, wireKey } from '../../lib/definition/wire-keys.js';
import { lazy } from '../../lib/lazy.js';
import { joi } from '../../lib/libraries.js';
import { hostId, text } from './common.js';

/** More at once is a mistake, not a workflow. */
const MAXIMUM_PIPELINES = 100;
const MAXIMUM_STAGES = 500;

interface NamesBody {
  readonly name_en?: unknown;
  readonly name_ar?: unknown;
  readonly names?: unknown;
}

// Names, approvals and settings have schemas of their own, in the definition: here they are only let through.
const names = withJoi((Joi) => ({ name_en: Joi.any(), name_ar: Joi.any(), names: Joi.any() }));
const approvals = withJoi((Joi) => Joi.any());
const ofPlace = lazy(() => letThrough(placeSettings.names));
const ofWorkflow = lazy(() => letThrough(workflowSettings.names));

function letThrough(settings: readonly string[]): Joi.SchemaMap {
  return Object.fromEntries(settings.map((name) => [wireKey(name), joi().any()]));
}

type PlaceBody = Partial<Wire<PlaceSettings>>;
const key = lazy(() => text().min(1).max(191));
const order = withJoi((Joi) => Joi.number().integer().min(1).max(1_000_000));
const strategy = withJoi((Joi) => Joi.valid(...HIERARCHY_STRATEGIES));
const status = withJoi((Joi) =>
  Joi.string()
    .lowercase()
    .valid(...WORKFLOW_STATUSES),
);
const departmentId = lazy(() => hostId().allow(null));
const color = lazy(() => text().max(32).allow(null));

/** A pipeline on the wire. */
export interface PipelineBody extends NamesBody, PlaceBody {
  readonly number_of_stages?: number;
  readonly department_id?: string | number | null;
  readonly order?: number;
  readonly approvals?: unknown;
}

const pipelineFields = lazy(() => ({
  ...names(),
  ...ofPlace(),
  department_id: departmentId(),
  order: order(),
  approvals: approvals(),
}));

export const newPipeline = withJoi((Joi) =>
  Joi.object<PipelineBody>({
    ...pipelineFields(),
    number_of_stages: Joi.number().integer().min(0).max(MAXIMUM_STAGES),
  }),
);

export const pipelineChange = withJoi((Joi) =>
  Joi.object<Omit<PipelineBody, 'number_of_stages'>>(pipelineFields()).min(1),
);

/** A workflow on the wire. */
export interface WorkflowBody extends NamesBody, Partial<Wire<WorkflowSettings>> {
  readonly key?: string;
  readonly company?: string;
  readonly hierarchy_strategy?: HierarchyStrategy;
  readonly status?: WorkflowStatus;
  readonly approvals?: unknown;
  readonly pipelines?: readonly PipelineBody[];
}

const workflowFields = lazy(() => ({
  ...names(),
  ...ofWorkflow(),
  key: key(),
  hierarchy_strategy: strategy(),
  status: status(),
  approvals: approvals(),
}));

export const newWorkflow = withJoi((Joi) =>
  Joi.object<WorkflowBody>({
    ...workflowFields(),
    company: text().max(191).allow(''),
    pipelines: Joi.array().items(newPipeline()).max(MAXIMUM_PIPELINES),
  }),
);

export const workflowChange = withJoi((Joi) =>
  Joi.object<Omit<WorkflowBody, 'company' | 'pipelines'>>(workflowFields()).min(1),
);

/** A stage on the wire. */
export interface StageBody extends NamesBody {
  readonly order?: number;
  readonly stage_info?: PlaceBody & { readonly color?: string | null; readonly approvals?: unknown };
}

const stageFields = withJoi((Joi) => ({
  ...names(),
  order: order(),
  stage_info: Joi.object({ ...ofPlace(), color: color(), approvals: approvals() }),
}));

export const newStage = withJoi((Joi) => Joi.object<StageBody>(stageFields()));

export const stageChange = withJoi((Joi) => Joi.object<StageBody>(stageFields()).min(1));

/** A form on the wire. */
export interface FormBody extends NamesBody {
  readonly key: string;
  readonly schema: unknown;
}

const formFields = withJoi((Joi) => ({ ...names(), key: key(), schema: Joi.any() }));

export const newForm = withJoi((Joi) =>
  Joi.object<FormBody>({
    ...formFields(),
    key: key().required(),
    schema: Joi.any().required(),
  }),
);

export const formChange = withJoi((Joi) => Joi.object<Partial<FormBody>>(formFields()).min(1));

/** Names where they are given, else nothing. */
export function readNamesChange(body: NamesBody, path = ''): { names?: NamesChange } {
  const isGiven = body.name_en !== undefined || body.name_ar !== undefined || body.names !== undefined;
  return isGiven ? { names: readNames(body, path) } : {};
}

/** Approvals where they are given, else nothing. */
export function readApprovals(value: unknown, path: string): { approvals?: readonly ApprovalInput[] } {
  if (value === undefined) return {};
  const parsed = parseApprovals(value, path);
  return {
    approvals: parsed.map(({ settings, id }) => ({ ...settings, ...(id === undefined ? {} : { id }) })),
  };
}

/** A workflow's settings, where they are given. */
export function readWorkflowSettings(
  body: Partial<Wire<WorkflowSettings>>,
): SettingsChange<WorkflowSettings> {
  return workflowSettings.pick(fromWire<SettingsChange<WorkflowSettings>>(body));
}

function readPlaceSettings(body: PlaceBody): SettingsChange<PlaceSettings> {
  return placeSettings.pick(fromWire<SettingsChange<PlaceSettings>>(body));
}

/** What a stage's body changes. */
export function readStage(body: StageBody): SettingsChange<PlaceSettings> & {
  names?: NamesChange;
  order?: number;
  color?: string | null;
  approvals?: readonly ApprovalInput[];
} {
  const { order: place, stage_info: info } = body;
  return {
    ...readNamesChange(body),
    ...(place === undefined ? {} : { order: place }),
    ...(info?.color === undefined ? {} : { color: info.color }),
    ...(info === undefined ? {} : readPlaceSettings(info)),
    ...readApprovals(info?.approvals, 'stage_info.approvals'),
  };
}

/** What a pipeline's body changes. `path` is where it stands in the request, dotted. */
export function readPipeline(
  body: Omit<PipelineBody, 'number_of_stages'>,
  path = '',
): SettingsChange<PlaceSettings> & {
  names?: NamesChange;
  order?: number;
  departmentId?: string | null;
  approvals?: readonly ApprovalInput[];
} {
  const { department_id: department } = body;
  return {
    ...readNamesChange(body, path),
    ...(body.order === undefined ? {} : { order: body.order }),
    ...(department === undefined ? {} : { departmentId: department === null ? null : String(department) }),
    ...readPlaceSettings(body),
    ...readApprovals(body.approvals, path === '' ? 'approvals' : `${path}.approvals`),
  };
}

/** A new pipeline: its names are read even where none is given, so that a missing one is named. */
export function readNewPipeline(
  body: PipelineBody,
  path = '',
): NonNullable<WorkflowInput['pipelines']>[number] {
  return { ...readPipeline(body, path), names: readNames(body, path), numberOfStages: body.number_of_stages };
}
