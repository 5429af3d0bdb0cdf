import type { paths } from './openapi.js';

/** The HTTP methods of the API. */
export type Method = 'get' | 'post' | 'patch' | 'delete';

/** The paths that have a method. */
export type PathWith<M extends Method> = {
  [Path in keyof paths]: paths[Path][M] extends object ? Path : never;
}[keyof paths];

/** What the document says of an operation. */
type OperationOf<Path extends keyof paths, M extends Method> = NonNullable<paths[Path][M]>;

type ParametersOf<Operation> = Operation extends { readonly parameters: infer Parameters }
  ? Parameters
  : never;

type PartOf<Parameters, Part extends 'path' | 'query'> =
  Parameters extends Readonly<Partial<Record<Part, infer Values>>> ? NonNullable<Values> : never;

type Given<Key extends string, Value> = [Value] extends [never]
  ? Readonly<Partial<Record<Key, never>>>
  : Partial<Value> extends Value
    ? Readonly<Partial<Record<Key, Value>>>
    : Readonly<Record<Key, Value>>;

type JsonOf<Request> = Request extends { readonly content: { readonly 'application/json': infer Body } }
  ? Body
  : never;

/** What may be sent, whether or not it may be left out. */
type BodyOf<Operation> = Operation extends { readonly requestBody?: infer Request } ? JsonOf<Request> : never;

/** What may be said with any request. */
export interface RequestOptions {
  /** The request is given up where it is aborted. */
  readonly signal?: AbortSignal;
  /** Unique for what is to be done once: sent again, the same key is given the same answer for 24 hours. */
  readonly idempotencyKey?: string;
  /** Further headers, such as `accept-language`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a request says: the parameters of its path, its query and its body. */
export type RequestOf<Path extends keyof paths, M extends Method> = Given<
  'params',
  PartOf<ParametersOf<OperationOf<Path, M>>, 'path'>
> &
  Given<'query', PartOf<ParametersOf<OperationOf<Path, M>>, 'query'>> &
  Given<'body', BodyOf<OperationOf<Path, M>>> &
  RequestOptions;

type ContentOf<Response> = Response extends {
  readonly content: { readonly 'application/json': infer Content };
}
  ? Content
  : undefined;

type SuccessOf<Responses> = {
  [Status in keyof Responses]: Status extends 200 | 201 | 204 ? ContentOf<Responses[Status]> : never;
}[keyof Responses];

/** What a request is answered where it goes well. */
export type AnswerOf<Path extends keyof paths, M extends Method> =
  OperationOf<Path, M> extends { readonly responses: infer Responses } ? SuccessOf<Responses> : never;

/** The paths that answer a page at a time. */
export type PagedPath = {
  [Path in PathWith<'get'>]: AnswerOf<Path, 'get'> extends { readonly next_cursor: string | null }
    ? Path
    : never;
}[PathWith<'get'>];

/** An item of a list. */
export type ItemOf<Path extends PagedPath> =
  AnswerOf<Path, 'get'> extends { readonly items: readonly (infer Item)[] } ? Item : never;

type CodesOf<Response> = Response extends {
  readonly content: { readonly 'application/problem+json': { readonly code: infer Code } };
}
  ? Code
  : never;

type RefusalsOf<Operation> = Operation extends { readonly responses: infer Responses }
  ? { [Status in keyof Responses]: CodesOf<Responses[Status]> }[keyof Responses]
  : never;

/** Every code by which a request may be refused. */
export type ErrorCode = {
  [Path in keyof paths]: { [M in Method]: RefusalsOf<OperationOf<Path, M>> }[Method];
}[keyof paths];
