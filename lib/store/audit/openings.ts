import { hash, randomBytes } from 'node:crypto';
import { canonicalText } from '../../definition/fingerprint.js';
import type { EntryMembers, HistoryMember } from './entry-members.js';
import { isText, readCanonicalObject } from './entry-members.js';

/** How the seal knows a text: by the salt of its hash, or, once the text was erased, by the hash alone. */
export type Opening = { readonly salt: string } | { readonly hash: string };

/**
 * What leads from the texts of an entry to their hashes, which are what the entry's seal is over.
 *
 * A text is hashed with a salt, for a name is soon guessed from its bare hash. The salt of a member is the SHA-512/256 of
 * `<seed> <sequence> <member>`, where the seed is the `historyHashSeed` of the attachment, a random secret: while all texts are
 * kept, no entry stores a salt. It is not derived from `audit.key`, whose holder could then try names on the hash of an erased
 * one for ever.
 *
 * To erase members from the history of an attachment is to do this, in one transaction that has locked its row:
 *
 * 1. Each entry whose `openings` are `null` and whose seal is over hashes gets, for each member that is text, `{ salt }`,
 *    as canonical JSON by member; it stays `null` where there is none.
 * 2. In each entry that names the person, a member's value becomes `null`, in its column or in `data`, and its opening
 *    `{ hash }` instead of `{ salt }`.
 * 3. `historyHashSeed` becomes `null`, and with it goes every way to the salts of what was erased. What is appended later
 *    has a new one.
 *
 * The hash says nothing without its salt. Copies of the database that are older still hold both.
 */
export interface Openings {
  /** @throws Error where there is none */
  readonly saltOf: (member: HistoryMember) => string;
  /** The hash of a text that was erased. */
  readonly erasedHashOf: (member: HistoryMember) => string | null;
}

/** A secret for the salts of one attachment's history. */
export function newHashSeed(): string {
  return randomBytes(32).toString('hex');
}

/** The openings of an entry of whose attachment nothing was erased since. */
export function derivedOpenings(seed: string | null, sequence: number): Openings {
  return {
    saltOf: (member) => {
      if (seed === null) throw new RangeError(`There is no salt for ${member}.`);
      // SHA-256 would need an HMAC around it: whoever has one hash of a secret and some text has those of longer texts.
      return hash('sha512-256', `${seed} ${sequence} ${member}`);
    },
    erasedHashOf: () => null,
  };
}

/** @throws Error where the text is not the openings of these members: of each text its salt, and of nothing that is kept its hash */
export function storedOpenings(text: string, members: EntryMembers): Openings {
  const openings = readOpenings(text);
  const isStray = [...openings].some(([member, opening]) => {
    const value = members.get(member);
    return 'hash' in opening ? value !== null : !isText(value);
  });
  if (isStray || openings.size === 0) throw new RangeError('These are the openings of another entry.');
  return {
    saltOf: (member) => {
      const opening = openings.get(member);
      if (opening !== undefined && 'salt' in opening) return opening.salt;
      throw new RangeError(`There is no salt for ${member}.`);
    },
    erasedHashOf: (member) => {
      const opening = openings.get(member);
      return opening !== undefined && 'hash' in opening ? opening.hash : null;
    },
  };
}

/** The members that are erased, by the `openings` of an entry. */
export function erasedMembers(text: string | null): readonly HistoryMember[] {
  if (text === null) return [];
  return [...readOpenings(text)].flatMap(([member, opening]) => ('hash' in opening ? [member] : []));
}

function readOpenings(text: string): ReadonlyMap<HistoryMember, Opening> {
  return new Map(Object.entries(readCanonicalObject(text)) as [HistoryMember, Opening][]);
}

/** The hash of a text: over the canonical JSON of its salt, its member's name and itself. */
export function saltedHash(salt: string, member: HistoryMember, value: string | object): string {
  const named = `${JSON.stringify(salt)},${JSON.stringify(member)}`;
  return hash('sha256', `[${named},${canonicalText(value, member)}]`);
}
