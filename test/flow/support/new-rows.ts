import type { AttachmentState } from '../../../lib/flow/types.js';

/** An attachment that nothing has happened to yet. */
export const UNSTARTED: AttachmentState = {
  objectId: '40',
  status: 'not_started',
  position: null,
  round: 1,
  stepCount: 0,
  requesterId: null,
  startedBy: null,
  startedByName: null,
  startedAt: null,
  closedAt: null,
  blockedReason: null,
};

/** A step that has not opened yet. */
export const UNOPENED = {
  status: 'pending',
  approveAt: null,
  rejectAt: null,
  approvedCount: 0,
  rejectedCount: 0,
  dueAt: null,
  alarmAt: null,
  timeoutCount: 0,
  blockedReason: null,
  openedAt: null,
  closedAt: null,
} as const;

/** A seat that nobody has decided yet. */
export const UNDECIDED = {
  status: 'current',
  actorId: null,
  actorName: null,
  comment: null,
  formData: undefined,
  checkedInAt: null,
  actedAt: null,
} as const;
