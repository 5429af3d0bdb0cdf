import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { HandlerRegistry } from '../../lib/actions/handler-registry.js';
import { loadHandlers } from '../../lib/actions/load-handlers.js';

describe('Handlers in a folder', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'workflow-test-handlers-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }

  it('are registered by their path and the name of their export', async () => {
    await write(
      'finance/notify.mjs',
      [
        'export function sendApproval() {}',
        'export const book = { run: async () => {}, description: "Books." };',
        'export const LIMIT = 5;',
        'export default function () {}',
      ].join('\n'),
    );
    await write('ping.cjs', 'exports.pong = () => {};');
    await write('notes.md', 'export function no() {}');
    await write('types.d.ts', 'export declare function no(): void;');
    const registry = new HandlerRegistry();
    const names = await loadHandlers(registry, folder);
    assert.deepEqual(
      names.filter((name) => name !== 'ping'),
      ['finance/notify.book', 'finance/notify', 'finance/notify.sendApproval', 'ping.pong'],
    );
    assert.equal(registry.get('finance/notify.book')?.description, 'Books.');
    assert.equal(registry.get('finance/notify.LIMIT'), undefined);
  });

  it('are refused where a name is taken', async () => {
    await write('ping.mjs', 'export function pong() {}');
    const registry = new HandlerRegistry();
    registry.register('ping.pong', () => undefined);
    await assert.rejects(loadHandlers(registry, folder), { code: 'INVALID_CONFIGURATION' });
  });

  it('fail as their module fails, or their folder is missing', async () => {
    await write('broken.mjs', 'throw new Error("no credentials");');
    await assert.rejects(loadHandlers(new HandlerRegistry(), folder), /no credentials/);
    await assert.rejects(loadHandlers(new HandlerRegistry(), join(folder, 'missing')), { code: 'ENOENT' });
  });
});
