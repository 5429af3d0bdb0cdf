import assert from 'node:assert/strict';
import fc from 'fast-check';
import { UserIds } from '../../lib/directory/user-ids.js';

const integers = new UserIds('integer');

describe('Ids of users that are integers', () => {
  it('come back as numbers where those are exact, and as text above 2^53', () => {
    for (const id of [0, -1, 42, Number.MAX_SAFE_INTEGER]) assert.equal(integers.fromText(String(id)), id);
    for (const id of ['9007199254740992', '1790000000000000123', '-9223372036854775808']) {
      assert.equal(integers.fromText(id), id);
      assert.equal(integers.toText(BigInt(id)), id);
      assert.equal(integers.isPossible(id), true);
    }
  });

  it('are none that no database holds, or writes so', () => {
    for (const id of [
      '',
      '01',
      '+1',
      '1e3',
      ' 1',
      '-0',
      '1.0',
      'bob',
      '18446744073709551616',
      '9'.repeat(40),
    ]) {
      assert.equal(integers.isPossible(id), false, id);
      assert.equal(integers.fromText(id), id);
    }
  });

  it('are in the order of their numbers, to the last digit, before what is none', () => {
    const id = fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n).map(String);
    const any = fc.oneof(id, fc.constantFrom('bob', 'Ada', '', '01'));
    const sign = (number: number): number => Math.sign(number) + 0;
    fc.assert(
      fc.property(id, id, (a, b) => {
        const expected = BigInt(a) < BigInt(b) ? -1 : Number(BigInt(a) > BigInt(b));
        assert.equal(integers.compare(a, b), expected);
      }),
    );
    fc.assert(
      fc.property(any, any, any, (a, b, c) => {
        assert.equal(sign(integers.compare(a, b)), sign(-integers.compare(b, a)));
        if (integers.compare(a, b) <= 0 && integers.compare(b, c) <= 0) assert(integers.compare(a, c) <= 0);
      }),
    );
  });
});
