import assert from 'node:assert/strict';
import { at, ok } from '../support/api.js';
import { role, seedAttachment, seedWorkflow } from '../support/seed.js';
import type { Site } from '../support/site.js';
import { REVIEWER } from '../support/site.js';

const SCHEMA = {
  type: 'object',
  required: ['amount'],
  properties: { amount: { type: 'number', minimum: 1 }, note: { type: 'string' } },
  additionalProperties: false,
};

/** Forms, and the data that people hand in with them. */
export function describeForms(site: () => Site): void {
  describe('forms', () => {
    it('are created, read, changed, listed and deleted', async () => {
      const { admin } = site();
      const form = ok(await admin.post('/forms', { key: 'budget', name_en: 'Budget', schema: SCHEMA }), 201);
      assert.deepEqual(ok(await admin.get(`/forms/${form.id}`)), form);
      const change = { key: 'cost', name_ar: 'تكلفة', schema: { type: 'object' } };
      const changed = ok(await admin.patch(`/forms/${form.id}`, change));
      assert.deepEqual([changed.key, changed.name_en, changed.name_ar], ['cost', 'Budget', 'تكلفة']);
      assert.deepEqual((changed as { schema?: unknown }).schema, { type: 'object' });
      const named = ok(await admin.patch(`/forms/${form.id}`, { name_en: 'Costs' }));
      assert.deepEqual([named.key, named.name_en], ['cost', 'Costs']);
      for (const key of ['b', 'c']) ok(await admin.post('/forms', { key, name_en: key, schema: {} }), 201);
      const first = ok(await admin.get('/forms?limit=2'));
      const second = ok(await admin.get(`/forms?limit=2&cursor=${first.next_cursor}`));
      const keys = [first, second].map(({ items }) => items.map(({ key }) => key));
      assert.deepEqual(keys, [['cost', 'b'], ['c']]);
      ok(await admin.delete(`/forms/${form.id}`), 204);
      assert.equal((await admin.get(`/forms/${form.id}`)).body.code, 'FORM_NOT_FOUND');
    });

    it('are refused where the schema cannot be used or the key is taken', async () => {
      const { admin } = site();
      const form = { key: 'budget', name_en: 'Budget', schema: SCHEMA };
      ok(await admin.post('/forms', form), 201);
      const taken = ok(await admin.post('/forms', form), 409);
      assert.deepEqual([taken.code, at(taken.errors, 0).path], ['KEY_TAKEN', 'key']);
      const schema = { properties: { a: { type: 'money' } } };
      const unusable = ok(await admin.post('/forms', { ...form, key: 'other', schema }), 422);
      assert.equal(unusable.code, 'FORM_SCHEMA_INVALID');
      assert.match(at(unusable.errors, 0).path, /^schema\.properties\.a/);
    });

    it('ask for data, which is checked, kept, and shown with the decision', async () => {
      const { admin, api } = site();
      const form = ok(await admin.post('/forms', { key: 'budget', name_en: 'Budget', schema: SCHEMA }), 201);
      const approval = role(1, { step_approval_type: 'submit', required_form: form.id });
      const { id } = await seedWorkflow(site(), [[approval], [role(2)]]);
      assert.equal(ok(await admin.delete(`/forms/${form.id}`), 409).code, 'FORM_IN_USE');
      const { attachment_id: attached, steps } = await seedAttachment(site(), id);
      assert.deepEqual((at(steps, 0) as { form?: unknown }).form, {
        id: form.id,
        name: 'Budget',
        schema: SCHEMA,
      });
      const action = { action: 'approved', form_data: { amount: 12.5, note: 'ساعتان' } };
      const moved = ok(await api.as(REVIEWER).post(`/attachments/${attached}/action`, action));
      assert.deepEqual(at(at(moved.steps, 0).assignments, 0).form_data, action.form_data);
      assert.equal(moved.current_stage, 'Stage 2');
    });

    it('are frozen with the version: editing one changes nothing that runs', async () => {
      const { admin, api } = site();
      const form = ok(await admin.post('/forms', { key: 'budget', name_en: 'Budget', schema: SCHEMA }), 201);
      const approval = role(1, { step_approval_type: 'submit', required_form: form.id });
      const { id } = await seedWorkflow(site(), [[approval]]);
      const { attachment_id: attached } = await seedAttachment(site(), id);
      ok(await admin.patch(`/forms/${form.id}`, { schema: { type: 'object', required: ['other'] } }));
      assert.equal(ok(await admin.get(`/workflows/${id}`)).has_unpublished_changes, true);
      const action = { action: 'approved', form_data: { amount: 3 } };
      const done = await api.as(REVIEWER).post(`/attachments/${attached}/action`, action);
      assert.equal(ok(done).status, 'completed');
    });
  });
}
