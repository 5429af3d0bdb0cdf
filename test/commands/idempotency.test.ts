import assert from 'node:assert/strict';
import type { Express } from 'express';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { as, byRole, createApp, createHost, publishStages, TABLES } from '../support/host.js';
import { snapshotTables } from '../support/tables.js';

const KEY = 'Idempotency-Key';

describeEachDialect('An Idempotency-Key', (database) => {
  let host: Host;
  let app: Express;
  let path: string;

  before(async () => {
    host = await createHost(database.sequelize);
    app = createApp(host);
  });

  beforeEach(async () => {
    await publishStages(host.engine, [[byRole(1)], [byRole(1)]]);
    const object = await host.PurchaseRequest.create({ title: 'Lamps', requesterId: 1 });
    const { id } = await host.engine.attach({ object, workflow: 'purchase-request', actor: { id: 6 } });
    path = `/api/workflow/attachments/${id}/action`;
  });

  afterEach(async () => {
    await database.emptyTables(TABLES);
  });

  it('gives a repeated request the same answer, and does the work once', async () => {
    const send = () => as(app, 2).post(path).set(KEY, 'abc').send({ action: 'approved' });
    const first = await send().expect(200);
    const after = await snapshotTables(host.sequelize, TABLES);
    const second = await send().expect(200);
    assert.deepEqual(second.body, first.body);
    assert.equal(first.headers['idempotency-replayed'], undefined);
    assert.equal(second.headers['idempotency-replayed'], 'true');
    assert.deepEqual(await snapshotTables(host.sequelize, TABLES), after);
    assert.equal((first.body as { current_stage: string }).current_stage, 'Stage 2');
  });

  it('does the work once for requests that arrive together', async () => {
    const send = () => as(app, 2).post(path).set(KEY, 'abc').send({ action: 'approved' });
    const answers = await Promise.all(Array.from({ length: 8 }, send));
    assert.deepEqual(
      answers.map(({ status }) => status),
      answers.map(() => 200),
    );
    const replayed = answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true');
    assert.equal(replayed.length, 7);
  });

  it('is refused with another request', async () => {
    await as(app, 2).post(path).set(KEY, 'abc').send({ action: 'approved' }).expect(200);
    const other = await as(app, 2)
      .post(path)
      .set(KEY, 'abc')
      .send({ action: 'approved', reason: 'Yes' })
      .expect(422);
    assert.equal((other.body as { code: string }).code, 'IDEMPOTENCY_KEY_REUSED');
  });

  it('belongs to its actor', async () => {
    host.directory.roles.set(1, [2, 3]);
    await as(app, 2).post(path).set(KEY, 'abc').send({ action: 'approved' }).expect(200);
    const answer = await as(app, 3).post(path).set(KEY, 'abc').send({ action: 'approved' }).expect(200);
    assert.equal(answer.headers['idempotency-replayed'], undefined);
    assert.equal((answer.body as { status: string }).status, 'completed');
    host.directory.roles.set(1, [2]);
  });

  it('is kept for what has succeeded only', async () => {
    await as(app, 2).post(path).set(KEY, 'abc').send({ action: 'rejected' }).expect(422);
    await as(app, 2).post(path).set(KEY, 'abc').send({ action: 'approved' }).expect(200);
  });

  it('is forgotten after 24 hours', async () => {
    const send = () => as(app, 2).post(path).set(KEY, 'abc').send({ action: 'approved' });
    await send().expect(200);
    host.clock.advance({ hours: 24 });
    const again = await send().expect(200);
    assert.equal((again.body as { status: string }).status, 'completed');
  });

  it('makes creating a workflow safe to repeat, too', async () => {
    const send = () => as(app, 6).post('/api/workflow/workflows').set(KEY, 'new').send({ name_en: 'Leave' });
    const first = await send().expect(201);
    const second = await send().expect(201);
    assert.deepEqual(second.body, first.body);
  });

  it('must have 1 to 191 characters', async () => {
    const sent = as(app, 2).post(path).set(KEY, 'x'.repeat(192)).send({ action: 'approved' });
    const answer = await sent.expect(400);
    assert.equal((answer.body as { errors: { path: string }[] }).errors[0]?.path, 'Idempotency-Key');
  });
});
