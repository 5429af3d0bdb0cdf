import type { ApprovalInput, Names } from '../lib/index.js';
import { CFO, ROLES } from './people.js';

/** A stage: its names, who must approve, and the fields of the form that they fill in. */
export interface StageSeed {
  readonly names: Names;
  readonly approval: ApprovalInput;
  readonly form?: { readonly key: string; readonly fields: Readonly<Record<string, object>> };
}

/** A pipeline with its stages, in order. */
export interface PipelineSeed {
  readonly names: Names;
  readonly stages: readonly StageSeed[];
}

const text = { type: 'string', minLength: 1, maxLength: 1000 };
/** As a number, or as decimal text, which keeps its digits: `"50000.00"`. */
const money = { type: ['number', 'string'], format: 'decimal', minimum: 0, multipleOf: 0.01 };

const financeReview: PipelineSeed = {
  names: { en: 'Finance Review', ar: 'المراجعة المالية' },
  stages: [
    {
      names: { en: 'Initial Review', ar: 'المراجعة الأولية' },
      approval: {
        approvalType: 'role',
        userRole: ROLES.financeReviewer,
        roleSelectionStrategy: 'anyone',
      },
      form: { key: 'initial-review', fields: { reviewer_comment: text, budget_code: text } },
    },
    {
      names: { en: 'Budget Approval', ar: 'اعتماد الميزانية' },
      approval: { approvalType: 'role', userRole: ROLES.budgetManager, roleSelectionStrategy: 'anyone' },
      form: { key: 'budget-approval', fields: { budget_manager_comment: text, allocated_budget: money } },
    },
    {
      names: { en: 'Final Finance Sign-off', ar: 'الاعتماد المالي النهائي' },
      approval: { approvalType: 'user', approvalUser: CFO },
      form: { key: 'final-finance-sign-off', fields: { cfo_comment: text, finance_ref: text } },
    },
  ],
};

const executiveApproval: PipelineSeed = {
  names: { en: 'Executive Approval', ar: 'الموافقة التنفيذية' },
  stages: [
    {
      names: { en: 'Executive Approval', ar: 'الموافقة التنفيذية' },
      approval: { approvalType: 'role', userRole: ROLES.executive, roleSelectionStrategy: 'anyone' },
    },
  ],
};

/** What every purchase request runs through. */
export const PURCHASE_REQUEST_WORKFLOW = {
  key: 'purchase-request',
  names: { en: 'Purchase Request', ar: 'طلب شراء' },
  pipelines: [financeReview, executiveApproval],
} as const satisfies {
  readonly key: string;
  readonly names: Names;
  readonly pipelines: readonly PipelineSeed[];
};
