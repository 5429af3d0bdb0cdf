import { createHash, createHmac } from 'node:crypto';
import type { HistoryEntryRow } from '../../../models/index.js';
import { canonicalText } from '../../definition/fingerprint.js';

/** What the seal of an entry is over: all of its row but the row's own id and the seal. */
export type SealedContent = Omit<HistoryEntryRow, 'id' | 'hash'>;

/** Gives the seal of an entry, as hex. */
export type EntrySeal = (content: SealedContent) => string;

/** The seal that a history has: HMAC-SHA256 with the audit key, else SHA-256. */
export function entrySeal(key: string | undefined): EntrySeal {
  return (content) => {
    const hash = key === undefined ? createHash('sha256') : createHmac('sha256', key);
    return hash.update(sealedText(content)).digest('hex');
  };
}

/** Named one by one: a row that was read, and one that is about to be written, have members that are not sealed. */
function sealedText(content: SealedContent): string {
  return canonicalText({
    company: content.company,
    attachmentId: content.attachmentId,
    sequence: content.sequence,
    event: content.event,
    stepId: content.stepId,
    assignmentId: content.assignmentId,
    actorId: content.actorId,
    actorName: content.actorName,
    onBehalfOf: content.onBehalfOf,
    comment: content.comment,
    data: content.data,
    previousHash: content.previousHash,
    createdAt: content.createdAt.toISOString(),
  });
}
