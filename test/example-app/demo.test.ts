import assert from 'node:assert/strict';
import { findFreePort } from '../support/server-process.js';
import { findDifferences } from '../../example-app/demo/find-differences.js';
import { Child } from './support/child-process.js';
import { tellDemo } from './support/example-process.js';

describe('The demo', () => {
  it('starts the application by itself and tells the whole story', async () => {
    const { code, stdout, stderr } = await new Child({ command: 'npm', args: ['run', 'demo'] }).ended;
    assert.equal(code, 0, stderr);
    assert.match(
      stdout,
      /\n 1\. Somebody who has not signed in .*\n {4}POST \/api\/purchase-requests → 401\n/,
    );
    assert.match(stdout, /, 100 %, round 2\n/);
    assert.match(stdout, /Everything went as expected\.\n$/);
  });

  it('fails where nobody answers', async () => {
    const { code } = await tellDemo(`http://127.0.0.1:${await findFreePort()}`);
    assert.equal(code, 1);
  });

  it('names every difference between an answer and what was expected of it', () => {
    const expected = { a: 1, list: [{ b: 2 }, { b: 3 }], gone: null };
    assert.deepEqual(findDifferences({ ...expected, more: true }, expected, 'it'), []);
    assert.deepEqual(findDifferences({ a: '1', list: [{ b: 2 }, { b: 4 }] }, expected, 'it'), [
      'it.a is "1", expected 1',
      'it.list[1].b is 4, expected 3',
      'it.gone is missing, expected null',
    ]);
    assert.deepEqual(findDifferences({ ...expected, list: [] }, expected, 'it'), [
      'it.list is [], expected a list of 2',
    ]);
    assert.deepEqual(findDifferences(null, expected, 'it'), ['it is null, expected an object']);
  });
});
