import { requireKnown } from '../known-options.js';

/** What a request wants, without who wants it. */
export type InputOf<Request> = Request extends unknown
  ? Omit<Request, 'actor' | 'company' | 'transaction'>
  : never;

/** Who wants it, and in which transaction: `actor`, and where the request has them `company` and `transaction`. */
export type CallOf<Request> = Request extends unknown
  ? Pick<Request, Extract<keyof Request, 'actor' | 'company' | 'transaction'>>
  : never;

const CALL = { actor: true, company: true, transaction: true } as const;

/** How a method is called: with both, or, as earlier releases were, with all in one. */
export type Given<Request> =
  readonly [request: Request] | readonly [input: InputOf<Request>, call: CallOf<Request>];

/**
 * The request of a call, all in one.
 *
 * @throws WorkflowError `INVALID_REQUEST`, naming what a call has not
 */
export function requestOf<Request extends object>(caller: string, given: Given<Request>): Request {
  const [request, call] = given;
  if (call === undefined) return request as Request;
  requireKnown(call, CALL, { caller });
  return { ...request, ...call } as Request;
}
