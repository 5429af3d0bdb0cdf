import assert from 'node:assert/strict';
import { at, ok } from '../support/api.js';
import { seedAttachment, seedWorkflow } from '../support/seed.js';
import type { Site } from '../support/site.js';

/** Names as the reader prefers them. */
export function describeLanguages(site: () => Site): void {
  describe('names', () => {
    const cases = [
      ['en', 'Purchase Request', 'Stage 1'],
      ['ar', 'طلب شراء', 'المرحلة 1'],
      ['ar-EG, en;q=0.8', 'طلب شراء', 'المرحلة 1'],
      ['fr', "Demande d'achat", 'Stage 1'],
      ['fr-CA;q=0.3, de, ar;q=0.2', "Demande d'achat", 'المرحلة 1'],
      ['de', 'Purchase Request', 'Stage 1'],
      ['*', 'Purchase Request', 'Stage 1'],
    ] as const;
    for (const [language, workflowName, stageName] of cases) {
      it(`answer Accept-Language: ${language}`, async () => {
        const { id } = await seedWorkflow(site(), undefined, { names: { fr: "Demande d'achat" } });
        const { attachment_id: attached } = await seedAttachment(site(), id);
        const admin = site().admin.with({ 'accept-language': language });
        const workflow = ok(await admin.get(`/workflows/${id}`));
        assert.equal(workflow.name, workflowName);
        assert.equal(at(at(workflow.pipelines, 0).stages, 0).name, stageName);
        const status = await admin.get(`/attachments/${attached}`);
        assert.equal(ok(status).workflow_name, workflowName);
        assert.equal(status.body.current_stage, stageName);
        assert.equal(status.headers.vary?.includes('Accept-Language'), true);
      });
    }

    it('come in every language as they were given, and are removed by null', async () => {
      const { admin } = site();
      const { id } = await seedWorkflow(site(), undefined, {
        names: { fr: "Demande d'achat", 'pt-BR': 'Compra' },
      });
      const changed = ok(
        await admin.patch(`/workflows/${id}`, { name_ar: null, names: { fr: null, es: 'Compra' } }),
      );
      const { name, name_en: english, name_ar: arabic, ...rest } = changed;
      assert.deepEqual([name, english, arabic], ['Purchase Request', 'Purchase Request', null]);
      assert.deepEqual((rest as { names?: unknown }).names, { es: 'Compra', 'pt-BR': 'Compra' });
    });
  });
}
