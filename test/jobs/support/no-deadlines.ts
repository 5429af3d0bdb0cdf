import type { DeadlineCounts } from '../../../lib/index.js';

/** What the job of deadlines has done where nothing was to be done. */
export const NO_DEADLINES: DeadlineCounts = {
  reminded: 0,
  escalated: 0,
  delegated: 0,
  approved: 0,
  rejected: 0,
  overdue: 0,
  blocked: 0,
  notDue: 0,
  failed: 0,
};
