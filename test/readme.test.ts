import assert from 'node:assert/strict';
import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child, PROJECT } from './example-app/support/child-process.js';
import type { ReadmeProgram } from './example-app/support/readme-program.js';
import { createProgram } from './example-app/support/readme-program.js';
import { patternOf, readCommands, readSnippets } from './example-app/support/readme.js';
import { findFreePort } from './support/server-process.js';

/** Where the README says that the example listens. */
const README_URL = 'http://localhost:3000';

describe('The README', () => {
  it('has no snippet that is not run here', async () => {
    const languages = new Set((await readSnippets()).map(({ language }) => language));
    assert.deepEqual([...languages].sort(), ['console', 'sh', 'text', 'ts']);
  });

  it('names scripts that the package has', async () => {
    const { scripts } = JSON.parse(await readFile(join(PROJECT, 'package.json'), 'utf8')) as {
      scripts: object;
    };
    const commands = (await codeOf('sh')).flatMap((code) => code.match(/^[^#\n]+/gm) ?? []);
    assert.deepEqual(
      commands.map((command) => command.trim()),
      ['npm install && npm start', 'npm install && npm test', 'npm run demo'],
    );
    for (const script of ['start', 'test', 'demo']) assert(script in scripts, script);
  });

  it('links to files that are there', async () => {
    const text = await readFile(join(PROJECT, 'README.md'), 'utf8');
    const links = [...text.matchAll(/\]\(([^):#]+)\)/g)].map(([, link = '']) => link);
    assert(links.length > 0);
    for (const link of links) await access(join(PROJECT, link));
  });

  it('shows what curl gets from npm start, command by command', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'workflow-test-readme-'));
    const env = { DATABASE_URL: `sqlite:${join(folder, 'example.sqlite')}`, PORT: '0' };
    const server = new Child({ command: 'npm', args: ['start'], env });
    try {
      const [, url = ''] = await server.says(/ at (http:\S+)\n/);
      const commands = (await codeOf('console')).flatMap(readCommands);
      assert(commands.length > 0);
      for (const { command, output } of commands) {
        const curl = new Child({ command: 'bash', args: ['-c', command.replaceAll(README_URL, url)] });
        const { code, stdout, stderr } = await curl.ended;
        assert.equal(code, 0, `${command}\n${stderr}`);
        assert.match(stdout, patternOf(output), `${command}\n${stdout}`);
      }
    } finally {
      server.kill();
      await server.ended;
      await rm(folder, { recursive: true, force: true });
    }
  });

  describe('has an example in TypeScript that', () => {
    let program: ReadmeProgram;
    let code = '';

    before(async () => {
      code = (await codeOf('ts')).join('\n');
      program = await createProgram(code);
    });

    after(() => program.remove());

    it('satisfies the compiler', function () {
      // It reads the types of the package and of its peers.
      this.timeout(180_000);
      assert.deepEqual(program.findTypeErrors(), []);
    });

    it('says what its comments say, serves its routes, and stops', async () => {
      const said = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, text = '']) => text);
      assert(said.length > 0);
      const port = await findFreePort();
      const running = program.run(port);
      try {
        await running.says(new RegExp(`^${said.join('\n(?:.*\n)*')}$`, 'm'));
        const paths = [
          '/api/workflow/attachments',
          '/approvals/attachments',
          '/api/invoices/1/workflow_status',
          '/api/workflow/health',
          '/ready',
        ];
        for (const path of paths) {
          const headers = { 'x-user': 'Omar' };
          const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers });
          assert.equal(response.status, 200, path);
        }
        const { code: exitCode, stdout, stderr } = await running.stop('SIGTERM');
        const lines = stdout.split('\n').filter((line) => !line.startsWith('Migrations run'));
        assert.deepEqual([exitCode, lines, stderr], [0, [...said, ''], '']);
      } finally {
        running.kill();
      }
    });
  });
});

async function codeOf(language: string): Promise<readonly string[]> {
  const snippets = await readSnippets();
  return snippets.filter((snippet) => snippet.language === language).map(({ code }) => code);
}
