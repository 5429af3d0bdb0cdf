import type { AttachmentStatus } from '../../types.js';

/**
 * Finished positions of all positions, in whole percent (rounded down).
 * 100 only when completed, and nothing else is.
 */
export function progressOf(
  attachment: { readonly status: AttachmentStatus; readonly position: number | null },
  positions: number,
): number {
  if (attachment.status === 'completed') return 100;
  return Math.floor(((attachment.position ?? 0) * 100) / positions);
}
