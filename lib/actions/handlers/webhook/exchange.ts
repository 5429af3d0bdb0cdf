import type { LookupAddress } from 'node:dns';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { noAnswer } from './no-answer.js';
import type { WebhookTarget } from './target.js';

/** What is sent. */
export interface Message {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  /** The header `Retry-After`. */
  readonly retryAfter: string | undefined;
  /** The beginning of the body. */
  readonly text: string;
}

/** How far an exchange may go. */
export interface ExchangeLimits {
  readonly maxResponseBytes: number;
  readonly signal: AbortSignal;
}

/**
 * Posts to the addresses of a target, and to no other: nothing is resolved again, no redirect is followed, no proxy
 * is taken from the environment, no connection is shared. Once there is a status it stands, whatever becomes of the
 * rest of the answer.
 *
 * @throws Error where no status came
 */
export async function exchange(
  target: WebhookTarget,
  message: Message,
  { maxResponseBytes, signal }: ExchangeLimits,
): Promise<Answer> {
  const response = await post(target, message, signal);
  const { statusCode: status = 0, headers } = response;
  return {
    status,
    retryAfter: headers['retry-after'],
    text: await readBeginning(response, maxResponseBytes),
  };
}

function post(
  { url, addresses }: WebhookTarget,
  { headers, body }: Message,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { request } = url.protocol === 'https:' ? https : http;
  const options = {
    method: 'POST',
    headers,
    signal,
    agent: false,
    // Asks `lookup` for every address, and tries one after another.
    autoSelectFamily: true,
    lookup: alwaysGiving(addresses),
  } as const;
  return new Promise((resolve, reject) => {
    request(url, options)
      .on('response', resolve)
      .on('error', (cause) => reject(noAnswer(url.host, cause)))
      // All that follows an answer that switches protocols.
      .on('close', () => reject(noAnswer(url.host)))
      .end(body);
  });
}

function alwaysGiving(addresses: readonly LookupAddress[]): LookupFunction {
  return (_hostname, _options, done) => done(null, [...addresses]);
}

async function readBeginning(response: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= maxBytes) break;
    }
  } catch {
    // Cut short by the other side or by our time limit: what came is enough to tell.
  }
  return Buffer.concat(chunks).subarray(0, maxBytes).toString();
}
