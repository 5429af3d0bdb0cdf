import assert from 'node:assert/strict';
import { portions } from '../../lib/store/sql/statement-text.js';

describe('Rows of statements', () => {
  const lengths = (parts: readonly (readonly unknown[])[]): number[] => parts.map(({ length }) => length);
  const rows = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

  it('are all there, in order, in parts of few lengths', () => {
    for (const count of [0, 1, 10, 16, 17, 100, 512, 1000, 3000]) {
      const parts = portions(rows(count));
      assert.deepEqual(parts.flat(), rows(count));
      assert(parts.length <= 9, `${count} rows are ${parts.length} parts.`);
    }
    assert.deepEqual(lengths(portions(rows(1000))), [512, 384, 96, 8]);
    assert.deepEqual(lengths(portions(rows(10))), [10]);
  });

  it('are fewer where they hold much text, and one where it alone is too much', () => {
    const MIB = 1024 * 1024;
    assert.deepEqual(lengths(portions(rows(10), () => MIB / 4)), [4, 4, 2]);
    assert.deepEqual(lengths(portions(rows(3), () => 2 * MIB)), [1, 1, 1]);
  });
});
