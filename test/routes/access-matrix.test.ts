import assert from 'node:assert/strict';
import type { Operation } from '../../routes/operation.js';
import { OPERATIONS } from '../../routes/operations/index.js';
import { describeOnSqlite } from '../support/databases.js';
import { ADMIN } from '../support/host.js';
import type { Answer } from './support/api.js';
import { onStage } from './support/attempts.js';
import { bodyOf, changeOf, idOf, isAboutItself, pathWith, titleOf } from './support/route-requests.js';
import { REQUESTER, REVIEWER, STRANGER } from './support/site.js';
import { refuses } from './support/unchanged.js';

const UNKNOWN = 999_999;

/** Who asks. */
const ACTORS = { requester: REQUESTER, reviewer: REVIEWER, stranger: STRANGER, manager: ADMIN } as const;
type Who = keyof typeof ACTORS;
const EVERYBODY = Object.keys(ACTORS) as readonly Who[];

/** Who may use a route on what is there, and what all the others are answered. */
interface Row {
  readonly allowed: readonly Who[];
  readonly refusal: string;
  /** What those who may are answered where their company has no such thing; `null` where they name none. */
  readonly missing: string | null;
}

function managed(missing: string | null): Row {
  return { allowed: ['manager'], refusal: '403 FORBIDDEN', missing };
}

const SEEN: Row = {
  allowed: ['requester', 'reviewer', 'manager'],
  refusal: '404 ATTACHMENT_NOT_FOUND',
  missing: '404 ATTACHMENT_NOT_FOUND',
};
const DELEGATION: Row = {
  allowed: ['manager'],
  refusal: '404 DELEGATION_NOT_FOUND',
  missing: '404 DELEGATION_NOT_FOUND',
};
/** Shows everybody what is theirs. */
const OWN: Row = { allowed: EVERYBODY, refusal: 'none', missing: null };

/** The operations that anyone may ask for, and that themselves see to what they let whom do. */
const FOR_ANYONE: Readonly<Record<string, Row>> = {
  'GET /attachments': OWN,
  'POST /attachments': managed('404 WORKFLOW_NOT_FOUND'),
  'GET /inbox': OWN,
  'GET /inbox/summary': OWN,
  'GET /delegations': OWN,
  'POST /delegations': managed(null),
  'GET /delegations/:id': DELEGATION,
  'PATCH /delegations/:id': DELEGATION,
  'DELETE /delegations/:id': DELEGATION,
  'POST /objects/:model/:object_id/attach_workflow': managed('404 WORKFLOW_NOT_FOUND'),
  'GET /health': OWN,
  'GET /openapi.json': OWN,
};

/** The row of an operation, by what it declares. */
function rowOf(operation: Operation): Row {
  const { access, path, errors = [] } = operation;
  const title = titleOf(operation);
  if (access === 'user') return FOR_ANYONE[title] ?? assert.fail(`The matrix has no row for ${title}.`);
  if (access === 'attachment') return SEEN;
  if (!path.includes('/:id')) return managed(null);
  const [, resource = ''] = path.split('/');
  const missing = `${resource.replace(/s$/, '').toUpperCase()}_NOT_FOUND`;
  assert.ok(
    errors.some((code) => code === missing),
    `${title} does not declare ${missing}.`,
  );
  return managed(`404 ${missing}`);
}

describeOnSqlite('The access matrix', (database) => {
  const stage = onStage(database);
  const { site, scene } = stage;

  it('has a row for every operation for anyone, and for no other', () => {
    const titles = OPERATIONS.filter(({ access }) => access === 'user').map(titleOf);
    assert.deepEqual(Object.keys(FOR_ANYONE).toSorted(), titles.toSorted());
  });

  for (const route of OPERATIONS) {
    const title = titleOf(route);
    const { allowed, refusal, missing } = rowOf(route);
    const ask = (who: Who, company: string, isThere: boolean) => async (): Promise<Answer> => {
      const { runningObject, ...others } = scene();
      const there = { id: idOf(route, scene()), objectId: runningObject };
      // Whoever may attach is told of the object first, which belongs to every company.
      const objectId = title.endsWith('attach_workflow') ? runningObject : UNKNOWN;
      const path = pathWith(route, isThere ? there : { id: UNKNOWN, objectId });
      const asked = isThere ? scene() : { ...others, runningObject, workflow: UNKNOWN };
      const body = bodyOf(route, asked) ?? changeOf(route);
      return site().api.as(ACTORS[who], company).send(route.method, path, body);
    };

    for (const who of EVERYBODY) {
      const isAllowed = allowed.includes(who);
      const elsewhere = isAllowed ? missing : refusal;

      if (!isAllowed) {
        it(`${title} refuses the ${who} what is there`, async () => {
          await refuses(site(), [refusal], ask(who, '', true));
        });
      } else if (route.method === 'get') {
        it(`${title} is open to the ${who}`, async () => {
          assert.equal((await ask(who, '', true)()).status, 200);
        });
      }

      if (elsewhere !== null) {
        it(`${title} tells the ${who} nothing of another company, and of what is nowhere`, async () => {
          const foreign = await refuses(site(), [elsewhere], ask(who, 'other', true));
          const nowhere = await refuses(site(), [elsewhere], ask(who, 'other', false));
          await refuses(site(), [elsewhere], ask(who, '', false));
          assert.equal(masked(foreign), masked(nowhere));
        });
      } else if (route.method === 'get' && !isAboutItself(route)) {
        it(`${title} shows the ${who} nothing of another company`, async () => {
          const { status, text } = await ask(who, 'other', true)();
          assert.equal(status, 200);
          assert.doesNotMatch(
            text,
            /Purchase Request|purchase-request|Laptops|"(attachment|workflow)_id":\d/,
          );
        });
      }
    }
  }
});

/** Without the numbers that were asked for. */
function masked({ text }: Answer): string {
  return text.replaceAll(/\d+/g, 'N');
}
