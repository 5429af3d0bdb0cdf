import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { findTypeErrors } from '../support/type-errors.js';

const HOST = fileURLToPath(new URL('registered-host/', import.meta.url));

describe('What a host has merged into Register', () => {
  it('types models and workflows wherever it names one', () => {
    assert.deepEqual(findTypeErrors(`${HOST}tsconfig.json`, `${HOST}host.ts`), []);
  }).timeout(180_000);
});
