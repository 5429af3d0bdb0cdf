import assert from 'node:assert/strict';
import { EntrySeals } from '../../../lib/store/audit/entry-seals.js';
import type { HistoryEntryRow } from '../../../models/index.js';

const SEED = '0123456789abcdef'.repeat(4);

const ENTRY: Omit<HistoryEntryRow, 'hash'> = {
  id: 1,
  company: 'acme',
  attachmentId: 7,
  sequence: 4,
  event: 'delegated',
  stepId: 11,
  assignmentId: 33,
  actorId: '101',
  actorName: 'Úna',
  onBehalfOf: null,
  comment: 'On a trip',
  data: '{"user_id":"102","user_name":"Löwe 🦁"}',
  previousHash: 'f'.repeat(64),
  createdAt: new Date(Date.UTC(2026, 0, 5, 9, 0, 0, 7)),
  openings: null,
};

/** What is stored keeps its seal: these were made once, and stand in databases. */
const STORED = {
  'over its texts, as version 0.1.0 did': [
    [undefined, '101c6287114c3016f0fb40858bd28acb382d5f90450981d9cb5ea88f722bfb0f'],
    ['the audit key', 'f6caf6eebca052e9857133d04aa2023f2676c566e28e611bf1c2c3fbade2559d'],
  ],
  'over the hashes of its texts': [
    [undefined, '39ac507be7a522507a0518001ac74327da8e5a0b370b4196919719104318f556'],
    ['the audit key', '8d2cb63780e6825241b1d37b35a9eff119b923ebdee507ae2d78d5e85d30901b'],
  ],
} as const;

describe('The seal of an entry', () => {
  for (const [form, seals] of Object.entries(STORED)) {
    for (const [key, hash] of seals) {
      it(`${form}${key === undefined ? '' : ', with a key'}, stays as it was stored`, () => {
        const row = { ...ENTRY, hash };
        assert.deepEqual(new EntrySeals(key).check(row, SEED), []);
        assert.equal(new EntrySeals('another key').check(row, SEED), null);
        assert.equal(new EntrySeals(key).check({ ...row, comment: 'On a Trip' }, SEED), null);
      });
    }
  }

  it('is over hashes where it is made now, and needs the seed to be checked', () => {
    const seals = new EntrySeals('the audit key');
    const row = { ...ENTRY, hash: seals.seal(ENTRY, SEED) };
    assert.equal(row.hash, STORED['over the hashes of its texts'][1][1]);
    assert.deepEqual(seals.check(row, SEED), []);
    assert.equal(seals.check(row, null), null);
    assert.equal(seals.check(row, SEED.replace('0', '1')), null);
  });

  it('hashes the same name otherwise in every entry, and for every attachment', () => {
    const seals = new EntrySeals(undefined);
    const base = { ...ENTRY, actorId: null, comment: null, data: '{}' };
    const hashes = [SEED, SEED.replace('0', '1')].flatMap((seed) =>
      [4, 5].map((sequence) => {
        const row = { ...base, sequence, hash: '' };
        return seals.seal(row, seed);
      }),
    );
    assert.equal(new Set(hashes).size, 4);
  });
});
