/**
 * A client of the workflow API, for browsers and for Node.
 *
 * @packageDocumentation
 */
import type { components } from './openapi.js';
import type { AnswerOf, ItemOf, Method, PagedPath, PathWith, RequestOf } from './operations.js';
import { toError } from './problem.js';

export type { components } from './openapi.js';
export type { AnswerOf, ErrorCode, ItemOf, PagedPath, RequestOf, RequestOptions } from './operations.js';
export { WorkflowClientError } from './problem.js';
export type { Problem } from './problem.js';

/** What those who receive webhooks are sent: facts that the action of a webhook leaves out are missing. */
export type WebhookEvent = components['schemas']['WebhookEvent'];

/** What {@link createWorkflowClient} takes. */
export interface WorkflowClientOptions {
  /** Where the router is mounted: `/api/workflow`, or a whole URL. */
  readonly baseUrl: string;
  /** Sends a request; the place for credentials. @defaultValue the global `fetch`, which sends cookies to its own origin */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
}

/** A request that says something, or need not be said at all. */
type Said<Request> = Partial<Request> extends Request ? [request?: Request] : [request: Request];

type Send<M extends Method> = <Path extends PathWith<M>>(
  path: Path,
  ...request: Said<RequestOf<Path, M>>
) => Promise<AnswerOf<Path, M>>;

/** Sends requests that are typed by the API's own document. Each throws {@link WorkflowClientError} where it is refused. */
export interface WorkflowClient {
  readonly get: Send<'get'>;
  readonly post: Send<'post'>;
  readonly patch: Send<'patch'>;
  readonly delete: Send<'delete'>;
  /** Every item of a list, page by page as they are asked for. */
  readonly items: <Path extends PagedPath>(
    path: Path,
    ...request: Said<RequestOf<Path, 'get'>>
  ) => AsyncGenerator<ItemOf<Path>, void, undefined>;
}

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

interface AnyRequest {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Query;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  readonly idempotencyKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Makes a client of a mounted router.
 *
 * @example
 * ```ts
 * const client = createWorkflowClient({ baseUrl: '/api/workflow' });
 * for await (const { attachment_id: id } of client.items('/inbox')) {
 *   await client.post('/attachments/{id}/action', { params: { id }, body: { action: 'approved' } });
 * }
 * ```
 */
export function createWorkflowClient({
  baseUrl,
  fetch: send = globalFetch,
}: WorkflowClientOptions): WorkflowClient {
  const base = baseUrl.replace(/\/+$/, '');
  const request = async (method: Method, path: string, given: AnyRequest = {}): Promise<unknown> => {
    const { params = {}, query = {} } = given;
    const filled = path.replace(/\{(\w+)\}/g, (_match, name: string) =>
      encodeURIComponent(params[name] ?? ''),
    );
    const response = await send(base + filled + toSearch(query), toInit(method, given));
    if (!response.ok) throw await toError(response);
    return response.status === 204 ? undefined : response.json();
  };
  async function* items(path: string, given: AnyRequest = {}): AsyncGenerator<unknown, void, undefined> {
    let cursor = given.query?.cursor;
    do {
      const page = (await request('get', path, { ...given, query: { ...given.query, cursor } })) as Page;
      yield* page.items;
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
  }
  const by = (method: Method) => (path: string, given?: AnyRequest) => request(method, path, given);
  // The document says what each path takes and answers; what is sent is the same for all of them.
  return {
    get: by('get'),
    post: by('post'),
    patch: by('patch'),
    delete: by('delete'),
    items,
  } as WorkflowClient;
}

function toInit(method: Method, { body, signal, idempotencyKey, headers }: AnyRequest): RequestInit {
  return {
    method: method.toUpperCase(),
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  };
}

interface Page {
  readonly items: readonly unknown[];
  readonly next_cursor: string | null;
}

/** Called anew each time, as a method of nothing: browsers refuse a `fetch` that was taken off its window. */
function globalFetch(url: string, init: RequestInit): Promise<Response> {
  return fetch(url, init);
}

function toSearch(query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}
