import assert from 'node:assert/strict';
import { lazy } from '../lib/lazy.js';

describe('A lazy value', () => {
  it('is made by the first who asks, and once', () => {
    let made = 0;
    const value = lazy(() => ({ number: (made += 1) }));
    assert.equal(made, 0);
    assert.equal(value(), value());
    assert.equal(made, 1);
  });

  it('is made once also where there is nothing to keep', () => {
    let made = 0;
    const value = lazy(() => {
      made += 1;
    });
    value();
    value();
    assert.equal(made, 1);
  });

  it('is tried again where it could not be made', () => {
    let isThere = false;
    const value = lazy(() => {
      if (!isThere) throw new Error('There is none yet.');
      return 'made';
    });
    assert.throws(value, /none yet/);
    isThere = true;
    assert.equal(value(), 'made');
  });
});
