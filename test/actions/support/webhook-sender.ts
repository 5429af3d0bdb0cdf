/**
 * A process that sends one webhook to this machine by whatever name the given URL has. Which authorities it trusts is
 * said by `NODE_EXTRA_CA_CERTS`, which Node reads only when it starts.
 */
import { webhookHandlerResolving } from '../../../lib/actions/handlers/webhook.js';
import { webhookContext } from './webhook-context.js';

const [url = ''] = process.argv.slice(2);
const handler = webhookHandlerResolving({ allowPrivateAddresses: ['127.0.0.1'] }, () =>
  Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
);
await handler.run(webhookContext({ url }));
