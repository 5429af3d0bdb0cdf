import { wireKey } from '../definition/wire-keys.js';
import type { HistoryEntryView } from '../queries/history-view.js';
import type { HistoryVerification } from '../queries/verify-history.js';
import { HISTORY_BREAK_REASONS } from '../store/audit/chain-check.js';
import type { ErasedEntry } from '../store/audit/erased-entries.js';
import type { HistoryMember } from '../store/audit/entry-members.js';
import type { HistoryBreak } from '../store/audit/history-walk.js';
import { HISTORY_EVENTS } from '../types.js';
import { answer, derived, keyed, omittable } from './answer.js';
import { about, list, nullableOutput } from './field.js';
import { object, optional } from './object.js';
import { count, number, shownHostId, shownObject, shownText, shownTime, shownWord } from './shown.js';
import { rowId } from './values.js';

/** Which histories are verified; those of the whole company unless it names one. */
export const historyVerificationQuery = object(null, { attachmentId: optional(rowId) });

const erasedMember = about(
  '`actor`, `actor_name`, `comment`, `on_behalf_of`, or `data.` and a key.',
  shownText,
);

/** One entry of the audit. */
export const historyEntry = answer<HistoryEntryView>('HistoryEntry', {
  sequence: about('From 1, without gaps.', count),
  event: shownWord(HISTORY_EVENTS),
  stepId: nullableOutput(count),
  assignmentId: nullableOutput(count),
  actorId: keyed('actor', about('Who did it; `null` for the system.', nullableOutput(shownHostId))),
  actorName: nullableOutput(shownText),
  onBehalfOf: nullableOutput(shownHostId),
  comment: nullableOutput(shownText),
  data: shownObject,
  createdAt: shownTime,
  hash: about('Seals this entry and the one before it.', shownText),
  erased: omittable(
    derived(
      ({ erased }) => (erased.length === 0 ? undefined : erased.map(wireMember)),
      about('What was erased from it, and is `null` therefore.', list(erasedMember)),
    ),
  ),
});

const historyBreak = answer<HistoryBreak>('HistoryBreak', {
  attachmentId: count,
  // Whoever has written to the database behind the engine's back may have numbered an entry by a fraction.
  sequence: number,
  reason: shownWord(HISTORY_BREAK_REASONS),
});

const erasedEntry = answer<ErasedEntry>('ErasedEntry', {
  attachmentId: count,
  sequence: count,
  members: derived(({ members }) => members.map(wireMember), list(erasedMember)),
});

/** What a verification of histories found; a broken history is an answer, not an error. */
export const historyVerification = answer<HistoryVerification>('HistoryVerification', {
  attachments: about('How many attachments were looked at.', count),
  entries: about('How many entries were looked at.', count),
  erasedEntries: about('How many of the entries that hold have lost something.', count),
  broken: about('The first broken entry.', nullableOutput(historyBreak)),
  erased: about('The first 1,000 of them.', list(erasedEntry)),
});

/** What an entry on the wire calls one of its members: those of `data` are stored as they are shown. */
function wireMember(member: HistoryMember): string {
  if (member === 'actorId') return 'actor';
  return member.startsWith('data.') ? member : wireKey(member);
}
