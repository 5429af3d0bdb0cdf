import assert from 'node:assert/strict';
import { OPERATIONS } from '../../routes/operations/index.js';
import { describeOnSqlite } from '../support/databases.js';
import { ADMIN } from '../support/host.js';
import type { Answer } from './support/api.js';
import { onStage } from './support/attempts.js';
import { bodyOf, changeOf, idOf, pathWith, titleOf } from './support/route-requests.js';
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

const MANAGED = managed(null);
const WORKFLOW = managed('404 WORKFLOW_NOT_FOUND');
const PIPELINE = managed('404 PIPELINE_NOT_FOUND');
const STAGE = managed('404 STAGE_NOT_FOUND');
const FORM = managed('404 FORM_NOT_FOUND');
const ACTION = managed('404 ACTION_NOT_FOUND');
const RUN = managed('404 ACTION_RUN_NOT_FOUND');
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

/** Every route of the router. */
const MATRIX: Readonly<Record<string, Row>> = {
  'GET /workflows': MANAGED,
  'POST /workflows': MANAGED,
  'GET /workflows/:id': WORKFLOW,
  'PATCH /workflows/:id': WORKFLOW,
  'DELETE /workflows/:id': WORKFLOW,
  'POST /workflows/:id/publish': WORKFLOW,
  'GET /workflows/:id/validate': WORKFLOW,
  'GET /workflows/:id/versions': WORKFLOW,
  'POST /workflows/:id/pipelines': WORKFLOW,
  'PATCH /pipelines/:id': PIPELINE,
  'DELETE /pipelines/:id': PIPELINE,
  'POST /pipelines/:id/stages': PIPELINE,
  'GET /stages/:id': STAGE,
  'PATCH /stages/:id': STAGE,
  'DELETE /stages/:id': STAGE,
  'GET /forms': MANAGED,
  'POST /forms': MANAGED,
  'GET /forms/:id': FORM,
  'PATCH /forms/:id': FORM,
  'DELETE /forms/:id': FORM,
  'GET /action_handlers': MANAGED,
  'GET /actions': MANAGED,
  'POST /actions': MANAGED,
  'GET /actions/:id': ACTION,
  'PATCH /actions/:id': ACTION,
  'DELETE /actions/:id': ACTION,
  'GET /action_runs': MANAGED,
  'GET /action_runs/:id': RUN,
  'POST /action_runs/:id/retry': RUN,
  'GET /attachments': OWN,
  'POST /attachments': managed('404 WORKFLOW_NOT_FOUND'),
  'GET /attachments/:id': SEEN,
  'GET /attachments/:id/progress': SEEN,
  'GET /attachments/:id/history': SEEN,
  'GET /attachments/:id/steps': SEEN,
  'POST /attachments/:id/start': SEEN,
  'POST /attachments/:id/action': SEEN,
  'POST /attachments/:id/cancel': SEEN,
  'POST /assignments/:id/replace': managed('404 ASSIGNMENT_NOT_FOUND'),
  'POST /steps/:id/force': managed('404 STEP_NOT_FOUND'),
  'GET /inbox': OWN,
  'GET /inbox/summary': OWN,
  'GET /delegations': OWN,
  'POST /delegations': MANAGED,
  'GET /delegations/:id': DELEGATION,
  'PATCH /delegations/:id': DELEGATION,
  'DELETE /delegations/:id': DELEGATION,
  'GET /objects/:model/:object_id/workflow_status': SEEN,
  'POST /objects/:model/:object_id/workflow_action': SEEN,
  'POST /objects/:model/:object_id/attach_workflow': managed('404 WORKFLOW_NOT_FOUND'),
  'GET /health': OWN,
  'GET /history_verification': MANAGED,
  'GET /openapi.json': OWN,
};

describeOnSqlite('The access matrix', (database) => {
  const stage = onStage(database);
  const { site, scene } = stage;

  it('has a row for every route, and for no other', () => {
    assert.deepEqual(Object.keys(MATRIX).toSorted(), OPERATIONS.map(titleOf).toSorted());
  });

  for (const route of OPERATIONS) {
    const title = titleOf(route);
    const { allowed, refusal, missing } = MATRIX[title] ?? assert.fail(`The matrix has no row for ${title}.`);
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
      } else if (route.method === 'get') {
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
