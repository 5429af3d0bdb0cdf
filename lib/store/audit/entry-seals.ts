import { createHmac, hash } from 'node:crypto';
import type { HistoryEntryRow } from '../../../models/index.js';
import { canonicalText } from '../../definition/fingerprint.js';
import type { EntryMembers, HistoryMember } from './entry-members.js';
import { isText, membersOf, readCanonicalObject } from './entry-members.js';
import type { Openings } from './openings.js';
import { derivedOpenings, erasedMembers, saltedHash, storedOpenings } from './openings.js';

/** What the seal of an entry is over: all of its row but the row's own id, the seal, and the openings of its hashes. */
export type SealedContent = Omit<HistoryEntryRow, 'id' | 'hash' | 'openings'>;

/**
 * Seals entries: by HMAC-SHA256 with the audit key, else by SHA-256.
 *
 * What people are called and what they wrote is sealed by its salted hash, so that it can be erased without breaking the
 * seal: see {@link Openings}. Earlier versions sealed the texts themselves, and their entries go on verifying by that, also
 * behind one that was sealed by hashes, as processes of two versions write them side by side. No entry passes for one of the
 * other form: what is sealed is an object in one, a list in the other, and never the same text.
 */
export class EntrySeals {
  readonly #key: string | undefined;

  constructor(key: string | undefined) {
    this.#key = key;
  }

  /** The seal of an entry that is written, as hex. @param seed - The attachment's `historyHashSeed` */
  seal(content: SealedContent, seed: string): string {
    const members = membersOf(content, JSON.parse(content.data) as Readonly<Record<string, unknown>>);
    return this.#sign(hashedText(content, members, derivedOpenings(seed, content.sequence)));
  }

  /**
   * Looks whether an entry is as it was sealed.
   *
   * @param seed - The attachment's `historyHashSeed`
   * @returns the members that were erased from it; `null` where it is not as it was sealed
   */
  check(row: HistoryEntryRow, seed: string | null): readonly HistoryMember[] | null {
    if (this.#isSealedByHashes(row, seed)) return erasedMembers(row.openings);
    return row.openings === null && this.#sign(plainText(row)) === row.hash ? [] : null;
  }

  #isSealedByHashes(row: HistoryEntryRow, seed: string | null): boolean {
    try {
      const members = membersOf(row, readCanonicalObject(row.data));
      const openings =
        row.openings === null ? derivedOpenings(seed, row.sequence) : storedOpenings(row.openings, members);
      return this.#sign(hashedText(row, members, openings)) === row.hash;
    } catch {
      // Somebody wrote what is no JSON, say, or what has no salt: that is not what was sealed.
      return false;
    }
  }

  #sign(text: string): string {
    if (this.#key === undefined) return hash('sha256', text);
    return createHmac('sha256', this.#key).update(text).digest('hex');
  }
}

/** Of everything the same text on every machine: nothing nests, and everything has its place. */
function hashedText(content: SealedContent, members: EntryMembers, openings: Openings): string {
  return JSON.stringify([
    'hashed',
    content.company,
    content.attachmentId,
    content.sequence,
    content.event,
    content.stepId,
    content.assignmentId,
    content.previousHash,
    content.createdAt.toISOString(),
    Object.fromEntries([...members].map(([member, value]) => [member, sealedValue(member, value, openings)])),
  ]);
}

/** Numbers and truth values are sealed as they are. */
function sealedValue(member: HistoryMember, value: unknown, openings: Openings): unknown {
  if (isText(value)) return saltedHash(openings.saltOf(member), member, value);
  return value === null ? openings.erasedHashOf(member) : value;
}

/** What earlier versions sealed; named one by one, for a row that was read has members that are not sealed. */
function plainText(content: SealedContent): string {
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
