import { wireKey } from '../../lib/definition/wire-keys.js';
import type { HistoryMember } from '../../lib/store/audit/entry-members.js';

/** What a history entry on the wire calls one of its members: those of `data` are stored as they are shown. */
export function wireMember(member: HistoryMember): string {
  if (member === 'actorId') return 'actor';
  return member.startsWith('data.') ? member : wireKey(member);
}
