export { UNDECIDED, UNOPENED } from '../../../lib/flow/evolve.js';
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
