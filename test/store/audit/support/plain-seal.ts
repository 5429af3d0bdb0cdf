import { createHash, createHmac } from 'node:crypto';
import type { HistoryEntryRow } from '../../../../models/index.js';
import { canonicalText } from '../../../../lib/definition/fingerprint.js';

const UNSEALED = new Set(['id', 'hash', 'openings']);

/** The seal of an entry as version 0.1.0 made it, over its texts: written down here, for nothing makes such seals any more. */
export function plainSeal(
  key: string | undefined,
  entry: Omit<HistoryEntryRow, 'hash' | 'openings'>,
): string {
  const text = canonicalText(
    Object.fromEntries(Object.entries(entry).filter(([name]) => !UNSEALED.has(name))),
  );
  return (key === undefined ? createHash('sha256') : createHmac('sha256', key)).update(text).digest('hex');
}
