import type { HistoryEntryRow } from '../../../models/index.js';
import { canonicalText } from '../../definition/fingerprint.js';

/** The columns in which an entry says who did it and what they wrote. */
const COLUMNS = ['actorId', 'actorName', 'comment', 'onBehalfOf'] as const;

/**
 * What of an entry can be erased: a column that names a person or holds what they wrote, or a member of its `data`:
 * `data.form_data`.
 */
export type HistoryMember = 'actorId' | 'actorName' | 'comment' | 'onBehalfOf' | `data.${string}`;

/** The members of an entry, by name: its columns, then those of its data, in the order of their canonical text. */
export type EntryMembers = ReadonlyMap<HistoryMember, unknown>;

/** @param data - What the entry's `data` says */
export function membersOf(
  entry: Pick<HistoryEntryRow, (typeof COLUMNS)[number]>,
  data: Readonly<Record<string, unknown>>,
): EntryMembers {
  const members = new Map<HistoryMember, unknown>(COLUMNS.map((name) => [name, entry[name]]));
  for (const [name, value] of Object.entries(data)) members.set(`data.${name}`, value);
  return members;
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
