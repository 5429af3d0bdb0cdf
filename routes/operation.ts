import type { ObjectSchema } from 'joi';
import type { Transaction } from 'sequelize';
import type { Output } from '../lib/contract/field.js';
import type { ObjectInput } from '../lib/contract/object.js';
import type { ErrorCode } from '../lib/errors.js';
import type { Lazy } from '../lib/lazy.js';
import type { AttachmentTarget } from '../lib/store/attachments.js';
import type { Actor } from '../lib/types.js';
import type { WorkflowEngine } from '../lib/api/workflow-engine.js';
import type { AttachmentRow } from '../models/index.js';

/** A permission that the host grants. */
export type Permission = 'manage' | 'view';

/** What a handler gets: plain data, and no trace of Express. */
export interface OperationRequest<Params = unknown, Query = unknown, Body = unknown> {
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

/** A request before it was checked. */
export interface IncomingRequest extends OperationRequest {
  /** The client's `Idempotency-Key` and what it came with; `null` without one. */
  readonly idempotency: { readonly key: string; readonly fingerprint: () => string } | null;
}

/** What a request is answered. */
export interface OperationResponse {
  readonly status: number;
  /** Left out where there is nothing to say. */
  readonly body?: unknown;
  /** Whether an earlier request with the same `Idempotency-Key` was answered this. */
  readonly isReplay?: boolean;
}

/** Who may use an operation; one policy checks it before the handler runs. */
export type Access =
  /** Anyone who is signed in: the operation shows only what is theirs. */
  | 'user'
  /** Whoever the host lets manage workflows. */
  | 'manage'
  /** Whoever may see the attachment that the operation names. */
  | 'attachment';

/** What is declared of an operation: all that its clients are told. */
export interface Declaration {
  /** What clients call it: a verb and its object, in camelCase. */
  readonly id: string;
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** Relative to where the router is mounted; parameters as plain `:name`. */
  readonly path: string;
  /** One sentence: what it does. */
  readonly summary: string;
  readonly access: Access;
  /** Why it may be refused, beside what any of its kind may be refused for: see `refusalsOf`. */
  readonly errors?: readonly ErrorCode[];
  /** Whether it may take as long as it takes, because it reads all that there is. @defaultValue `false` */
  readonly isUnlimited?: boolean;
  /** The status of an answer that went well. @defaultValue 200, and 204 where nothing is answered */
  readonly status?: 200 | 201 | 204;
  /** A body that it takes. */
  readonly example?: object;
}

/** What an operation takes and answers. What it does not take must be empty. */
export interface Contract<Params = never, Query = never, Body = never, in Result = never> {
  readonly params?: ObjectInput<Params>;
  readonly query?: ObjectInput<Query>;
  readonly body?: ObjectInput<Body>;
  /** Left out where nothing is answered. */
  readonly answer?: Output<Result>;
}

interface PlainOperation<Params, Query, Body, Result>
  extends Declaration, Contract<Params, Query, Body, Result> {
  readonly access: 'user' | 'manage';
  handle(request: OperationRequest<Params, Query, Body>): Promise<Result>;
}

/** An operation on one attachment: it is found, and may be seen, before the handler runs. */
interface AttachmentOperation<Params, Query, Body, Result>
  extends Declaration, Contract<Params, Query, Body, Result> {
  readonly access: 'attachment';
  target(request: Pick<OperationRequest<Params>, 'engine' | 'params'>): AttachmentTarget;
  /**
   * Answers without the attachment being looked up before, where whoever succeeds may see it. What it refuses is told
   * only to those who may.
   */
  handleUnseen?(request: OperationRequest<Params, Query, Body>, target: AttachmentTarget): Promise<Result>;
  handle(request: OperationRequest<Params, Query, Body>, attachment: AttachmentRow): Promise<Result>;
}

/** An operation: its declaration, its contract, and what carries it out. */
export type OperationDefinition<Params, Query, Body, Result> =
  PlainOperation<Params, Query, Body, Result> | AttachmentOperation<Params, Query, Body, Result>;

/** The schemas of what an operation takes. */
export interface OperationSchemas {
  readonly params: Lazy<ObjectSchema>;
  readonly query: Lazy<ObjectSchema>;
  readonly body: Lazy<ObjectSchema>;
}

/** An operation whose types only its own handler knows. */
export interface Operation extends Declaration {
  readonly contract: Contract<unknown, unknown, unknown>;
  readonly schemas: OperationSchemas;
  /** Checks the request and the policy. @returns what handles it */
  admit(incoming: IncomingRequest): Promise<() => Promise<OperationResponse>>;
}
