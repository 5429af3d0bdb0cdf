import type { ObjectSchema } from 'joi';
import type { Transaction } from 'sequelize';
import type { Lazy } from '../lib/lazy.js';
import type { AttachmentRow } from '../models/index.js';
import type { WorkflowEngine } from '../lib/workflow-engine.js';
import type { AttachmentTarget } from '../lib/store/attachments.js';
import type { Actor } from '../lib/types.js';

/** A permission that the host grants. */
export type Permission = 'manage' | 'view';

/** What a handler gets: plain data, and no trace of Express. */
export interface RouteRequest<Params = unknown, Query = unknown, Body = unknown> {
  readonly engine: WorkflowEngine;
  readonly user: Actor;
  /** The user as the host knows them, for the host's own functions. */
  readonly hostUser: Actor;
  /** What every call to the engine carries: who acts, and the transaction that an idempotent request runs in. */
  readonly call: { readonly actor: Actor; readonly transaction?: Transaction };
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Preferred languages, best first. */
  readonly languages: readonly string[];
  /** Whether the host grants the user a permission. */
  readonly may: (permission: Permission) => Promise<boolean>;
}

/** What a handler answers. */
export interface RouteResponse {
  readonly status: number;
  /** Left out where there is nothing to say. */
  readonly body?: unknown;
  /** Whether an earlier request with the same `Idempotency-Key` was answered this. */
  readonly isReplay?: boolean;
}

/** Who may use a route; one policy checks it before the handler runs. */
export type Access =
  /** Anyone who is signed in: the route shows only what is theirs. */
  | 'user'
  /** Whoever the host lets manage workflows. */
  | 'manage'
  /** Whoever may see the attachment that the route names. */
  | 'attachment';

interface RouteShape {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** Relative to where the router is mounted; parameters as plain `:name`. */
  readonly path: string;
  /** Whether it may take as long as it takes, because it reads all that there is. @defaultValue `false` */
  readonly isUnlimited?: boolean;
}

/** What a route takes; parts without a schema of their own must be empty. */
export interface RouteSchemas<Params = unknown, Query = unknown, Body = unknown> {
  readonly params: Lazy<ObjectSchema<Params>>;
  readonly query: Lazy<ObjectSchema<Query>>;
  readonly body: Lazy<ObjectSchema<Body>>;
}

/** A route whose handler needs no attachment. */
interface PlainRoute<Params, Query, Body> extends RouteShape, RouteSchemas<Params, Query, Body> {
  readonly access: 'user' | 'manage';
  handle(request: RouteRequest<Params, Query, Body>): Promise<RouteResponse>;
}

/** A route about one attachment: it is found, and may be seen, before the handler runs. */
interface AttachmentRoute<Params, Query, Body> extends RouteShape, RouteSchemas<Params, Query, Body> {
  readonly access: 'attachment';
  target(request: RouteRequest<Params, Query, Body>): AttachmentTarget;
  /**
   * Answers without the attachment being looked up before, where whoever succeeds may see it. What it refuses is told
   * only to those who may.
   */
  handleUnseen?(request: RouteRequest<Params, Query, Body>, target: AttachmentTarget): Promise<RouteResponse>;
  handle(request: RouteRequest<Params, Query, Body>, attachment: AttachmentRow): Promise<RouteResponse>;
}

/** One route as data. */
export type Route<Params = unknown, Query = unknown, Body = unknown> =
  PlainRoute<Params, Query, Body> | AttachmentRoute<Params, Query, Body>;

/** A route whose types only its own handler knows. */
export interface AnyRoute extends RouteShape {
  readonly access: Access;
  readonly schemas: RouteSchemas;
  /** Validates the request and checks the policy. @returns what handles it */
  admit(incoming: IncomingRequest): Promise<() => Promise<RouteResponse>>;
}

/** A request before it was validated. */
export interface IncomingRequest extends RouteRequest {
  /** The client's `Idempotency-Key` and what it came with; `null` without one. */
  readonly idempotency: { readonly key: string; readonly fingerprint: () => string } | null;
}
