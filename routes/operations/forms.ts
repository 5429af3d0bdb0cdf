import { form, formChange, newForm } from '../../lib/contract/forms.js';
import { pageOf, pageQuery } from '../../lib/contract/paging.js';
import { byId } from '../../lib/contract/values.js';
import { defineOperation } from '../define-operation.js';
import type { Operation } from '../operation.js';

/** Why a form cannot be as it is said. */
const REFUSALS = ['FORM_SCHEMA_INVALID', 'INVALID_DEFINITION', 'KEY_TAKEN'] as const;

/** Forms that approvals require. */
export const formOperations: readonly Operation[] = [
  defineOperation({
    id: 'listForms',
    method: 'get',
    path: '/forms',
    summary: 'Lists the forms of the company, by id.',
    access: 'manage',
    query: pageQuery,
    answer: pageOf(form),
    handle: ({ engine, call, query }) => engine.definitions.listForms(query.page, call),
  }),
  defineOperation({
    id: 'createForm',
    method: 'post',
    path: '/forms',
    summary: 'Creates a form, which approvals may then require.',
    access: 'manage',
    body: newForm,
    answer: form,
    status: 201,
    errors: REFUSALS,
    example: {
      key: 'budget',
      name_en: 'Budget',
      schema: { type: 'object', properties: { amount: { type: 'number' } }, required: ['amount'] },
    },
    handle: ({ engine, call, body }) => engine.definitions.createForm(body, call),
  }),
  defineOperation({
    id: 'getForm',
    method: 'get',
    path: '/forms/:id',
    summary: 'Shows a form as it is edited.',
    access: 'manage',
    params: byId,
    answer: form,
    errors: ['FORM_NOT_FOUND'],
    handle: ({ engine, call, params }) => engine.definitions.getForm(params.id, call),
  }),
  defineOperation({
    id: 'updateForm',
    method: 'patch',
    path: '/forms/:id',
    summary: 'Changes a form. Running attachments never see it.',
    access: 'manage',
    params: byId,
    body: formChange,
    answer: form,
    // A workflow that requires it may be deleted meanwhile.
    errors: [...REFUSALS, 'FORM_NOT_FOUND', 'WORKFLOW_NOT_FOUND'],
    example: { name_en: 'Costs' },
    handle: ({ engine, call, params, body }) => engine.definitions.updateForm(params.id, body, call),
  }),
  defineOperation({
    id: 'deleteForm',
    method: 'delete',
    path: '/forms/:id',
    summary: 'Deletes a form that no workflow requires.',
    access: 'manage',
    params: byId,
    errors: ['FORM_NOT_FOUND', 'FORM_IN_USE'],
    handle: ({ engine, call, params }) => engine.definitions.deleteForm(params.id, call),
  }),
];
