/** One host in a process of its own: listens, and is asked by its parent, see `HostProcess`. */
import { once } from 'node:events';
import type { NextFunction, Request, Response } from 'express';
import express from 'express';
import type { Message, Order, HostOptions } from '../host-process.js';
import { READY } from '../host-process.js';
import type { Approve } from './approval.js';
import { Refusal } from './approval.js';
import { openFloor } from './floor.js';
import { openIdiomatic } from './idiomatic.js';
import { openPool } from './pool.js';
import type { Product } from './product.js';
import { mountProduct } from './product.js';
import { signIn, userOf } from './sign-in.js';

const { variant, url, folder } = JSON.parse(process.argv[2] ?? '') as HostOptions;
const app = express();
app.disable('x-powered-by');
app.use(signIn(openPool(url)));
const product = await mount();
app.use((error: Error, _request: Request, response: Response, next: NextFunction) => {
  if (error instanceof Refusal) response.status(error.status).json({ code: error.code });
  else next(error);
});
const server = app.listen(0, '127.0.0.1');
server.keepAliveTimeout = 120_000;
await once(server, 'listening');

process.on('message', ({ id, order }: { readonly id: number; readonly order: Order }) => {
  perform(order).then(
    (value) => tell({ id, value }),
    (error: unknown) => tell({ id, error: String(error) }),
  );
});
process.on('disconnect', () => process.exit());
const address = server.address();
tell({ id: READY, value: typeof address === 'object' ? address?.port : undefined });

async function mount(): Promise<Product | null> {
  if (variant === 'product') return mountProduct(app, url, folder);
  const approve: Approve = await (variant === 'floor' ? openFloor(url) : openIdiomatic(url));
  app.post('/api/purchase-requests/:id/workflow_action', express.json(), async (request, response) => {
    const { action, reason = null } = request.body as { action?: string; reason?: string | null };
    const user = userOf(request);
    if (action !== 'approved' || user === null) throw new Refusal(400, 'UNKNOWN_ACTION');
    const body = await approve(String(Number(request.params.id)), user, reason);
    response.set('Cache-Control', 'no-store').vary('Accept-Language').json(body);
  });
  return null;
}

async function perform(order: Order): Promise<unknown> {
  switch (order.kind) {
    case 'attach':
      return product?.attach(order.count);
    case 'verify':
      return product?.verify();
    case 'cpu': {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1000;
    }
  }
}

function tell(message: Message): void {
  process.send?.(message);
}
