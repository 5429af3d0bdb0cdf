import { once } from 'node:events';
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import type { Answer, Body } from './api.js';
import { assertWire } from './wire.js';

/** A request to the last byte: for what no client library would send. */
export interface RawRequest {
  readonly method?: string;
  readonly path: string;
  /** Without a `content-length` the body is sent in chunks. */
  readonly headers: OutgoingHttpHeaders;
  readonly body?: string | Buffer;
  /** Hangs up after the body, before the request is complete. */
  readonly hangUp?: boolean;
}

/** Sends a request to an application that listens for it alone; `null` where nobody waits for the answer. */
export async function sendRaw(app: Express, raw: RawRequest): Promise<Answer | null> {
  const server = app.listen(0);
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    const { path, headers, body = '', method = 'POST' } = raw;
    const outgoing = request({ port, method, path, headers, agent: false });
    if (raw.hangUp === true) {
      outgoing.on('error', () => undefined);
      const closed = new Promise((resolve) => outgoing.on('close', resolve));
      outgoing.write(body, () => outgoing.destroy());
      await closed;
      return null;
    }
    // Two writes, so that Node cannot find out the length by itself.
    outgoing.write(body.slice(0, 1));
    outgoing.end(body.slice(1));
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
    return await readAnswer(response);
  } finally {
    server.close();
  }
}

async function readAnswer(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const headers = response.headers as Answer['headers'];
  const answer = { status: response.statusCode ?? 0, headers, text, body: JSON.parse(text) as Body };
  assertWire(answer);
  return answer;
}
