import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { StoredHistories, StoredHistory } from './support/histories.js';
import { verdictOf, wholeHistories } from './support/histories.js';
import { copyOf, firstDifference } from './support/first-difference.js';
import { TAMPERINGS } from './support/tamperings.js';
import { runs, seed } from '../../support/lane.js';

/** What comparing entries does not say where to find: what somebody has written who can seal, and what is no entry. */
const APART = new Set([
  'an entry appended behind the end',
  'an entry edited and sealed anew',
  'an entry sealed anew in the other form',
  'a changed seed of salts',
]);

type Act = (history: StoredHistory, all: StoredHistories, spot: Spot) => void;
type Spot = readonly [which: number, at: number, choice: number];

/** What only shows between histories, or once others have been tampered with. */
const MORE: Readonly<Record<string, Act>> = {
  move: ({ entries }, { histories }, [, at, choice]) => {
    const to = histories[choice % histories.length];
    const entry = entries[at % entries.length];
    if (entry !== undefined && to !== undefined) entry.attachmentId = to.end.id;
  },
  copy: ({ entries }, { histories }, [, at, choice]) => {
    const to = histories[choice % histories.length];
    const entry = entries[at % entries.length];
    if (entry === undefined || to === undefined) return;
    entries.push({ ...entry, id: 1e6 + entries.length, attachmentId: to.end.id, sequence: choice % 12 });
  },
};

const kinds = Object.entries(TAMPERINGS).filter(([name]) => !APART.has(name));
const acts = new Map<string, Act>([
  ...Object.entries(MORE),
  ...kinds.map(([name, tampering]): [string, Act] => [
    name,
    (history, { key, seals }, [, at, choice]) => {
      tampering(history, { at: at % history.entries.length, choice, key, seals });
    },
  ]),
]);

const plan = fc.array(
  fc.tuple(fc.constantFrom(...acts.keys()), fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99))),
  { minLength: 1, maxLength: 8 },
);

describe('Following chains that were tampered with again and again', () => {
  it('names the first entry that is not as it was written', () => {
    const seen = new Map<string, number>();
    const property = fc.property(
      wholeHistories,
      plan,
      fc.integer({ min: 1, max: 20 }),
      (stored, acted, size) => {
        const originals = stored.histories.map(copyOf);
        for (const [name, spot] of acted) {
          const history = stored.histories[spot[0] % stored.histories.length];
          if (history !== undefined && history.entries.length > 0) acts.get(name)?.(history, stored, spot);
        }
        const verdict = verdictOf(stored, size);
        const expected = firstDifference(originals, stored.histories);
        assert.deepEqual(
          verdict === null ? null : { attachmentId: verdict.attachmentId, sequence: verdict.sequence },
          expected,
        );
        const reason = verdict?.reason ?? 'none';
        seen.set(reason, (seen.get(reason) ?? 0) + 1);
      },
    );
    fc.assert(property, { numRuns: runs(3000), seed: seed(20_261_105) });
    const reasons = ['appended', 'company_changed', 'edited', 'head_changed', 'inserted', 'missing'];
    assert.deepEqual([...seen.keys()].sort(), [...reasons, 'none', 'out_of_order', 'tail_cut']);
  });
});
