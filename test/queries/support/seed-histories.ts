import type { Host } from '../../support/host.js';
import { byRole, publishStages } from '../../support/host.js';

const [REQUESTER, REVIEWER, BUDGET, CFO, ADMIN] = [1, 2, 3, 4, 6];

/** Lets people decide on three requests, in every way that leaves something else in an entry. */
export async function seedHistories(host: Host): Promise<readonly number[]> {
  await publishStages(host.engine, [[byRole(1)], [byRole(2)]]);
  return [await sendBackAndForth(host), await reject(host), await cancel(host)];
}

/** Attaches the workflow to a new request. */
export async function attachNew({ engine, PurchaseRequest: model }: Host, autoStart = true): Promise<number> {
  const object = await model.create({ title: 'Desks', requesterId: REQUESTER });
  const actor = { id: ADMIN };
  return (await engine.attach({ object, workflow: 'purchase-request', actor, autoStart })).id;
}

async function sendBackAndForth(host: Host): Promise<number> {
  const { engine, clock } = host;
  const attachmentId = await attachNew(host);
  clock.advance({ minutes: 5, ms: 1 });
  await engine.delegate({ attachmentId, actor: { id: REVIEWER }, userId: CFO, reason: 'On a trip' });
  clock.advance({ ms: 999 });
  await engine.approve({
    attachmentId,
    actor: { id: CFO },
    reason: 'Löwe 🦁\r\n  "quoted" \\ and a trailing blank ',
  });
  await engine.requestResubmission({ attachmentId, actor: { id: BUDGET }, reason: 'غالٍ جدًا' });
  await engine.approve({ attachmentId, actor: { id: BUDGET } });
  return attachmentId;
}

async function reject(host: Host): Promise<number> {
  const attachmentId = await attachNew(host);
  await host.engine.approve({ attachmentId, actor: { id: REVIEWER } });
  await host.engine.reject({ attachmentId, actor: { id: BUDGET }, reason: 'x'.repeat(10_000) });
  return attachmentId;
}

async function cancel(host: Host): Promise<number> {
  const attachmentId = await attachNew(host, false);
  await host.engine.start({ attachmentId, actor: { id: ADMIN } });
  await host.engine.cancel({ attachmentId, actor: { id: ADMIN }, reason: 'Not needed any more' });
  return attachmentId;
}
