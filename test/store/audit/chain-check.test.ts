import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { HistoryBreak } from '../../../lib/store/audit/history-walk.js';
import { EntrySeals } from '../../../lib/store/audit/entry-seals.js';
import type { StoredHistories, StoredHistory } from './support/histories.js';
import { verdictOf, wholeHistories } from './support/histories.js';
import type { Tampering } from './support/tamperings.js';
import { EDITABLE_COLUMNS, TAMPERINGS } from './support/tamperings.js';
import { runs, seed } from '../../support/lane.js';

const numbers = fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99));
const RUNS = runs(300);
const SETTINGS = { numRuns: RUNS, seed: seed(20_261_105) };

/** Tampers with one of the histories; says what must be found. */
function tamper(
  { key, seals, histories }: StoredHistories,
  tampering: Tampering,
  [which, where, choice]: readonly [number, number, number],
): HistoryBreak | null {
  const history = pick(histories, which);
  const broken = tampering(history, { at: where % history.entries.length, choice, key, seals });
  return broken === null ? null : { attachmentId: history.end.id, ...broken };
}

function pick(histories: readonly StoredHistory[], which: number): StoredHistory {
  const history = histories[which % histories.length];
  assert(history !== undefined);
  return history;
}

describe('Following the chain of a history', () => {
  it('finds nothing where nobody has touched it, in pages of any size', () => {
    const property = fc.property(wholeHistories, fc.integer({ min: 1, max: 50 }), (stored, pageSize) => {
      assert.equal(verdictOf(stored, pageSize), null);
    });
    fc.assert(property, SETTINGS);
  });

  for (const [name, tampering] of Object.entries(TAMPERINGS)) {
    it(`finds ${name}`, () => {
      let tampered = 0;
      const property = fc.property(wholeHistories, numbers, (stored, spot) => {
        const expected = tamper(stored, tampering, spot);
        assert.deepEqual(verdictOf(stored), expected);
        if (expected !== null) tampered += 1;
      });
      fc.assert(property, SETTINGS);
      assert(tampered > RUNS / 2, `only ${tampered} histories were tampered with`);
    });
  }

  it('names the first entry of the first attachment, whatever was done to others', () => {
    const done = fc.tuple(fc.constantFrom(...Object.values(TAMPERINGS)), numbers);
    const property = fc.property(wholeHistories, fc.array(done, { minLength: 1 }), (stored, all) => {
      const touched = new Map<StoredHistory, HistoryBreak | null>();
      for (const [tampering, spot] of all) {
        const history = pick(stored.histories, spot[0]);
        if (!touched.has(history)) touched.set(history, tamper(stored, tampering, spot));
      }
      const broken = [...touched.values()].filter((each) => each !== null);
      broken.sort((a, b) => a.attachmentId - b.attachmentId);
      assert.deepEqual(verdictOf(stored), broken[0] ?? null);
    });
    fc.assert(property, SETTINGS);
  });

  it('names the first of several edited and deleted entries of one attachment', () => {
    const acts = fc.array(fc.constantFrom('leave', 'edit', 'delete'), { minLength: 9, maxLength: 9 });
    const property = fc.property(wholeHistories, acts, fc.nat(99), (stored, planned, choice) => {
      const [history] = stored.histories;
      assert(history !== undefined);
      const count = history.entries.length;
      const first = planned.slice(0, count).findIndex((act) => act !== 'leave');
      const kept = history.entries.filter((_entry, index) => planned[index] !== 'delete');
      for (const entry of kept)
        if (planned[entry.sequence - 1] === 'edit') entry.comment = `${choice} edited`;
      history.entries = kept;
      const verdict = verdictOf(stored);
      assert.equal(verdict?.sequence, first === -1 ? undefined : first + 1);
    });
    fc.assert(property, SETTINGS);
  });

  it('knows an edit of each column', () => {
    const edit = TAMPERINGS['an edited entry'];
    assert(edit !== undefined);
    const property = fc.property(wholeHistories, fc.nat(EDITABLE_COLUMNS - 1), (stored, column) => {
      assert.equal(tamper(stored, edit, [0, 0, column])?.reason, 'edited');
      assert.equal(verdictOf(stored)?.sequence, 1);
    });
    fc.assert(property, SETTINGS);
  });

  it('finds entries that two attachments exchanged, and those that belong to none', () => {
    const property = fc.property(wholeHistories, numbers, (stored, [where]) => {
      const [first, second] = stored.histories;
      fc.pre(first !== undefined && second !== undefined);
      const at = where % Math.min(first.entries.length, second.entries.length);
      for (const [from, to] of [
        [first, second],
        [second, first],
      ] as const) {
        const entry = from.entries[at];
        if (entry !== undefined) entry.attachmentId = to.end.id;
      }
      assert.deepEqual(verdictOf(stored), { attachmentId: first.end.id, sequence: at + 1, reason: 'edited' });
    });
    fc.assert(property, SETTINGS);
  });

  it('finds a history whose attachment is gone', () => {
    const property = fc.property(wholeHistories, fc.nat(), (stored, which) => {
      const gone = pick(stored.histories, which);
      const attachmentId = gone.end.id;
      gone.end = { ...gone.end, id: Infinity };
      const histories = [...stored.histories].sort((a, b) => a.end.id - b.end.id);
      assert.deepEqual(verdictOf({ ...stored, histories }), {
        attachmentId,
        sequence: 1,
        reason: 'attachment_missing',
      });
    });
    fc.assert(property, SETTINGS);
  });

  it('takes no seal for right that was made with another key', () => {
    const property = fc.property(wholeHistories, (stored) => {
      assert.equal(verdictOf({ ...stored, seals: new EntrySeals('another one') })?.reason, 'edited');
    });
    fc.assert(property, SETTINGS);
  });
});
