import type { HistoryEntryRow } from '../../../models/index.js';
import { canonicalText } from '../../definition/fingerprint.js';

/** The columns in which an entry says who did it and what they wrote. */
const COLUMNS = ['actorId', 'actorName', 'comment', 'onBehalfOf'] as const;

/**
 * What of an entry can be erased: a column that names a person or holds what they wrote, or a member of its `data`:
 * `data.form_data`.
 */
export type HistoryMember = (typeof COLUMNS)[number] | `data.${string}`;

/** The members of an entry, by name, in order of their names. */
export type EntryMembers = ReadonlyMap<HistoryMember, unknown>;

/** @throws Error where `data` is not the canonical text of an object: the engine writes nothing else */
export function membersOf(entry: Pick<HistoryEntryRow, (typeof COLUMNS)[number] | 'data'>): EntryMembers {
  const data = Object.entries(readCanonicalObject(entry.data));
  const members: (readonly [HistoryMember, unknown])[] = [
    ...COLUMNS.map((name) => [name, entry[name]] as const),
    ...data.map(([name, value]) => [`data.${name}`, value] as const),
  ];
  // Code unit by code unit, as canonical text is ordered: a locale would not give the same order everywhere.
  return new Map(members.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Whether a value is, or may hold, text. */
export function isText(value: unknown): value is string | object {
  return typeof value === 'string' || (typeof value === 'object' && value !== null);
}

/**
 * Reads an object, and only as the engine has written it: a seal over what it says would not show other text that says
 * the same.
 *
 * @throws Error for any other text
 */
export function readCanonicalObject(text: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(text);
  if (text.startsWith('{') && canonicalText(value) === text)
    return value as Readonly<Record<string, unknown>>;
  throw new RangeError('This is not the canonical text of an object.');
}
