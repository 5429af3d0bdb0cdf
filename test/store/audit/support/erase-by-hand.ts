import { createHash } from 'node:crypto';
import type { HistoryEntryRow } from '../../../../models/index.js';
import { canonicalText } from '../../../../lib/definition/fingerprint.js';

const COLUMNS = ['actorId', 'actorName', 'comment', 'onBehalfOf'] as const;

/** What an erasure changes of an entry. */
export type Erased = Pick<HistoryEntryRow, (typeof COLUMNS)[number] | 'data' | 'openings'>;

/** The texts of an entry, by member. */
export function textsOf(entry: HistoryEntryRow): ReadonlyMap<string, unknown> {
  const data = Object.entries(JSON.parse(entry.data) as Record<string, unknown>);
  const members: (readonly [string, unknown])[] = [
    ...COLUMNS.map((name) => [name, entry[name]] as const),
    ...data.map(([name, value]) => [`data.${name}`, value] as const),
  ];
  return new Map(
    members.filter(([, value]) => ['string', 'object'].includes(typeof value) && value !== null),
  );
}

/**
 * Erases members of an entry that is sealed by hashes, step by step as `Openings` says. All entries of an attachment go
 * through it, those that lose nothing too: its seed is destroyed with the first.
 */
export function eraseByHand(entry: HistoryEntryRow, seed: string | null, members: readonly string[]): Erased {
  const openings = new Map(Object.entries(JSON.parse(entry.openings ?? '{}') as object));
  const data = JSON.parse(entry.data) as Record<string, unknown>;
  const columns: Record<string, unknown> = Object.fromEntries(COLUMNS.map((name) => [name, entry[name]]));
  for (const [member, value] of textsOf(entry)) {
    const kept = openings.get(member) as { readonly salt: string } | undefined;
    const salt = kept?.salt ?? saltOf(`${seed} ${entry.sequence} ${member}`);
    const isErased = members.includes(member);
    openings.set(member, isErased ? { hash: hashOf([salt, member, value]) } : { salt });
    if (!isErased) continue;
    if (member.startsWith('data.')) data[member.slice('data.'.length)] = null;
    else columns[member] = null;
  }
  return {
    ...(columns as Pick<HistoryEntryRow, (typeof COLUMNS)[number]>),
    data: canonicalText(data),
    openings: openings.size === 0 ? null : canonicalText(Object.fromEntries(openings)),
  };
}

function saltOf(text: string): string {
  return createHash('sha512-256').update(text).digest('hex');
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalText(value)).digest('hex');
}
