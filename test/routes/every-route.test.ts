import assert from 'node:assert/strict';
import type { AnyRoute } from '../../routes/route.js';
import { ROUTES } from '../../routes/table/index.js';
import { describeOnSqlite } from '../support/databases.js';
import { ADMIN } from '../support/host.js';
import { onStage } from './support/attempts.js';
import type { Scene } from './support/scene.js';
import { EXECUTIVE, REQUESTER, REVIEWER, STRANGER } from './support/site.js';
import { refuses } from './support/unchanged.js';

/** The row that a route's `:id` means. */
const ROWS: Readonly<Record<string, keyof Scene>> = {
  workflows: 'workflow',
  pipelines: 'pipeline',
  stages: 'firstStage',
  forms: 'form',
  actions: 'action',
  action_runs: 'actionRun',
  attachments: 'running',
  steps: 'runningStep',
  delegations: 'delegation',
};

/** A body that a route takes, where it needs one for the request to get as far as the policy. */
function bodyOf({ method, path }: AnyRoute, { workflow, free }: Scene): object | undefined {
  if (path.endsWith('action')) return { action: 'approved' };
  if (path.endsWith('replace')) return { user_id: EXECUTIVE };
  if (path.endsWith('force')) return { outcome: 'approved', reason: 'Nobody is here.' };
  if (path.endsWith('attach_workflow')) return { workflow_id: workflow };
  if (method === 'post' && path === '/delegations') return { from_user_id: EXECUTIVE, user_id: REVIEWER };
  if (method === 'post' && path === '/attachments') {
    return { model: 'PurchaseRequest', object_id: free, workflow_id: workflow };
  }
  return undefined;
}

/** The path of a route, about something that exists. */
function pathOf({ path }: AnyRoute, scene: Scene): string {
  const row = ROWS[path.split('/')[1] ?? ''];
  return path
    .replace(':model', 'PurchaseRequest')
    .replace(':object_id', String(scene.runningObject))
    .replace(':id', row === undefined ? '1' : String(scene[row]));
}

function titleOf({ method, path }: AnyRoute): string {
  return `${method.toUpperCase()} ${path}`;
}

describeOnSqlite('Every route', (database) => {
  const stage = onStage(database);
  const { site, scene } = stage;
  const json = { 'content-type': 'application/json' };

  it('is there once', () => {
    const titles = ROUTES.map(titleOf);
    assert.deepEqual([...new Set(titles)], titles);
  });

  describe('wants to know who asks, before anything else:', () => {
    for (const route of ROUTES) {
      it(titleOf(route), async () => {
        const nobody = site().api.with(json);
        for (const path of [pathOf(route, scene()), route.path.replaceAll(/:\w+/g, 'x')]) {
          const body = route.method === 'get' ? undefined : '{';
          await refuses(site(), ['401 NOT_AUTHENTICATED'], () => nobody.send(route.method, path, body));
        }
      });
    }
  });

  describe('that edits definitions is for those who manage, whatever is asked:', () => {
    for (const route of ROUTES.filter(({ access }) => access === 'manage')) {
      it(titleOf(route), async () => {
        for (const user of [REQUESTER, REVIEWER, STRANGER]) {
          for (const path of [pathOf(route, scene()), route.path.replace(':id', 'x')]) {
            await refuses(site(), ['403 FORBIDDEN'], () => site().api.as(user).send(route.method, path));
          }
        }
      });
    }
  });

  describe('about an attachment does not exist for a stranger:', () => {
    for (const route of ROUTES.filter(({ access }) => access === 'attachment')) {
      it(titleOf(route), async () => {
        const body = bodyOf(route, scene());
        await refuses(site(), ['404 ATTACHMENT_NOT_FOUND'], () =>
          site().api.as(STRANGER).send(route.method, pathOf(route, scene()), body),
        );
      });
    }
  });

  describe('for anyone shows a stranger nothing, and lets them do nothing:', () => {
    for (const route of ROUTES.filter(({ access, path }) => access === 'user' && !path.includes(':id'))) {
      it(titleOf(route), async () => {
        const stranger = site().api.as(STRANGER);
        const body = bodyOf(route, scene());
        if (route.method !== 'get') {
          await refuses(site(), ['403 FORBIDDEN'], () =>
            stranger.send(route.method, pathOf(route, scene()), body),
          );
          return;
        }
        const { status, text } = await stranger.get(route.path);
        const nothing = ['{"items":[],"next_cursor":null}', '{"total":0,"workflows":[]}', '{"status":"ok"}'];
        assert.deepEqual([status, nothing.includes(text)], [200, true]);
      });
    }
  });

  describe('for anyone hides from a stranger what belongs to others:', () => {
    for (const route of ROUTES.filter(({ access, path }) => access === 'user' && path.includes(':id'))) {
      it(titleOf(route), async () => {
        await refuses(site(), ['404 DELEGATION_NOT_FOUND'], () =>
          site().api.as(STRANGER).send(route.method, pathOf(route, scene())),
        );
      });
    }
  });

  describe('refuses a query that it does not know:', () => {
    for (const route of ROUTES) {
      it(titleOf(route), async () => {
        const body = bodyOf(route, scene());
        await refuses(site(), ['400 UNKNOWN_FIELD', 'nonsense'], () =>
          site().admin.send(route.method, `${pathOf(route, scene())}?nonsense=1`, body),
        );
      });
    }
  });

  describe('refuses an id that is none:', () => {
    const ids = ['0', '-1', '1.5', 'x', '9007199254740993', '1%00'];
    for (const route of ROUTES.filter(({ path }) => path.includes(':id'))) {
      it(titleOf(route), async () => {
        const body = bodyOf(route, scene());
        for (const id of ids) {
          await refuses(site(), ['400 INVALID_REQUEST', 'id'], () =>
            site().admin.send(route.method, route.path.replace(':id', id), body),
          );
        }
      });
    }
  });

  describe('with a parameter refuses one that cannot be decoded:', () => {
    for (const route of ROUTES.filter(({ path }) => path.includes(':'))) {
      it(titleOf(route), async () => {
        const path = route.path.replaceAll(/:\w+/g, '%E0%A4%A');
        await refuses(site(), ['400 INVALID_REQUEST'], () => site().admin.send(route.method, path));
      });
    }
  });

  describe('that takes a body refuses', () => {
    for (const route of ROUTES.filter(({ method }) => method === 'post' || method === 'patch')) {
      const send = (body: unknown) => () =>
        site().admin.with(json).send(route.method, pathOf(route, scene()), body);

      it(`what is no JSON: ${titleOf(route)}`, async () => {
        await refuses(site(), ['400 MALFORMED_JSON'], send('{"name_en":'));
      });

      it(`what is no object: ${titleOf(route)}`, async () => {
        for (const body of ['[]', '"a"', 'null', '5']) {
          await refuses(site(), ['400 INVALID_REQUEST', ''], send(body));
        }
      });

      it(`a prototype: ${titleOf(route)}`, async () => {
        await refuses(site(), ['400 INVALID_REQUEST', '__proto__'], send('{"__proto__":{"name_en":"A"}}'));
      });

      it(`a field that it does not know: ${titleOf(route)}`, async () => {
        const needed = bodyOf(route, scene()) ?? (route.path === '/forms' ? { key: 'a', schema: {} } : {});
        await refuses(site(), ['400 UNKNOWN_FIELD', 'nonsense'], send({ ...needed, nonsense: 1 }));
      });
    }
  });

  it('that only reads refuses a body', async () => {
    const request = { path: `/attachments/${scene().running}`, body: { nonsense: 1 } };
    await refuses(site(), ['400 UNKNOWN_FIELD', 'nonsense'], () =>
      site().api.as(ADMIN).with(json).send('get', request.path, request.body),
    );
  });
});
