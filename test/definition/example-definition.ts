import type {
  ApprovalConfig,
  FormDefinition,
  PipelineDefinition,
  StageDefinition,
  WorkflowDefinition,
} from '../../lib/definition/types.js';

export function approval(id: number): ApprovalConfig {
  return {
    id,
    approvalType: 'user',
    approvalUser: 40 + id,
    stepApprovalType: 'approve',
    allowSelfApproval: false,
    onNoApprover: 'fail',
    onInactiveApprover: 'reassign',
    allowDelegation: true,
    delegateScope: 'company',
  };
}

export function stage(id: number, name: string, approvals = [approval(id)]): StageDefinition {
  return {
    id,
    names: { en: name },
    color: null,
    condition: null,
    resubmission: null,
    approvals,
    actions: [],
  };
}

export function pipeline(
  id: number,
  name: string,
  changes: Partial<PipelineDefinition> = {},
): PipelineDefinition {
  return {
    id,
    names: { en: name },
    departmentId: null,
    condition: null,
    resubmission: null,
    approvals: [],
    stages: [],
    actions: [],
    ...changes,
  };
}

export function form(id: number, schema: FormDefinition['schema']): FormDefinition {
  return { id, names: { en: `Form ${id}` }, schema };
}

/** Two pipelines of one stage each. */
export function purchaseRequest(changes: Partial<WorkflowDefinition> = {}): WorkflowDefinition {
  return {
    id: 1,
    key: 'purchase-request',
    names: { en: 'Purchase Request' },
    hierarchyStrategy: 1,
    resubmission: 'immediate',
    allowEmptyCompletion: false,
    recall: 'undecided',
    repeatedApprover: 'allow',
    approvals: [],
    pipelines: [
      pipeline(3, 'Finance Review', { departmentId: 'finance', stages: [stage(7, 'Budget Approval')] }),
      pipeline(4, 'Sign-off', { stages: [stage(8, 'Director')] }),
    ],
    forms: [],
    actions: [],
    defaultActions: [],
    ...changes,
  };
}
