import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const ROOT = new URL('../', import.meta.url);
const MAXIMUM_PACKAGES = 25;

describe('the package', () => {
  it('brings few packages with it', async () => {
    const args = ['ls', '--omit=dev', '--omit=peer', '--all', '--parseable'];
    const { stdout } = await promisify(execFile)('npm', args, { cwd: ROOT });
    const [root, ...packages] = stdout.trim().split('\n');
    assert(root !== undefined && packages.length > 0);
    assert(packages.length <= MAXIMUM_PACKAGES, `${packages.length} packages:\n${packages.join('\n')}`);
  });

  it('takes no other version of what writes sealed text than the one that was tried', async () => {
    const { dependencies } = JSON.parse(await readFile(new URL('package.json', ROOT), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    assert.match(String(dependencies.canonicalize), /^\d+\.\d+\.\d+$/);
  });
});
