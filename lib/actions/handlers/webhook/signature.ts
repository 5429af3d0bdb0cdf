import { createHmac, timingSafeEqual } from 'node:crypto';

const SCHEME = 'v1,';
const ENCODED = 'whsec_';

/** What a signature vouches for. */
export interface SignedContent {
  /** The same for every attempt. It holds no full stop, which is what separates it from the rest. */
  readonly id: string;
  /** When the attempt was made, in whole seconds since 1970. */
  readonly timestamp: number;
  /** The body as it is sent, byte by byte. */
  readonly body: string | Uint8Array;
}

/** A request as a receiver got it. */
export interface ReceivedWebhook {
  /** The headers with names in lower case, as in `request.headers`. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The raw body: parsing it and writing it again changes its bytes. */
  readonly body: string | Uint8Array;
  /** The secret, or several while one replaces another. */
  readonly secret: string | readonly string[];
  /** How far the time of the attempt may be from ours, in seconds, so that nobody replays it later. @defaultValue `300` */
  readonly toleranceSeconds?: number;
  /** @defaultValue the time of this machine */
  readonly now?: Date;
}

/**
 * Signs a request by the scheme of Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`.
 *
 * @throws TypeError for a secret that holds no key, or an id with a full stop
 */
export function signWebhook({ id, timestamp, body }: SignedContent, secret: string): string {
  if (id.includes('.')) throw new TypeError('The id of a webhook must not hold a full stop.');
  const hmac = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.`).update(body);
  return SCHEME + hmac.digest('base64');
}

/**
 * Whether a request was signed with the secret, and lately: for those who receive what the `webhook` action sends.
 * The same request may come more than once, with the same `webhook-id`: act on it once.
 *
 * @throws TypeError for a secret that holds no key
 *
 * @example
 * ```ts
 * app.post('/hooks', express.raw({ type: 'application/json' }), (request, response) => {
 *   const { headers, body } = request;
 *   if (!verifyWebhookSignature({ headers, body, secret })) return response.sendStatus(401);
 *   …
 * });
 * ```
 */
export function verifyWebhookSignature({
  headers,
  body,
  secret,
  toleranceSeconds = 300,
  now = new Date(),
}: ReceivedWebhook): boolean {
  const [id, time, signatures] = ['id', 'timestamp', 'signature'].map((name) => headers[`webhook-${name}`]);
  if (typeof id !== 'string' || typeof time !== 'string' || typeof signatures !== 'string') return false;
  if (id.includes('.') || !/^\d{1,12}$/.test(time)) return false;
  const timestamp = Number(time);
  if (Math.abs(now.getTime() / 1000 - timestamp) > toleranceSeconds) return false;
  const expected = [secret].flat().map((key) => Buffer.from(signWebhook({ id, timestamp, body }, key)));
  const given = signatures.split(' ').map((signature) => Buffer.from(signature));
  return expected.some((one) => given.some((other) => isEqual(one, other)));
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

function keyOf(secret: string): Buffer {
  const isEncoded = secret.startsWith(ENCODED);
  const text = isEncoded ? secret.slice(ENCODED.length) : secret;
  const key = Buffer.from(text, isEncoded ? 'base64' : 'utf8');
  if (key.length === 0) throw new TypeError('The secret of a webhook must not be empty.');
  if (isEncoded && unpadded(key.toString('base64')) !== unpadded(text)) {
    throw new TypeError(`The secret of a webhook that begins with ${ENCODED} must go on in base64.`);
  }
  return key;
}

function unpadded(base64: string): string {
  return base64.replace(/=+$/, '');
}
