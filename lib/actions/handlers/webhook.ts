import { unlessAborted, untilTime } from '../../time-limits/within-time.js';
import { GiveUp } from '../delivery-errors.js';
import type { ActionContext, ActionHandler } from '../handler.js';
import { judgeAnswer } from './webhook/answer.js';
import { exchange, type Message } from './webhook/exchange.js';
import { webhookHeaders } from './webhook/headers.js';
import {
  resolveWebhookOptions,
  type ResolvedWebhookOptions,
  type WebhookOptions,
} from './webhook/options.js';
import { webhookSchema, type WebhookParameters } from './webhook/parameters.js';
import { webhookPayload } from './webhook/payload.js';
import { readUrl, resolveBySystem, resolveTarget, type ResolveHost } from './webhook/target.js';

/** What the attempt may take beyond the exchange. */
const MARGIN_MS = 5000;

/**
 * The `webhook` action: posts what happened to a URL, as JSON, signed by the scheme of Standard Webhooks. Receivers
 * check it with `verifyWebhookSignature`.
 *
 * The same event may arrive more than once, with the same `Webhook-Id` (and `Idempotency-Key`) and the number of the
 * attempt in `Webhook-Attempt`. Any 2xx is a delivery and 410 ends the attempts; whatever else comes, or nothing, is
 * tried again, after `Retry-After` where a 429 or 503 says so.
 *
 * Whoever may write a definition may make this process call somewhere, so that hosts are called only at public
 * addresses and by https, unless the options say otherwise.
 *
 * @throws WorkflowError `INVALID_CONFIGURATION`, naming the option
 *
 * @example
 * ```ts
 * createWorkflowEngine({
 *   sequelize,
 *   directory,
 *   actions: { webhook: webhookHandler({ allowPrivateAddresses: ['erp.intranet.example'] }) },
 *   secrets: (name) => process.env[name],
 * });
 * ```
 */
export function webhookHandler(options: WebhookOptions = {}): ActionHandler<WebhookParameters> {
  return webhookHandlerResolving(options, resolveBySystem);
}

/** {@link webhookHandler} with another way to resolve host names. */
export function webhookHandlerResolving(
  options: WebhookOptions,
  resolve: ResolveHost,
): ActionHandler<WebhookParameters> {
  const resolved = resolveWebhookOptions(options);
  return {
    description: 'Posts what happened to a URL, as signed JSON.',
    parameters: webhookSchema(resolved.isInsecureEver),
    timeoutMs: resolved.timeoutMs + MARGIN_MS,
    // Inline, it would tell what may yet be rolled back.
    onlyAfterCommit: true,
    run: (context) => deliver(context, resolved, resolve),
  };
}

async function deliver(
  context: ActionContext<WebhookParameters>,
  options: ResolvedWebhookOptions,
  resolve: ResolveHost,
): Promise<void> {
  const { parameters, signal } = context;
  const url = readUrl(parameters.url, options);
  const message = compose(context, options);
  const limit = {
    ms: options.timeoutMs,
    late: () => new Error(`${url.host} did not answer within ${options.timeoutMs} ms.`),
    signal,
  };
  const answer = await untilTime(limit, async (inTime) => {
    const target = await unlessAborted(inTime, () => resolveTarget(url, options, resolve));
    return exchange(target, message, { ...options, signal: inTime });
  });
  const hidden = [parameters.secret, ...Object.values(parameters.headers ?? {})];
  judgeAnswer(answer, { host: url.host, hidden, now: options.clock.now() });
}

function compose(context: ActionContext<WebhookParameters>, options: ResolvedWebhookOptions): Message {
  const body = Buffer.from(JSON.stringify(webhookPayload(context, context.parameters)));
  if (body.length > options.maxRequestBytes) {
    throw new GiveUp(
      `The webhook would send ${body.length} bytes, and may send ${options.maxRequestBytes}: include less.`,
    );
  }
  return { body, headers: webhookHeaders(context, { ...options, body, now: options.clock.now() }) };
}
