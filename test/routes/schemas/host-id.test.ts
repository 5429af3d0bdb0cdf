import assert from 'node:assert/strict';
import { hostId } from '../../../lib/contract/values.js';

describe("An id of the host's, in a body", () => {
  for (const id of ['007', '1e3', ' 3', '3', 'a', 5, -1]) {
    it(`is kept as it was written: ${JSON.stringify(id)}`, () => {
      assert.deepEqual(hostId.schema().validate(id), { value: id });
    });
  }

  for (const value of ['', 1.5, true, null, {}, 'a\0b', 2 ** 53]) {
    it(`is not ${JSON.stringify(value)}`, () => {
      assert.notEqual(hostId.schema().validate(value).error, undefined);
    });
  }
});
