/**
 * What `.mocharc.json` loads first: the global fixture, pinned seeds, and test files as the ES modules they are.
 *
 * Mocha 12 loads a test file with `require()`, which tsx answers with a CommonJS build of it and of
 * all it imports. A module that is also reached by `import()` or by a child process would then exist
 * twice, with two classes of the same name, and the coverage of its two builds cannot be added up.
 * See https://github.com/privatenumber/tsx/issues/838.
 */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { runs, seed } from './lane.ts';

const loader = createRequire(import.meta.url)('mocha/lib/nodejs/esm-utils.cjs');
if (typeof loader.requireOrImport !== 'function') {
  throw new Error('This version of Mocha loads test files in another way: adapt test/support/mocha.mjs.');
}
loader.requireOrImport = (file) => import(pathToFileURL(file).href);

if (process.env.MOCHA_WORKER_ID !== undefined) {
  // Mocha kills a worker that takes longer than a second to end, as one does that writes down what it covered.
  process.on('SIGTERM', () => process.exit());
}

/** Of the properties that say nothing else. */
const RUNS = 100;

fc.configureGlobal({ seed: seed(), numRuns: runs(RUNS) });

export { mochaGlobalSetup, mochaGlobalTeardown } from './global-fixture.ts';
