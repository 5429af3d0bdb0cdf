import { compile } from '../../../lib/definition/compile.js';
import type {
  ApprovalConfig,
  ApprovalSettings,
  CompiledForm,
  HierarchyStrategy,
  Plan,
  WorkflowDefinition,
} from '../../../lib/definition/types.js';

/** An approval that is still without an id. */
export type NewApproval = ApprovalSettings;

type Settings = Partial<Omit<ApprovalSettings, 'approvalType'>>;

const DEFAULTS = { stepApprovalType: 'approve', allowSelfApproval: false } as const;

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

/** The requester approves. */
export function self(settings: Settings = {}): NewApproval {
  return { ...DEFAULTS, allowSelfApproval: true, ...settings, approvalType: 'self' };
}

/** One named user approves. */
export function user(approvalUser: string, settings: Settings = {}): NewApproval {
  return { ...DEFAULTS, ...settings, approvalType: 'user', approvalUser };
}

/** Any member of a role approves. */
export function anyone(userRole: string, settings: Settings = {}): NewApproval {
  return { ...DEFAULTS, ...settings, approvalType: 'role', userRole, roleSelectionStrategy: 'anyone' };
}

/** All members of a role approve. */
export function consensus(userRole: string, settings: Settings = {}): NewApproval {
  return { ...DEFAULTS, ...settings, approvalType: 'role', userRole, roleSelectionStrategy: 'consensus' };
}

/** The member of a role whose turn it is approves. */
export function roundRobin(
  userRole: string,
  settings: Settings & { readonly reassignAfterHours?: number } = {},
): NewApproval {
  return { ...DEFAULTS, ...settings, approvalType: 'role', userRole, roleSelectionStrategy: 'round_robin' };
}

/** Makes an approval ask for the form. */
export const WITH_FORM = { stepApprovalType: 'submit', requiredForm: FORM.id } as const;

/**
 * A compiled plan: a list of approvals for each position. Approval ids count from 1, stage ids from 101; two stages
 * share a pipeline.
 */
export function planOf(
  positions: readonly (readonly NewApproval[])[],
  hierarchyStrategy: HierarchyStrategy = 1,
): Plan {
  const ids = { approval: 0 };
  const places = positions.map((approvals) =>
    approvals.map((approval): ApprovalConfig => ({ ...approval, id: (ids.approval += 1) })),
  );
  const plan = compile(definitionOf(places, hierarchyStrategy));
  return { ...plan, forms: new Map([[FORM.id, FORM]]) };
}

function definitionOf(
  places: readonly (readonly ApprovalConfig[])[],
  hierarchyStrategy: HierarchyStrategy,
): WorkflowDefinition {
  const stages = places.map((approvals, index) => ({
    id: 101 + index,
    names: { en: `Stage ${index + 1}` },
    color: null,
    approvals,
  }));
  const pipelineStages =
    hierarchyStrategy === 1
      ? stages.flatMap((_, index) => (index % 2 === 0 ? [stages.slice(index, index + 2)] : []))
      : [];
  const pipelines = hierarchyStrategy === 1 ? pipelineStages : stages.map((stage) => [stage]);
  return {
    id: 1,
    key: 'purchase-request',
    names: { en: 'Purchase Request' },
    hierarchyStrategy,
    approvals: places[0] ?? [],
    pipelines: pipelines.map((inside, index) => ({
      id: 11 + index,
      names: { en: `Pipeline ${index + 1}` },
      departmentId: null,
      approvals: inside[0]?.approvals ?? [],
      stages: inside,
    })),
    forms: [],
  };
}
