import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { OPERATIONS } from '../../routes/operations/index.js';
import { seedAttachment, seedWorkflow } from '../routes/support/seed.js';
import { REVIEWER } from '../routes/support/site.js';
import { onBrowser } from '../support/browser.js';
import { describeOnSqlite } from '../support/databases.js';
import { onServedSite } from './support/served-site.js';

const CLIENT = fileURLToPath(new URL('../../lib/client/index.ts', import.meta.url));

const PAGE = `<!doctype html><title>Page</title><link rel="icon" href="data:,"><p id="said"></p>
<script type="module">
  import { createWorkflowClient, WorkflowClientError } from '/client.js';
  const client = createWorkflowClient({ baseUrl: '/api/workflow' });
  const said = [];
  for await (const { attachment_id: id } of client.items('/inbox', { query: { limit: 1 } })) {
    const body = { action: 'approved' };
    said.push((await client.post('/attachments/{id}/action', { params: { id }, body })).current_stage);
  }
  const refused = await client.get('/workflows').catch((error) => error);
  said.push(refused instanceof WorkflowClientError && refused.code);
  document.querySelector('#said').textContent = said.join(' ');
</script>`;

describeOnSqlite('In a browser', (database) => {
  const served = onServedSite(database);
  const open = onBrowser({ 'x-user': String(REVIEWER) });

  before(async () => {
    const made = await build({ entryPoints: [CLIENT], bundle: true, format: 'esm', write: false });
    const { app } = served();
    app.get('/client.js', (_request, response) => {
      response.type('js').send(made.outputFiles[0]?.text);
    });
    app.get('/page', (_request, response) => {
      response.type('html').send(PAGE);
    });
  });

  it('the client reads, decides, and throws what was refused', async () => {
    const { site, url } = served();
    const workflow = await seedWorkflow(site);
    for (let count = 0; count < 2; count += 1) await seedAttachment(site, workflow.id);
    const { page, faults } = await open(`${url}/page`);
    await page.waitForFunction("document.querySelector('#said').textContent !== ''");
    assert.equal(await page.textContent('#said'), 'Stage 2 Stage 2 FORBIDDEN');
    // The browser itself tells of the refusal.
    assert.deepEqual(faults.foreign, []);
  });

  it('the pages of the API show every operation, under a strict policy, and ask for nothing from elsewhere', async () => {
    const { page, faults } = await open(`${served().url}/api/workflow/docs/`);
    await page.waitForSelector('.opblock-summary');
    assert.equal(await page.locator('.opblock-tag').count(), tags().size);
    assert.match(page.url(), /\/api\/workflow\/docs$/);
    assert.deepEqual(faults, { errors: [], foreign: [] });
    const policy = await page.evaluate<string | null>(
      "fetch('docs').then(({ headers }) => headers.get('content-security-policy'))",
    );
    assert.match(policy ?? '', /default-src 'none'/);
  });

  it('the pages of the API are for those who are signed in', async () => {
    for (const path of ['docs', 'docs/start.js', 'docs/swagger-ui.css', 'openapi.json']) {
      const { status } = await fetch(`${served().url}/api/workflow/${path}`);
      assert.equal(status, 401, path);
    }
  });
});

function tags(): ReadonlySet<string> {
  return new Set(OPERATIONS.map(({ path }) => path.split('/')[1] ?? ''));
}
