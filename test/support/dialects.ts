import { DEFAULT_DIALECTS } from './lane.js';

/** The databases that every test of storage runs on. `mysql` is MySQL or MariaDB. */
export const DIALECTS = ['sqlite', 'mysql', 'postgres'] as const;
export type TestDialect = (typeof DIALECTS)[number];

/** The dialects of this run: those of its lane, or those that `TEST_DIALECTS` names, separated by commas. */
export function selectedDialects(selection = process.env.TEST_DIALECTS): readonly TestDialect[] {
  const names = (selection ?? '').split(',').map((name) => name.trim());
  const wanted = names.filter((name) => name !== '');
  const unknown = wanted.filter((name) => !DIALECTS.some((dialect) => dialect === name));
  if (unknown.length > 0) {
    throw new Error(`TEST_DIALECTS names ${unknown.join(', ')}; there are ${DIALECTS.join(', ')}.`);
  }
  const selected = wanted.length === 0 ? DEFAULT_DIALECTS : wanted;
  return DIALECTS.filter((dialect) => selected.includes(dialect));
}
