import { readNames } from '../../lib/definition/names.js';
import { defineRoute } from '../define-route.js';
import { presentForm } from '../presenters/form.js';
import { presentPage } from '../presenters/list.js';
import type { AnyRoute } from '../route.js';
import type { ListQuery } from '../schemas/common.js';
import { byId, listQuery, toPageRequest } from '../schemas/common.js';
import type { FormBody } from '../schemas/definitions.js';
import { formChange, newForm, readNamesChange } from '../schemas/definitions.js';

interface ById {
  readonly id: number;
}

/** Forms that approvals require. */
export const formRoutes: readonly AnyRoute[] = [
  defineRoute<unknown, ListQuery, unknown>({
    method: 'get',
    path: '/forms',
    access: 'manage',
    query: listQuery,
    handle: async ({ engine, call, query, languages }) =>
      presentPage(await engine.definitions.listForms(toPageRequest(query), call), (form) =>
        presentForm(form, languages),
      ),
  }),
  defineRoute<unknown, unknown, FormBody>({
    method: 'post',
    path: '/forms',
    access: 'manage',
    body: newForm,
    handle: async ({ engine, call, body, languages }) => {
      const input = { key: body.key, names: readNames(body), schema: body.schema };
      const form = await engine.definitions.createForm(input, call);
      return { status: 201, body: presentForm(form, languages) };
    },
  }),
  defineRoute<ById, unknown, unknown>({
    method: 'get',
    path: '/forms/:id',
    access: 'manage',
    params: byId,
    handle: async ({ engine, call, params, languages }) => {
      const form = await engine.definitions.getForm(params.id, call);
      return { status: 200, body: presentForm(form, languages) };
    },
  }),
  defineRoute<ById, unknown, Partial<FormBody>>({
    method: 'patch',
    path: '/forms/:id',
    access: 'manage',
    params: byId,
    body: formChange,
    handle: async ({ engine, call, params, body, languages }) => {
      const { key, schema } = body;
      const change = {
        ...readNamesChange(body),
        ...(key === undefined ? {} : { key }),
        ...(schema === undefined ? {} : { schema }),
      };
      const form = await engine.definitions.updateForm(params.id, change, call);
      return { status: 200, body: presentForm(form, languages) };
    },
  }),
  defineRoute<ById, unknown, unknown>({
    method: 'delete',
    path: '/forms/:id',
    access: 'manage',
    params: byId,
    handle: async ({ engine, call, params }) => {
      await engine.definitions.deleteForm(params.id, call);
      return { status: 204 };
    },
  }),
];
