import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ErasedEntries } from '../../../lib/store/audit/erased-entries.js';
import { canonicalText } from '../../../lib/definition/fingerprint.js';
import type { HistoryEntryRow } from '../../../models/index.js';
import { textsOf } from './support/erase-by-hand.js';
import type { StoredHistories, StoredHistory } from './support/histories.js';
import { erasedOf, eraseSome, isPlain, verdictOf, wholeHistories } from './support/histories.js';
import { runs, seed } from '../../support/lane.js';

const RUNS = runs(300);
const SETTINGS = { numRuns: RUNS, seed: seed(20_261_129) };

/** Another value in the place of one that is gone, or is there. */
function write(entry: HistoryEntryRow, member: string, value: unknown): void {
  if (!member.startsWith('data.')) Object.assign(entry, { [member]: value });
  else {
    const data = JSON.parse(entry.data) as Record<string, unknown>;
    entry.data = canonicalText({ ...data, [member.slice('data.'.length)]: value });
  }
}

function readOpenings({ openings }: HistoryEntryRow): Record<string, { salt?: string; hash?: string }> {
  return JSON.parse(openings ?? '{}') as Record<string, { salt?: string; hash?: string }>;
}

/** Erases everything from the first history that can lose anything; the first entry that has lost something. */
function eraseAll({ key, histories }: StoredHistories): {
  readonly history: StoredHistory;
  readonly entry: HistoryEntryRow;
  readonly member: string;
} | null {
  for (const history of histories) {
    eraseSome(history, key, (_entry, texts) => texts);
    const [first] = erasedOf(history);
    const entry = history.entries.find(({ sequence }) => sequence === first?.sequence);
    const [member] = first?.members ?? [];
    if (entry !== undefined && member !== undefined) return { history, entry, member };
  }
  return null;
}

describe('Erasing from histories', () => {
  it('leaves them whole, however often it is done, and shows what is gone and nothing else', () => {
    let erased = 0;
    const choices = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 20 });
    const property = fc.property(wholeHistories, choices, choices, (stored, ...rounds) => {
      const { histories, key } = stored;
      for (const bits of rounds) {
        for (const history of histories) {
          eraseSome(history, key, ({ sequence }, texts) => {
            const chosen = bits[sequence % bits.length] ?? 0;
            return texts.filter((_text, index) => (chosen & (1 << index)) !== 0);
          });
        }
        const found = new ErasedEntries();
        assert.equal(verdictOf(stored, 4, found), null);
        const expected = histories.flatMap(erasedOf);
        assert.deepEqual([found.count, found.first], [expected.length, expected]);
        if (expected.length > 0) erased += 1;
      }
    });
    fc.assert(property, SETTINGS);
    assert(erased > RUNS, `only ${erased} had something erased`);
  });

  it('leaves nothing of what is gone, nor any salt of it', () => {
    let gone = 0;
    const property = fc.property(wholeHistories, ({ key, histories }) => {
      for (const history of histories) {
        const before = new Map(history.entries.map((entry) => [entry.sequence, textsOf(entry)]));
        eraseSome(history, key, (_entry, texts) => texts.slice(1));
        assert.equal(history.end.historyHashSeed, null);
        for (const entry of history.entries) {
          if (isPlain(entry, key)) continue;
          const openings = readOpenings(entry);
          for (const member of [...(before.get(entry.sequence)?.keys() ?? [])].slice(1)) {
            assert.equal(textsOf(entry).has(member), false);
            assert.deepEqual(Object.keys(openings[member] ?? {}), ['hash']);
            gone += 1;
          }
        }
      }
    });
    fc.assert(property, SETTINGS);
    assert(gone > RUNS, `only ${gone} texts were erased`);
  });

  /** What must be found to be edited, done where something was erased. */
  const FORGERIES: Readonly<Record<string, (entry: HistoryEntryRow, member: string) => void>> = {
    'other text in the place of what is gone': (entry, member) => {
      write(entry, member, 'Never said');
    },
    'other text, whose erasure is taken back': (entry, member) => {
      write(entry, member, 'Never said');
      const openings = { ...readOpenings(entry), [member]: { salt: 'a'.repeat(64) } };
      entry.openings = canonicalText(openings);
    },
    'other text that is said to be erased again': (entry, member) => {
      const openings = { ...readOpenings(entry), [member]: { hash: 'a'.repeat(64) } };
      entry.openings = canonicalText(openings);
    },
    'an erasure that is kept secret': (entry, member) => {
      const openings = Object.entries(readOpenings(entry)).filter(([name]) => name !== member);
      entry.openings = openings.length === 0 ? null : canonicalText(Object.fromEntries(openings));
    },
    'an erasure of what was never there': (entry) => {
      const openings = { ...readOpenings(entry), 'data.never_there': { hash: 'a'.repeat(64) } };
      write(entry, 'data.never_there', null);
      entry.openings = canonicalText(openings);
    },
    'an erasure of what the entry does not have': (entry) => {
      const openings = { ...readOpenings(entry), 'data.never_there': { hash: 'a'.repeat(64) } };
      entry.openings = canonicalText(openings);
    },
    'the number in the place of what is gone': (entry, member) => {
      write(entry, member, 7);
    },
    'a member of data that is gone with its name': (entry, member) => {
      const data = JSON.parse(entry.data) as Record<string, unknown>;
      const name = member.slice('data.'.length);
      if (member.startsWith('data.')) {
        entry.data = canonicalText(Object.fromEntries(Object.entries(data).filter(([key]) => key !== name)));
      } else write(entry, member, '');
    },
    'openings that are written otherwise': (entry) => {
      entry.openings = `${entry.openings ?? '{}'} `;
    },
    'openings that are no JSON': (entry) => {
      entry.openings = '{';
    },
    'openings of `null`': (entry, member) => {
      entry.openings = canonicalText({ ...readOpenings(entry), [member]: null });
    },
  };

  for (const [name, forge] of Object.entries(FORGERIES)) {
    it(`shows ${name}`, () => {
      let forged = 0;
      const property = fc.property(wholeHistories, (stored) => {
        const erased = eraseAll(stored);
        if (erased === null) return;
        const { entry, member } = erased;
        forge(entry, member);
        const { attachmentId, sequence } = entry;
        assert.deepEqual(verdictOf(stored), { attachmentId, sequence, reason: 'edited' });
        forged += 1;
      });
      fc.assert(property, SETTINGS);
      assert(forged > RUNS / 2, `only ${forged} were forged`);
    });
  }

  it('cannot be claimed of an entry that is sealed over its texts, whether or not it has any', () => {
    let claimed = 0;
    const property = fc.property(wholeHistories, (stored) => {
      const [history] = stored.histories;
      const entry = history?.entries.find((one) => isPlain(one, stored.key));
      if (entry === undefined) return;
      const { attachmentId, sequence } = entry;
      for (const openings of ['{}', '{"comment":{"hash":"' + 'a'.repeat(64) + '"}}']) {
        entry.openings = openings;
        assert.deepEqual(verdictOf(stored), { attachmentId, sequence, reason: 'edited' });
      }
      claimed += 1;
    });
    fc.assert(property, SETTINGS);
    assert(claimed > RUNS / 2, `only ${claimed} were claimed`);
  });

  it('leaves entries that earlier versions sealed as they are: without their texts they are edited', () => {
    let taken = 0;
    const property = fc.property(wholeHistories, (stored) => {
      const [history] = stored.histories;
      const entry = history?.entries.find((one) => isPlain(one, stored.key) && one.comment !== null);
      if (entry === undefined) return;
      entry.comment = null;
      const { attachmentId, sequence } = entry;
      assert.deepEqual(verdictOf(stored), { attachmentId, sequence, reason: 'edited' });
      taken += 1;
    });
    fc.assert(property, SETTINGS);
    assert(taken > RUNS / 4, `only ${taken} were taken`);
  });

  it('names the first thousand entries, and counts them all', () => {
    const erased = new ErasedEntries();
    for (let sequence = 1; sequence <= 1001; sequence += 1) {
      erased.add({ attachmentId: 7, sequence, members: ['comment'] });
    }
    assert.deepEqual([erased.count, erased.first.length, erased.first.at(-1)?.sequence], [1001, 1000, 1000]);
  });
});
