import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from './support/child-process.js';
import { runExample } from './support/example-process.js';

describe('The server of the example', () => {
  let folder = '';
  let DATABASE_URL = '';

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'workflow-test-example-'));
    DATABASE_URL = `sqlite:${join(folder, 'example.sqlite')}`;
  });

  after(() => rm(folder, { recursive: true, force: true }));

  it('is what npm start runs, and stops with everything around it on Ctrl+C', async () => {
    const child = new Child({ command: 'npm', args: ['start'], env: { DATABASE_URL, PORT: '0' } });
    try {
      const [, url = ''] = await child.says(/ at (http:\S+)\n/);
      assert.equal((await fetch(url)).status, 404);
      const { stderr } = await child.stopGroup('SIGINT');
      assert.doesNotMatch(stderr, /error/i);
      await assert.rejects(fetch(url));
    } finally {
      child.kill();
    }
  });

  it('stops when npm alone is told to', async () => {
    const child = new Child({ command: 'npm', args: ['start'], env: { DATABASE_URL, PORT: '0' } });
    try {
      const [, url = ''] = await child.says(/ at (http:\S+)\n/);
      await child.stop('SIGTERM');
      await assert.rejects(fetch(url));
    } finally {
      child.kill();
    }
  });

  it('ends with 1 and says why where it does not know the database', async () => {
    const { code, stdout, stderr } = await runExample('server', { DATABASE_URL: 'oracle://localhost' }).ended;
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /DATABASE_URL must begin with sqlite:, mysql:\/\/ or postgres:\/\//);
  });

  it('ends with 1 and says why where its port is taken', async () => {
    const other = createServer().listen(0);
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, stdout, stderr } = await runExample('server', { DATABASE_URL, PORT: String(port) }).ended;
    other.close();
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /EADDRINUSE/);
  });
});
