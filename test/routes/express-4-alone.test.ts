import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const MOCHA = createRequire(import.meta.url).resolve('mocha/bin/mocha.js');
const SUITE = fileURLToPath(new URL('./support/express-4-alone.ts', import.meta.url));
const PRELOAD = new URL('./support/express-4.mjs', import.meta.url).href;

interface Outcome {
  readonly failed: boolean;
  readonly output: string;
}

function runMocha(): Promise<Outcome> {
  const environment = { ...process.env, NODE_OPTIONS: `--import=${PRELOAD}` };
  return new Promise((resolve) => {
    execFile(process.execPath, [MOCHA, SUITE], { env: environment }, (error, stdout, stderr) => {
      resolve({ failed: error !== null, output: stdout + stderr });
    });
  });
}

describe('A host that has Express 4 and no other', function () {
  this.timeout(180_000);

  it('is served the same contract', async () => {
    const { failed, output } = await runMocha();
    assert.equal(failed, false, output);
    assert.match(output, /^\d\d passed, 0 failed$/m);
  });
});
