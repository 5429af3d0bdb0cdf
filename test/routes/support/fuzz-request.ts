import fc from 'fast-check';
import { object } from '../../../lib/contract/object.js';
import { text } from '../../../lib/contract/values.js';
import type { Operation } from '../../../routes/operation.js';
import { OPERATIONS } from '../../../routes/operations/index.js';
import { objectOperations } from '../../../routes/operations/objects.js';
import type { Schema } from 'joi';
import type { Pools } from './fuzz-schema.js';
import { valid, withOneFault } from './fuzz-schema.js';
import { HEADERS, MALFORMED_IDS, rarely } from './fuzz-values.js';

/** A request as it is sent. */
export interface FuzzRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What is there to be asked about. */
export interface FuzzWorld {
  /** Ids of rows, of both companies, and of none. */
  readonly ids: readonly number[];
  readonly objects: readonly (number | string)[];
  readonly users: readonly number[];
}

const METHODS = ['GET', 'POST', 'PATCH', 'DELETE', 'PUT', 'HEAD', 'OPTIONS'];

const OBJECT_ROUTES = objectOperations({
  prefix: '/:id',
  params: object(null, { id: text() }),
  toObject: ({ id }) => ({ model: 'PurchaseRequest', objectId: id }),
});

/** Any request to any route, with at most one thing wrong in its body or in its query. */
export function anyRequest(world: FuzzWorld): fc.Arbitrary<FuzzRequest> {
  const routes = [
    ...OPERATIONS.map((route) => ({ route, mount: '/api/workflow' })),
    ...OBJECT_ROUTES.map((route) => ({ route, mount: '/api/purchase-requests' })),
  ];
  const pools = poolsOf(world);
  return fc.constantFrom(...routes).chain(({ route, mount }) =>
    fc
      .record({
        method: fc.oneof(
          { weight: 12, arbitrary: fc.constant(route.method.toUpperCase()) },
          { weight: 1, arbitrary: fc.constantFrom(...METHODS) },
        ),
        path: pathOf(route, world).map((path) => mount + path),
        query: part(route.schemas.query(), pools),
        body: part(route.schemas.body(), pools),
        isBroken: fc.integer({ min: 0, max: 30 }).map((number) => number === 0),
        headers: headersOf(world),
      })
      .map(({ method, path, query, body, isBroken, headers }) => ({
        method,
        path: path + toQuery(query),
        headers,
        body: toBody(method, body, isBroken),
      })),
  );
}

function part(schema: Schema, pools: Pools): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 4, arbitrary: valid(schema, pools) },
    { weight: 1, arbitrary: withOneFault(schema, pools) },
  );
}

function poolsOf({ ids, users, objects }: FuzzWorld): Pools {
  const byRole = { approval_type: 'role', user_role: 1 };
  return {
    ...{ user_id: users, from_user_id: users, model: ['PurchaseRequest', 'Nothing'], object_id: objects },
    ...{
      workflow_id: ids,
      pipeline_id: ids,
      stage_id: ids,
      attachment_id: ids,
      step_id: ids,
      assignment_id: ids,
    },
    action: [
      'approved',
      'rejected',
      'needs_resubmission',
      'delegated',
      'escalated',
      'resubmitted',
      'recalled',
      'x',
    ],
    approvals: [
      [],
      [byRole],
      [{ approval_type: 'user', approval_user: 4 }, byRole],
      [{ ...byRole, order: 1 }],
    ],
    schema: [{}, { type: 'object', properties: { amount: { type: 'number' } } }, { type: 'nonsense' }],
    form_data: [{ amount: 5, lines: [] }, {}, { amount: 'x' }],
    event_type: ['after_approve', 'on_workflow_complete', 'nonsense'],
    handler: ['update_object', 'webhook', 'send_email', 'nonsense'],
    parameters: [{}, { values: { amount: 1 } }, { url: 'https://example.com/' }],
    condition: ['object.amount > 1', 'true', '1 +', null],
    ...{ name_en: ['Name', 'x'.repeat(255)], name_ar: ['اسم', null], names: [{ fr: 'Nom' }, {}] },
    cursor: ['', 'MQ', 'OTk5', 'x'],
    starts_at: ['2026-01-05T09:00:00Z', '2026-01-06T00:00:00+02:00'],
    ends_at: ['2026-02-05T09:00:00Z', null],
  };
}

function pathOf(route: Operation, { ids, objects }: FuzzWorld): fc.Arbitrary<string> {
  const malformed = fc.constantFrom(...MALFORMED_IDS);
  const id = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...ids).map(String) },
    { weight: 1, arbitrary: malformed },
  );
  const object = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...objects).map((one) => encodeURIComponent(one)) },
    { weight: 1, arbitrary: malformed },
  );
  const model = fc.oneof(
    { weight: 6, arbitrary: fc.constant('PurchaseRequest') },
    { weight: 1, arbitrary: malformed },
  );
  return fc
    .record({ id, object, model })
    .map((names) =>
      route.path.replace(':id', names.id).replace(':object_id', names.object).replace(':model', names.model),
    );
}

function headersOf({ users }: FuzzWorld): fc.Arbitrary<Readonly<Record<string, string>>> {
  const others = Object.fromEntries(Object.entries(HEADERS).map(([name, values]) => [name, rarely(values)]));
  const user = fc.oneof(
    { weight: 3, arbitrary: fc.constant('6') },
    { weight: 3, arbitrary: fc.constantFrom(...users.map(String)) },
  );
  return fc.record({ ...others, 'x-user': user }).map((headers) => {
    const given = Object.entries<string | undefined>(headers).filter(([, value]) => value !== undefined);
    return { 'content-type': 'application/json', ...(Object.fromEntries(given) as Record<string, string>) };
  });
}

function toQuery(query: unknown): string {
  if (typeof query !== 'object' || query === null) return '';
  const pairs = Object.entries(query).map(([name, value]) => {
    const written = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return `${encodeURIComponent(name)}=${encodeURIComponent(written.replace(/\p{Surrogate}/gu, '?'))
      .slice(0, 2_000)
      .replace(/%.?$/, '')}`;
  });
  return pairs.length === 0 ? '' : `?${pairs.slice(0, 20).join('&')}`;
}

function toBody(method: string, body: unknown, isBroken: boolean): string {
  if (method === 'HEAD' || method === 'OPTIONS') return '';
  const isEmpty = typeof body === 'object' && body !== null && Object.keys(body).length === 0;
  if (isEmpty) return '';
  const written = JSON.stringify(body);
  return isBroken ? written.slice(0, -1) : written;
}
