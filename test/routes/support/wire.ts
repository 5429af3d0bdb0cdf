import assert from 'node:assert/strict';
import { ERROR_STATUS } from '../../../lib/index.js';
import type { Answer } from './api.js';

/** Whatever the host or its people put in, and what OpenAPI says: spelled as they like. */
const FOREIGN = new Set([
  'paths',
  'webhooks',
  'components',
  'schema',
  'metadata',
  'form_data',
  'data',
  'names',
  'parameters',
  'object',
]);

/** Thresholds, which are counts and no times. */
const COUNTS = new Set(['approve_at', 'reject_at']);

const ISO_DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** What a stack, a statement, or a file of ours looks like. */
const INTERNALS = /node_modules|\.[cm]?[jt]s:\d|\bat .+ \(.+:\d+:\d+\)|SequelizeDatabase|SELECT |INSERT INTO/;

/** Checks what holds for every answer of every route. */
export function assertWire({ status, headers, body, text }: Answer): void {
  if (status === 204) assert.equal(text, '');
  else if (status >= 400 && isOurs(headers)) assertProblem({ status, headers, body, text });
  else if (status < 300) assertSpelling(body, '');
}

/** Whether the engine answered: the host's own 404 is no business of these checks. */
function isOurs(headers: Answer['headers']): boolean {
  return headers['content-type']?.startsWith('text/html') !== true;
}

function assertProblem({ status, headers, body, text }: Answer): void {
  assert.match(headers['content-type'] ?? '', /^application\/problem\+json\b/, text);
  const members = new Set(['type', 'title', 'status', 'detail', 'code', 'errors', 'details']);
  for (const key of Object.keys(body)) assert.ok(members.has(key), `a problem has no member ${key}`);
  assert.equal(body.status, status);
  assert.equal(new Map(Object.entries(ERROR_STATUS)).get(body.code as 'FORBIDDEN'), status, body.code);
  assert.doesNotMatch(text, INTERNALS);
  for (const error of (body as Partial<typeof body>).errors ?? []) {
    assert.deepEqual(Object.keys(error), ['path', 'message']);
  }
}

/** Every key in snake_case, every id of ours a number, every date in ISO 8601 with milliseconds. */
function assertSpelling(value: unknown, path: string): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value as Readonly<Record<string, unknown>>)) {
    const here = `${path}.${key}`;
    assert.match(key, /^(\d+|[a-z]+(_[a-z]+)*)$/, here);
    if (FOREIGN.has(key) || member === null) continue;
    // The department is the host's, and kept as text.
    if (/(^|_)id$/.test(key) && key !== 'department_id') assert.equal(typeof member, 'number', here);
    if (key.endsWith('_at') && !COUNTS.has(key)) assert.match(member as string, ISO_DATE, here);
    assertSpelling(member, here);
  }
}
