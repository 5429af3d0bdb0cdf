import assert from 'node:assert/strict';
import { defaultEmailActions } from '../../lib/actions/handlers/default-email-actions.js';
import { emailHandler } from '../../lib/actions/handlers/send-email.js';
import type { AttachmentSummary } from '../../lib/index.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { byRole, createHost, publishStages, TABLES } from '../support/host.js';
import { MailServer } from './support/mail-server.js';

const [REQUESTER, REVIEWER, BUDGET, CFO, EXECUTIVE, ADMIN] = [1, 2, 3, 4, 5, 6];

describeEachDialect('The default e-mails of an engine', (database) => {
  let server: MailServer;
  let host: Host;

  before(async () => {
    server = await MailServer.start();
    host = await createHost(database.sequelize, {
      actions: { send_email: emailHandler({ transport: server.url, from: 'noreply@example.com' }) },
      defaultActions: defaultEmailActions,
    });
    for (const { id, name } of host.directory.users.values()) {
      host.directory.change(Number(id), { email: `${name}@example.com` });
    }
  });

  after(async () => {
    await server.stop();
  });

  afterEach(async () => {
    await database.emptyTables(TABLES);
    server.reset();
  });

  async function attach(): Promise<AttachmentSummary> {
    await publishStages(host.engine, [[byRole(1)], [byRole(2)]]);
    const object = await host.PurchaseRequest.create({ title: 'Pens', requesterId: REQUESTER, amount: 5 });
    const actor = { id: REQUESTER };
    return host.engine.attach({ object, workflow: 'purchase-request', actor, autoStart: true });
  }

  /** Whoever was told what since it was last asked. */
  async function told(): Promise<readonly string[]> {
    await host.engine.flush();
    const lines = server.received.map(({ mail, envelope }) => `${envelope.join()}: ${mail.subject ?? ''}`);
    server.reset();
    return lines.sort();
  }

  it('tell approvers what waits for them, and the requester each decision once', async () => {
    const { id: attachmentId } = await attach();
    assert.deepEqual(await told(), [
      'requester@example.com: Submitted: Pens',
      'reviewer@example.com: Waiting for approval: Pens',
    ]);
    await host.engine.approve({ attachmentId, actor: { id: REVIEWER } });
    assert.deepEqual(await told(), [
      'budget@example.com: Waiting for approval: Pens',
      'requester@example.com: Moved on to Stage 2: Pens',
    ]);
    await host.engine.approve({ attachmentId, actor: { id: BUDGET } });
    assert.deepEqual(await told(), ['requester@example.com: Completed: Pens']);
  });

  it('tell of a seat that is passed on only whose it is now', async () => {
    const { id: attachmentId } = await attach();
    await told();
    await host.engine.delegate({ attachmentId, actor: { id: REVIEWER }, userId: CFO });
    assert.deepEqual(await told(), ['cfo@example.com: Delegated: Pens']);
    host.directory.managers.set(CFO, EXECUTIVE);
    await host.engine.escalate({ attachmentId, actor: { id: CFO } });
    assert.deepEqual(await told(), ['executive@example.com: Escalated: Pens']);
  });

  it('tell the requester once that it was sent back, and once that it was rejected', async () => {
    const { id: attachmentId } = await attach();
    await host.engine.approve({ attachmentId, actor: { id: REVIEWER } });
    await told();
    await host.engine.requestResubmission({ attachmentId, actor: { id: BUDGET }, reason: 'Which ones?' });
    assert.deepEqual(await told(), [
      'budget@example.com: Waiting for approval: Pens',
      'requester@example.com: Changes needed: Pens',
    ]);
    await host.engine.reject({ attachmentId, actor: { id: BUDGET }, reason: 'No.' });
    assert.deepEqual(await told(), ['requester@example.com: Rejected: Pens']);
  });

  it('tell the requester what somebody else cancelled', async () => {
    const { id: attachmentId } = await attach();
    await told();
    await host.engine.cancel({ attachmentId, actor: { id: ADMIN }, reason: 'Not now.' });
    assert.deepEqual(await told(), ['requester@example.com: Cancelled: Pens']);
  });
});
