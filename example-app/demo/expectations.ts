/** What `workflow_status` says at each place of the workflow. */
const started = { status: 'in_progress', workflow_name: 'Purchase Request', completed_at: null };
const inFinance = { ...started, current_pipeline: 'Finance Review' };

export const AT_INITIAL_REVIEW = {
  ...inFinance,
  current_stage: 'Initial Review',
  next_stage: 'Budget Approval',
  progress_percentage: 0,
};

export const AT_BUDGET_APPROVAL = {
  ...inFinance,
  current_stage: 'Budget Approval',
  next_stage: 'Final Finance Sign-off',
  progress_percentage: 25,
};

export const AT_SIGN_OFF = {
  ...inFinance,
  current_stage: 'Final Finance Sign-off',
  next_stage: 'Executive Approval',
  progress_percentage: 50,
};

export const AT_EXECUTIVE_APPROVAL = {
  ...started,
  current_pipeline: 'Executive Approval',
  current_stage: 'Executive Approval',
  next_stage: 'Workflow Complete',
  progress_percentage: 75,
};

export const COMPLETED = {
  status: 'completed',
  current_pipeline: null,
  current_stage: null,
  next_stage: null,
  progress_percentage: 100,
};

const opened = { event: 'step_opened', actor_name: null };
const moved = { event: 'moved' };

function approvedBy(name: string): object {
  return { event: 'approved', actor_name: name };
}

/** What the history says at the end of the story, in order. */
export const HISTORY = [
  { event: 'attached', actor_name: 'requester' },
  { event: 'started', actor_name: 'requester' },
  opened,
  ...[approvedBy('reviewer'), moved, opened],
  ...[approvedBy('budget'), moved, opened],
  ...[{ event: 'needs_resubmission', actor_name: 'cfo', comment: 'Which cost centre pays?' }, moved, opened],
  ...[approvedBy('reviewer'), moved, opened],
  ...[approvedBy('budget'), moved, opened],
  ...[approvedBy('cfo'), moved, opened],
  approvedBy('executive'),
  { event: 'completed' },
];
