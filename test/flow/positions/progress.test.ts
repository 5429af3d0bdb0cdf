import assert from 'node:assert/strict';
import { progressOf } from '../../../lib/flow/positions/progress.js';

describe('Progress', () => {
  it('is 0 before the start and at the first position', () => {
    assert.equal(progressOf({ status: 'not_started', position: null }, 3), 0);
    assert.equal(progressOf({ status: 'in_progress', position: 0 }, 3), 0);
  });

  it('is the finished positions of all positions, in whole percent rounded down', () => {
    assert.equal(progressOf({ status: 'in_progress', position: 1 }, 3), 33);
    assert.equal(progressOf({ status: 'in_progress', position: 2 }, 3), 66);
    assert.equal(progressOf({ status: 'in_progress', position: 199 }, 200), 99);
  });

  it('is 100 when completed, and not before', () => {
    assert.equal(progressOf({ status: 'completed', position: null }, 3), 100);
    assert.equal(progressOf({ status: 'in_progress', position: 999 }, 1000), 99);
  });

  it('stays where the attachment was rejected or cancelled', () => {
    assert.equal(progressOf({ status: 'rejected', position: 1 }, 4), 25);
    assert.equal(progressOf({ status: 'cancelled', position: 3 }, 4), 75);
    assert.equal(progressOf({ status: 'cancelled', position: null }, 4), 0);
  });
});
