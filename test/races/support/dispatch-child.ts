/** A process of its own that delivers what the outbox of the database that its first argument names holds. */
import type { ActionContext } from '../../../lib/index.js';
import { connectTo } from '../../support/connect.js';
import { createHost } from '../../support/host.js';
import type { Order, Report } from './dispatch-process.js';

const going = new Map<number, () => void>();
let calls = 0;

const report = (message: Report): void => void process.send?.(message);

async function tell({ attachment, metadata, idempotencyKey }: ActionContext): Promise<void> {
  calls += 1;
  const call = calls;
  const delivery = { attachmentId: attachment.id, number: Number(metadata.number), idempotencyKey };
  await new Promise<void>((resolve) => {
    going.set(call, resolve);
    report({ kind: 'delivering', call, delivery });
  });
  going.delete(call);
}

const [url = ''] = process.argv.slice(2);
const actions = { tell: { run: tell, timeoutMs: 50_000 } };
const { engine } = await createHost(await connectTo(url), { actions });
// On SQLite, Sequelize makes a stack trace for each statement; under source maps that costs more than the statement.
Error.stackTraceLimit = 0;

async function dispatch(): Promise<Report> {
  try {
    return { kind: 'dispatched', counts: await engine.jobs.dispatch() };
  } catch (error) {
    return { kind: 'failed', error: String(error) };
  }
}

process.on('message', (order: Order) => {
  if (order.kind === 'dispatch') void dispatch().then(report);
  else going.get(order.call)?.();
});
report({ kind: 'ready' });
