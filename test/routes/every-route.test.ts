import assert from 'node:assert/strict';
import { OPERATIONS } from '../../routes/operations/index.js';
import { describeOnSqlite } from '../support/databases.js';
import { ADMIN } from '../support/host.js';
import { onStage } from './support/attempts.js';
import { bodyOf, changeOf, idOf, isAboutItself, pathOf, titleOf } from './support/route-requests.js';
import { REQUESTER, REVIEWER, STRANGER } from './support/site.js';
import { refuses } from './support/unchanged.js';

describeOnSqlite('Every route', (database) => {
  const stage = onStage(database);
  const { site, scene } = stage;
  const json = { 'content-type': 'application/json' };

  it('is there once', () => {
    const titles = OPERATIONS.map(titleOf);
    assert.deepEqual([...new Set(titles)], titles);
  });

  describe('wants to know who asks, before anything else:', () => {
    for (const route of OPERATIONS) {
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
    for (const route of OPERATIONS.filter(({ access }) => access === 'manage')) {
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
    for (const route of OPERATIONS.filter(({ access }) => access === 'attachment')) {
      it(titleOf(route), async () => {
        const body = bodyOf(route, scene());
        await refuses(site(), ['404 ATTACHMENT_NOT_FOUND'], () =>
          site().api.as(STRANGER).send(route.method, pathOf(route, scene()), body),
        );
      });
    }
  });

  describe('for anyone shows a stranger nothing, and lets them do nothing:', () => {
    const own = OPERATIONS.filter(({ access, path }) => access === 'user' && !path.includes(':id'));
    for (const route of own.filter((one) => !isAboutItself(one))) {
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
    for (const route of OPERATIONS.filter(({ access, path }) => access === 'user' && path.includes(':id'))) {
      it(titleOf(route), async () => {
        await refuses(site(), ['404 DELEGATION_NOT_FOUND'], () =>
          site().api.as(STRANGER).send(route.method, pathOf(route, scene())),
        );
      });
    }
  });

  describe('refuses a query that it does not know:', () => {
    for (const route of OPERATIONS) {
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
    for (const route of OPERATIONS.filter(({ path }) => path.includes(':id'))) {
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

  describe('finds a row by one spelling of its id:', () => {
    for (const route of OPERATIONS.filter(({ path }) => path.includes('/:id'))) {
      it(titleOf(route), async () => {
        const id = idOf(route, scene());
        const body = bodyOf(route, scene()) ?? changeOf(route);
        for (const spelled of [
          `0${id}`,
          `+${id}`,
          `${id}e0`,
          `${id}.0`,
          `%20${id}`,
          `${id}%20`,
          `0x${id.toString(16)}`,
        ]) {
          const { status } = await site().admin.send(route.method, route.path.replace(':id', spelled), body);
          assert.equal(status, 404, spelled);
        }
      });
    }
  });

  describe('with a parameter refuses one that cannot be decoded:', () => {
    for (const route of OPERATIONS.filter(({ path }) => path.includes(':'))) {
      it(titleOf(route), async () => {
        const path = route.path.replaceAll(/:\w+/g, '%E0%A4%A');
        await refuses(site(), ['400 INVALID_REQUEST'], () => site().admin.send(route.method, path));
      });
    }
  });

  describe('that takes a body refuses', () => {
    for (const route of OPERATIONS.filter(({ method }) => method === 'post' || method === 'patch')) {
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
