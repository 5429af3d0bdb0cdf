import assert from 'node:assert/strict';
import type { ActionContext, ApprovalInput } from '../../lib/index.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { BY_SYSTEM, byRole, createHost, publishStages, TABLES } from '../support/host.js';
import { recordStatements } from '../support/statements.js';
import { Stage } from './support/stage.js';

const [REVIEWER, BUDGET] = [2, 3];

/** Its fields are in no order that sorting gives. */
const SCHEMA = {
  type: 'object',
  'ui:order': ['z', 'a'],
  properties: {
    zone: { type: 'string', 'x-labels': { en: 'Zone', ar: 'المنطقة' } },
    amount: { type: ['number', 'string'], format: 'decimal', multipleOf: 0.01 },
    code: { type: 'string' },
  },
} as const;

describeEachDialect('Form data', (database) => {
  let host: Host;
  let stage: Stage;
  const told: { readonly who: string; readonly form: unknown }[] = [];

  before(async () => {
    const tell =
      (who: string) =>
      ({ form }: ActionContext): void => {
        told.push({ who, form });
      };
    host = await createHost(database.sequelize, {
      actions: { inline: tell('inline'), queued: tell('queued') },
    });
    stage = new Stage(host);
    for (const side of ['before', 'after'] as const) {
      host.engine.hooks[side]('approve', {
        id: 'form',
        run: ({ form }) => {
          told.push({ who: side, form });
        },
      });
    }
  });

  afterEach(async () => {
    told.length = 0;
    await database.emptyTables(TABLES);
  });

  const createForm = async (key: string, schema: object = SCHEMA): Promise<number> => {
    const { id } = await host.engine.definitions.createForm({ key, names: { en: key }, schema }, BY_SYSTEM);
    return id;
  };

  it('reaches conditions of this and later stages, where what was not filled in is absent', async () => {
    const requiredForm = await createForm('review');
    const unless = (condition: string): ApprovalInput => byRole(2, { condition });
    const { id } = await stage.attach([
      [byRole(1, { requiredForm }), unless("has(form.code) && form.code == 'K-7'"), unless('has(form.zone)')],
      [unless('has(form.zone)'), byRole(2, { condition: "form.amount == '50000.00'" })],
    ]);
    await host.engine.approve({
      attachmentId: id,
      actor: { id: REVIEWER },
      formData: { code: 'K-7', amount: '50000.00' },
    });
    assert.deepEqual(await stage.stepStatuses({ id }), ['approved', 'current', 'pending']);
    await host.engine.approve({ attachmentId: id, actor: { id: BUDGET } });
    assert.deepEqual(await stage.stepStatuses({ id }), [
      'approved',
      'approved',
      'skipped',
      'skipped',
      'current',
    ]);
  });

  it('of what was sent back does not count until it is filled in again', async () => {
    const requiredForm = await createForm('review');
    const { id } = await stage.attach([
      [byRole(1, { requiredForm }), byRole(2, { condition: "has(form.code) && form.code == 'old'" })],
      [byRole(2)],
    ]);
    await host.engine.approve({
      attachmentId: id,
      actor: { id: REVIEWER },
      formData: { code: 'old', zone: 'N' },
    });
    await host.engine.approve({ attachmentId: id, actor: { id: BUDGET } });
    const [first] = await stage.steps({ id });
    await host.engine.requestResubmission({
      attachmentId: id,
      actor: { id: BUDGET },
      reason: 'Again',
      stageId: Number(first?.stageId),
    });
    told.length = 0;
    await host.engine.approve({ attachmentId: id, actor: { id: REVIEWER }, formData: { code: 'new' } });
    assert.deepEqual((await stage.stepStatuses({ id })).slice(-3), ['approved', 'skipped', 'current']);
    assert.deepEqual(told, [
      { who: 'before', form: { code: 'new' } },
      { who: 'after', form: { code: 'new' } },
    ]);
  });

  it('reaches hooks, actions and history, and is shown as it was written', async () => {
    const [review, budget] = [await createForm('review'), await createForm('budget')];
    for (const [handler, execution] of [
      ['inline', 'inline'],
      ['queued', 'after_commit'],
    ] as const) {
      await host.engine.definitions.createAction({ event: 'after_approve', handler, execution }, BY_SYSTEM);
    }
    await publishStages(host.engine, [
      [byRole(1, { requiredForm: review })],
      [byRole(2, { requiredForm: budget })],
    ]);
    const attachment = await stage.attachAnother();
    const { id } = attachment;
    await host.engine.approve({
      attachmentId: id,
      actor: { id: REVIEWER },
      formData: { zone: 'N', code: 'K-7' },
    });
    await host.engine.approve({
      attachmentId: id,
      actor: { id: BUDGET },
      formData: { zone: 'S', amount: '7.10' },
    });
    await host.engine.flush();
    const second = { zone: 'S', code: 'K-7', amount: '7.10' };
    assert.deepEqual(
      told.filter(({ who }) => who !== 'queued').slice(-3),
      ['before', 'inline', 'after'].map((who) => ({ who, form: second })),
    );
    assert.deepEqual(
      told.filter(({ who }) => who === 'queued').map(({ form }) => form),
      [{ zone: 'N', code: 'K-7' }, second],
    );
    const decisions = (await stage.history(attachment)).filter(({ event }) => event === 'approved');
    assert.deepEqual(decisions.at(-1)?.data.form_data, { zone: 'S', amount: '7.10' });
    const shown = (await stage.steps(attachment))[0]?.assignments[0]?.formData;
    assert.equal(JSON.stringify(shown), JSON.stringify({ zone: 'N', code: 'K-7' }));
  });

  it('costs no statement where no form was filled in, or no condition looks at it', async () => {
    const { id } = await stage.attach([[byRole(1), byRole(2, { condition: 'has(form.code)' }), byRole(2)]]);
    const { statements } = await recordStatements(database.sequelize, () =>
      host.engine.approve({ attachmentId: id, actor: { id: REVIEWER } }),
    );
    assert(!statements.some(({ sql }) => sql.includes('a.form_data IS NOT NULL')));
  });

  it('has the fields of its form in the order in which they were written, in every version', async () => {
    const requiredForm = await createForm('review');
    const keys = (schema: unknown): readonly string[] => Object.keys((schema as typeof SCHEMA).properties);
    const attachment = await stage.attach([[byRole(1, { requiredForm })]]);
    const [step] = await stage.steps(attachment);
    assert.equal(JSON.stringify(step?.form?.schema), JSON.stringify(SCHEMA));
    const { zone, amount, code } = SCHEMA.properties;
    const schema = { ...SCHEMA, properties: { code, zone, amount } };
    const edited = await host.engine.definitions.updateForm(requiredForm, { schema }, BY_SYSTEM);
    assert.deepEqual(keys(edited.schema), ['code', 'zone', 'amount']);
    const [workflow] = (await host.engine.definitions.listWorkflows({ limit: 1, after: null }, BY_SYSTEM))
      .items;
    await host.engine.definitions.publishWorkflow(workflow?.id ?? 0, BY_SYSTEM);
    const [newer] = await stage.steps(await stage.attachAnother());
    assert.deepEqual(keys(newer?.form?.schema), ['code', 'zone', 'amount']);
    assert.deepEqual(keys((await stage.steps(attachment))[0]?.form?.schema), ['zone', 'amount', 'code']);
  });
});
