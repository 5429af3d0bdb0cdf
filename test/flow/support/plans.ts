import { compile } from '../../../lib/definition/compile.js';
import type {
  ActionConfig,
  ApprovalConfig,
  ApprovalSettings,
  CompiledForm,
  HierarchyStrategy,
  PipelineDefinition,
  Plan,
  StageDefinition,
  WorkflowDefinition,
  WorkflowSettings,
} from '../../../lib/definition/types.js';

/** What a test says about a plan beside its approvals. */
export interface PlanOptions extends Partial<WorkflowSettings> {
  readonly hierarchy?: HierarchyStrategy;
  /** By position. */
  readonly stages?: readonly Partial<Pick<StageDefinition, 'condition' | 'resubmission' | 'actions'>>[];
  /** Two stages share a pipeline. */
  readonly pipelines?: readonly Partial<
    Pick<PipelineDefinition, 'condition' | 'resubmission' | 'departmentId' | 'actions'>
  >[];
  /** The workflow's own. */
  readonly actions?: readonly ActionConfig[];
  readonly defaultActions?: readonly ActionConfig[];
}

const WORKFLOW_SETTINGS: WorkflowSettings = {
  resubmission: 'immediate',
  allowEmptyCompletion: false,
  recall: 'undecided',
  repeatedApprover: 'allow',
};

/** The one form of every plan of a test: it wants an amount. */
export const FORM: CompiledForm = {
  id: 9,
  names: { en: 'Amount' },
  schema: {},
  validate: (data) => (isAmount(data) ? [] : [{ path: 'form_data.amount', message: 'must be a number' }]),
};

function isAmount(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'amount' in data && typeof data.amount === 'number';
}

/** Makes an approval ask for the form. */
export const WITH_FORM = { stepApprovalType: 'submit', requiredForm: FORM.id } as const;

/**
 * A compiled plan: a list of approvals for each position. Approval ids count from 1, stage ids from 101; two stages
 * share a pipeline.
 */
export function planOf(positions: readonly (readonly ApprovalSettings[])[], options: PlanOptions = {}): Plan {
  const ids = { approval: 0 };
  const places = positions.map((approvals) =>
    approvals.map((approval): ApprovalConfig => ({ ...approval, id: (ids.approval += 1) })),
  );
  const plan = compile(definitionOf(places, options));
  return { ...plan, forms: new Map([[FORM.id, FORM]]) };
}

type Places = readonly (readonly ApprovalConfig[])[];

function definitionOf(
  places: Places,
  { hierarchy = 1, stages: _stages, pipelines: _pipelines, ...settings }: PlanOptions,
): WorkflowDefinition {
  return {
    ...WORKFLOW_SETTINGS,
    actions: [],
    defaultActions: [],
    ...settings,
    id: 1,
    key: 'purchase-request',
    names: { en: 'Purchase Request' },
    hierarchyStrategy: hierarchy,
    approvals: places[0] ?? [],
    pipelines: pipelinesOf(places, { hierarchy, stages: _stages ?? [], pipelines: _pipelines ?? [] }),
    forms: [],
  };
}

function pipelinesOf(
  places: Places,
  { hierarchy, stages, pipelines }: Required<Pick<PlanOptions, 'hierarchy' | 'stages' | 'pipelines'>>,
): readonly PipelineDefinition[] {
  const size = hierarchy === 1 ? 2 : 1;
  const all = places.map((approvals, index) => ({
    id: 101 + index,
    names: { en: `Stage ${index + 1}` },
    color: null,
    condition: null,
    resubmission: null,
    actions: [],
    ...stages[index],
    approvals,
  }));
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => ({
    id: 11 + index,
    names: { en: `Pipeline ${index + 1}` },
    departmentId: null,
    condition: null,
    resubmission: null,
    actions: [],
    ...pipelines[index],
    approvals: places[index] ?? [],
    stages: all.slice(index * size, (index + 1) * size),
  }));
}
