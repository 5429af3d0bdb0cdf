import type { ObjectInput } from '../lib/contract/object.js';
import { object } from '../lib/contract/object.js';
import type { ErrorCode } from '../lib/errors.js';
import { isRefusal } from '../lib/errors.js';
import type { Lazy } from '../lib/lazy.js';
import type { AttachmentTarget } from '../lib/store/attachments.js';
import type {
  IncomingRequest,
  Operation,
  OperationDefinition,
  OperationRequest,
  OperationResponse,
} from './operation.js';
import { admit, requireManage } from './policy.js';
import { inOurWords, validate } from './validate.js';
import type { ObjectSchema } from 'joi';

/** What takes nothing. */
const nothing: ObjectInput<object> = object(null, {});

/** How one part of a request is read. */
interface Part<Value> {
  readonly schema: Lazy<ObjectSchema>;
  /** @throws WorkflowError `INVALID_REQUEST`, `UNKNOWN_FIELD` for what its schema does not take */
  readonly check: (given: unknown) => unknown;
  /** @throws WorkflowError for what only its parser can judge */
  readonly parse: (checked: unknown) => Value;
}

/**
 * Makes an operation of its definition: what it takes is checked and read, and the policy has admitted the user, before its
 * handler runs; what that gives is rendered as the contract says.
 */
export function defineOperation<Params = object, Query = object, Body = object, Result = void>(
  definition: OperationDefinition<Params, Query, Body, Result>,
): Operation {
  const { access, method } = definition;
  const params = partOf(definition.params);
  const query = partOf(definition.query);
  const body = partOf(definition.body);
  return {
    ...definition,
    contract: definition,
    schemas: { params: params.schema, query: query.schema, body: body.schema },
    admit: async (incoming) => {
      if (access === 'manage') await requireManage(incoming);
      const asked = { ...incoming, params: params.parse(params.check(incoming.params)) };
      const checked = { query: query.check(incoming.query), body: body.check(incoming.body) };
      // What only a parser can judge is told to those whom the policy has admitted.
      const read = (call = incoming.call): OperationRequest<Params, Query, Body> => ({
        ...asked,
        call,
        query: query.parse(checked.query),
        body: body.parse(checked.body),
      });
      const { engine, user, idempotency } = incoming;
      if (idempotency === null && isHandledUnseen(definition)) return () => handleFirst(definition, read());
      const handle = await prepare(definition, asked);
      if (idempotency === null || method === 'get') return async () => handle(read());
      const { key, fingerprint } = idempotency;
      const once = { actor: user, key, fingerprint: fingerprint() };
      return () =>
        engine.idempotently(once, async (transaction) => handle(read({ actor: user, transaction })));
    },
  };
}

function partOf<Value>(input: ObjectInput<Value> | undefined): Part<Value> {
  // Where nothing is declared, nothing may be sent: what is read of it is of no type.
  const { schema, parse } = input ?? (nothing as ObjectInput<unknown> as ObjectInput<Value>);
  const worded = inOurWords<unknown>(schema);
  return {
    schema,
    check: (given) => validate(worded(), given),
    parse: (checked) => parse(checked, ''),
  };
}

function respond<Params, Query, Body, Result>(
  { answer, status }: OperationDefinition<Params, Query, Body, Result>,
  result: Result,
  { languages }: IncomingRequest | OperationRequest<Params, Query, Body>,
): OperationResponse {
  if (answer === undefined) return { status: status ?? 204 };
  return { status: status ?? 200, body: answer.render(result, { languages }) };
}

/** The handler of a request, once the policy has admitted its user to what it is about. */
async function prepare<Params, Query, Body, Result>(
  definition: OperationDefinition<Params, Query, Body, Result>,
  request: OperationRequest<Params>,
): Promise<(request: OperationRequest<Params, Query, Body>) => Promise<OperationResponse>> {
  if (definition.access !== 'attachment') {
    return async (ready) => respond(definition, await definition.handle(ready), ready);
  }
  const attachment = await admit(request, definition.target(request));
  return async (ready) => respond(definition, await definition.handle(ready, attachment), ready);
}

/** Refusals before which nothing was asked of anybody: with the attachment at hand more can be said. */
const NOT_THERE: readonly ErrorCode[] = ['ATTACHMENT_NOT_FOUND', 'ATTACHMENT_CLOSED'];

type UnseenOperation<Params, Query, Body, Result> = Extract<
  OperationDefinition<Params, Query, Body, Result>,
  { readonly access: 'attachment' }
> & {
  handleUnseen(request: OperationRequest<Params, Query, Body>, target: AttachmentTarget): Promise<Result>;
};

function isHandledUnseen<Params, Query, Body, Result>(
  definition: OperationDefinition<Params, Query, Body, Result>,
): definition is UnseenOperation<Params, Query, Body, Result> {
  return 'handleUnseen' in definition;
}

/** Handles a request first, and looks only at what is refused whether its user may see the attachment. */
async function handleFirst<Params, Query, Body, Result>(
  definition: UnseenOperation<Params, Query, Body, Result>,
  request: OperationRequest<Params, Query, Body>,
): Promise<OperationResponse> {
  const target = definition.target(request);
  try {
    return respond(definition, await definition.handleUnseen(request, target), request);
  } catch (error) {
    if (!isRefusal(error) || error.status >= 500) throw error;
    const attachment = await admit(request, target);
    if (!NOT_THERE.includes(error.code)) throw error;
    return respond(definition, await definition.handle(request, attachment), request);
  }
}
