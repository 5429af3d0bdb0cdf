import assert from 'node:assert/strict';
import { Grouped } from '../../lib/actions/grouped.js';
import { Latch } from './support/latch.js';

describe('Grouped', () => {
  const groups: (readonly number[])[] = [];
  let released: Latch | null = null;

  beforeEach(() => {
    groups.length = 0;
    released = null;
  });

  /** Doubles numbers, and fails with any group that holds a 13. */
  const doubled = (): Grouped<number, number> =>
    new Grouped(async (numbers: readonly number[]) => {
      groups.push(numbers);
      await released?.opened;
      if (numbers.includes(13)) throw new Error('unlucky');
      return numbers.map((number) => 2 * number);
    });

  it('answers at once who asks alone', async () => {
    const asked = doubled();
    assert.equal(await asked.ask(1), 2);
    assert.equal(await asked.ask(2), 4);
    assert.deepEqual(groups, [[1], [2]]);
  });

  it('answers together who asks together, and puts into the next group who asks meanwhile', async () => {
    const asked = doubled();
    released = new Latch();
    const first = [asked.ask(1), asked.ask(2)];
    while (groups.length === 0) await new Promise(setImmediate);
    const second = [asked.ask(3), asked.ask(4)];
    released.open();
    assert.deepEqual(await Promise.all([...first, ...second]), [2, 4, 6, 8]);
    assert.deepEqual(groups, [
      [1, 2],
      [3, 4],
    ]);
  });

  it('asks again one by one where a group fails, so that only who is at fault is refused', async () => {
    const asked = doubled();
    const [one, two, three] = await Promise.allSettled([asked.ask(1), asked.ask(13), asked.ask(3)]);
    assert.deepEqual([one, three], [fulfilled(2), fulfilled(6)]);
    assert.match(String(two.status === 'rejected' && two.reason), /unlucky/);
    assert.equal(await asked.ask(4), 8);
  });
});

function fulfilled(value: number): PromiseSettledResult<number> {
  return { status: 'fulfilled', value };
}
