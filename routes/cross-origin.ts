import type { Request } from 'express';
import { WorkflowError } from '../lib/errors.js';

/** Which websites other than the service's own may send what changes something. */
export interface CrossOriginOptions {
  /**
   * The origins of front ends that are served from elsewhere, as browsers write them: `https://app.example.com`, with
   * the port unless it is the default one, and without a path. A browser that comes from any other website is refused
   * with 403 `CROSS_ORIGIN` before anything else is done, or else every website could decide for whoever is signed in.
   * `'*'` lets all of them pass: for hosts that have a protection of their own, or sign nobody in by a cookie.
   *
   * @defaultValue none but the service itself, as Express sees it under its setting `trust proxy`
   */
  readonly trustedOrigins?: readonly string[] | '*';
}

/** Refuses a request that another website makes a browser send. */
export type CrossOriginGuard = (request: Request) => void;

/** Methods that change nothing. */
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What a browser says of a request that no other website has caused. */
const OWN_SITES: ReadonlySet<string> = new Set(['same-origin', 'none']);

/** A scheme and an authority without a user, and nothing after it. No browser writes a wildcard. */
const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^\s/\\?#@,*]+$/i;

/**
 * Makes the guard of a router.
 *
 * @throws WorkflowError `INVALID_CONFIGURATION`, naming the entry of `trustedOrigins` that is no origin
 */
export function crossOriginGuard({ trustedOrigins = [] }: CrossOriginOptions): CrossOriginGuard {
  const trusted = readTrusted(trustedOrigins);
  return (request) => {
    if (trusted === '*' || SAFE_METHODS.has(request.method)) return;
    const { origin, 'sec-fetch-site': site } = request.headers;
    const from = origin === undefined ? null : parseOrigin(origin);
    if (from !== null && trusted.has(from)) return;
    const own = ownOrigin(request);
    const isOwn = site === undefined ? origin === undefined || isSame(from, own) : isOwnSite(site);
    if (!isOwn) throw refusal(from, own);
  };
}

function readTrusted(given: unknown): ReadonlySet<string> | '*' {
  if (given === '*') return given;
  if (!Array.isArray(given)) throw invalid('trustedOrigins', given);
  const origins = given.map((entry: unknown, index) => {
    const origin = entry === '*' ? entry : typeof entry === 'string' ? parseOrigin(entry) : null;
    if (origin === null) throw invalid(`trustedOrigins.${index}`, entry);
    return origin;
  });
  return origins.includes('*') ? '*' : new Set(origins);
}

/** An origin as browsers write it; `null` for what is none, such as `null`, several of them, and one with a path. */
function parseOrigin(text: string): string | null {
  if (!ORIGIN.test(text) || !URL.canParse(text)) return null;
  const { protocol, host } = new URL(text);
  return host === '' ? null : `${protocol}//${host}`;
}

/** Where the request was sent, by the host and the scheme that Express believes. */
function ownOrigin(request: Request): string | null {
  return parseOrigin(`${request.protocol}://${hostOf(request)}`);
}

/** With the port, which `request.hostname` leaves out, and which `request.host` has in Express 5 only. */
function hostOf(request: Request): string {
  const isTrusted = request.app.get('trust proxy fn') as (
    address: string | undefined,
    hop: number,
  ) => boolean;
  const forwarded = request.get('x-forwarded-host');
  if (forwarded === undefined || !isTrusted(request.socket.remoteAddress, 0))
    return request.get('host') ?? '';
  const [first = ''] = forwarded.split(',');
  return first.trim();
}

function isSame(from: string | null, own: string | null): boolean {
  return from !== null && from === own;
}

function isOwnSite(site: string | readonly string[]): boolean {
  return typeof site === 'string' && OWN_SITES.has(site);
}

function refusal(from: string | null, own: string | null): WorkflowError {
  return new WorkflowError(
    'CROSS_ORIGIN',
    'This request comes from another website than the service itself. If that is a front end of yours, name its ' +
      'origin in the option trustedOrigins of the router. If it is the same website behind a proxy, let Express know ' +
      'the proxy by its setting "trust proxy".',
    { details: { origin: from, expected: own } },
  );
}

function invalid(path: string, entry: unknown): WorkflowError {
  const given = typeof entry === 'string' ? JSON.stringify(entry) : `a value of type ${typeof entry}`;
  const expected =
    path === 'trustedOrigins' ? "must be a list of origins, or '*'" : 'must be an origin, without a path';
  return new WorkflowError(
    'INVALID_CONFIGURATION',
    `${path} ${expected}, such as https://app.example.com; it is ${given}.`,
    { errors: [{ path, message: `${expected}, such as https://app.example.com` }] },
  );
}
