import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { WorkflowClient } from '../../lib/client/index.js';
import { createWorkflowClient, WorkflowClientError } from '../../lib/client/index.js';
import { seedAttachment, seedWorkflow } from '../routes/support/seed.js';
import { REQUESTER, REVIEWER } from '../routes/support/site.js';
import { describeOnSqlite } from '../support/databases.js';
import { onServedSite } from './support/served-site.js';

describeOnSqlite('The client', (database) => {
  const served = onServedSite(database);

  /** A client for somebody. */
  function clientOf(user: number): WorkflowClient {
    return createWorkflowClient({
      baseUrl: `${served().url}/api/workflow/`,
      fetch: (url, init) => {
        const headers = new Headers(init.headers);
        headers.set('x-user', String(user));
        return fetch(url, { ...init, headers });
      },
    });
  }

  it('reads and decides', async () => {
    const { site } = served();
    const workflow = await seedWorkflow(site);
    const { attachment_id: id } = await seedAttachment(site, workflow.id);
    const reviewer = clientOf(REVIEWER);
    const before = await reviewer.get('/attachments/{id}', { params: { id } });
    assert.equal(before.can_approve, true);
    const after = await reviewer.post('/attachments/{id}/action', {
      params: { id },
      body: { action: 'approved', reason: 'Fine.' },
    });
    assert.deepEqual([after.status, after.can_approve], ['in_progress', false]);
    assert.equal(after.steps[0]?.assignments[0]?.comment, 'Fine.');
  });

  it('goes through lists page by page, only as far as it is asked', async () => {
    const { site } = served();
    const workflow = await seedWorkflow(site);
    for (let count = 0; count < 5; count += 1) await seedAttachment(site, workflow.id);
    const reviewer = clientOf(REVIEWER);
    const ids = new Set<number>();
    for await (const { assignment_id: id } of reviewer.items('/inbox', { query: { limit: 2 } })) ids.add(id);
    assert.equal(ids.size, 5);
    for await (const { attachment_id: id } of reviewer.items('/attachments')) {
      assert.equal(typeof id, 'number');
      break;
    }
  });

  it('throws refusals with their code, and what is wrong where', async () => {
    const stranger = clientOf(99);
    await assert.rejects(stranger.get('/attachments/{id}', { params: { id: 7 } }), (error) => {
      assert(error instanceof WorkflowClientError);
      assert.deepEqual([error.status, error.code], [404, 'ATTACHMENT_NOT_FOUND']);
      return true;
    });
    const wrong = { user_id: 2, ends_at: 'tomorrow' };
    await assert.rejects(clientOf(REQUESTER).post('/delegations', { body: wrong }), (error) => {
      assert(error instanceof WorkflowClientError);
      assert.deepEqual(
        error.problem?.errors?.map(({ path }) => path),
        ['ends_at'],
      );
      return true;
    });
  });

  it('says what is to be done once, and is answered with nothing where there is nothing to say', async () => {
    const requester = clientOf(REQUESTER);
    const request = { body: { user_id: REVIEWER }, idempotencyKey: 'once' };
    const first = await requester.post('/delegations', request);
    const second = await requester.post('/delegations', request);
    assert.equal(second.id, first.id);
    await requester.delete('/delegations/{id}', { params: { id: first.id } });
    const { status } = await requester.get('/delegations/{id}', { params: { id: first.id } });
    assert.equal(status, 'revoked');
  });

  it('throws what something else than the API has answered', async () => {
    const proxy = createServer((_request, response) => {
      response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>');
    });
    await once(proxy.listen(0, '127.0.0.1'), 'listening');
    const { port } = proxy.address() as { port: number };
    const client = createWorkflowClient({ baseUrl: `http://127.0.0.1:${port}` });
    await assert.rejects(client.get('/inbox'), (error) => {
      assert(error instanceof WorkflowClientError);
      assert.deepEqual([error.status, error.code, error.problem], [502, null, null]);
      return true;
    });
    proxy.close();
  });

  it('gives a request up where its signal is aborted', async () => {
    const signal = AbortSignal.abort();
    await assert.rejects(clientOf(REVIEWER).get('/inbox', { signal }), { name: 'AbortError' });
  });
});
