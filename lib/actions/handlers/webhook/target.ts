import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { GiveUp } from '../../delivery-errors.js';
import { noAnswer } from './no-answer.js';
import type { ResolvedWebhookOptions } from './options.js';
import { isPublicAddress } from './public-address.js';

/** Gives every address of a host name; an address is its own. */
export type ResolveHost = (hostname: string) => Promise<readonly LookupAddress[]>;

/** Resolves as the system does, its hosts file included. */
export const resolveBySystem: ResolveHost = (hostname) => lookup(hostname, { all: true });

/** Where a request goes: a URL, and the addresses of its host that were checked. */
export interface WebhookTarget {
  readonly url: URL;
  readonly addresses: readonly LookupAddress[];
}

/** Reads where an action wants to send. @throws GiveUp where it may not: no further attempt would change what it says */
export function readUrl(text: string, options: ResolvedWebhookOptions): URL {
  const url = URL.parse(text);
  if (url === null) throw new GiveUp('The url of the webhook is none.');
  const hostname = hostnameOf(url);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new GiveUp('The url of the webhook must begin with https.');
  }
  if (url.username !== '' || url.password !== '') {
    throw new GiveUp(
      `The url of the webhook to ${url.host} must not hold a user name or password: use a header.`,
    );
  }
  if (!options.allowedHosts(hostname)) throw new GiveUp(`Webhooks to ${url.host} are not allowed.`);
  if (url.protocol === 'http:' && !options.allowInsecure(hostname)) {
    throw new GiveUp(`Webhooks to ${url.host} must use https.`);
  }
  return url;
}

/**
 * Resolves the host of a URL and checks every address that it has: one that is not allowed refuses them all, since
 * any of them may be the one that answers.
 *
 * @throws GiveUp where the URL itself holds an address that may not be called
 * @throws Error where its name resolves to one, which may change
 */
export async function resolveTarget(
  url: URL,
  options: ResolvedWebhookOptions,
  resolve: ResolveHost,
): Promise<WebhookTarget> {
  const hostname = hostnameOf(url);
  const addresses = await resolve(hostname).catch((cause: unknown) => {
    throw noAnswer(url.host, cause);
  });
  const isRefused = addresses.some(
    ({ address }) => !isPublicAddress(address) && !options.allowPrivateAddresses(hostname, address),
  );
  if (!isRefused) return { url, addresses };
  if (isIP(hostname) !== 0) {
    throw new GiveUp(`Webhooks to ${url.host} are not allowed: the address is not public.`);
  }
  throw new Error(`Webhooks to ${url.host} are not allowed: it resolves to an address that is not public.`);
}

/** The host of a URL without what is only punctuation: the brackets of an IPv6 address, the dot of the root. */
function hostnameOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}
