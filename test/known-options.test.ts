import assert from 'node:assert/strict';
import { WorkflowError } from '../lib/errors.js';
import { emailHandler, webhookHandler, workflowObjectRouter, workflowRouter } from '../lib/index.js';
import { requireKnown } from '../lib/known-options.js';
import { describeOnSqlite } from './support/databases.js';
import type { Host, PurchaseRequest } from './support/host.js';
import { BY_SYSTEM, byRole, createHost, publishStages, TABLES } from './support/host.js';

/** Whatever a JavaScript host may write, which has no compiler to tell it. */
type Written = never;

interface Refusal {
  readonly code: string;
  readonly path: string | undefined;
  readonly message: string;
}

async function refusalOf(call: () => unknown): Promise<Refusal | null> {
  try {
    await call();
    return null;
  } catch (error) {
    assert(error instanceof WorkflowError, String(error));
    return { code: error.code, path: error.errors[0]?.path, message: error.message };
  }
}

describe('An option that there is not', () => {
  const meant = (key: string): string | undefined => {
    const keys = { autoStart: true, statusField: true, key: true } as const;
    try {
      requireKnown({ [key]: undefined }, keys, { caller: 'test' });
    } catch (error) {
      return (error as Error).message;
    }
    return undefined;
  };

  it('is refused with what was probably meant, or else with all that there are', () => {
    assert.equal(meant('autoStart'), undefined);
    for (const key of ['autostart', 'auto_start', 'autoStrat', 'AUTOSTART']) {
      assert.match(
        meant(key) ?? '',
        new RegExp(`"${key}" is not a known option; did you mean "autoStart"\\?`),
      );
    }
    assert.match(meant('nonsense') ?? '', /there are autoStart, statusField, key/);
    assert.match(meant('__proto__x') ?? '', /is not a known option/);
  });

  it('is no option of what every object has', () => {
    for (const key of ['toString', 'constructor', 'hasOwnProperty'])
      assert.match(meant(key) ?? '', /not a known/);
  });

  it('is named by the handlers of the package', async () => {
    const email = { transport: 'smtp://localhost', from: 'a@example.com' };
    const cases: readonly (readonly [string, () => unknown])[] = [
      ['form', () => emailHandler({ ...email, form: 'x' } as Written)],
      ['brand.colour', () => emailHandler({ ...email, brand: { colour: '#000000' } } as Written)],
      ['timeoutMS', () => webhookHandler({ timeoutMS: 5 } as Written)],
    ];
    for (const [path, call] of cases) {
      const refusal = await refusalOf(call);
      assert.deepEqual([refusal?.code, refusal?.path], ['INVALID_CONFIGURATION', path]);
      assert.match(refusal?.message ?? '', /did you mean/);
    }
  });
});

describeOnSqlite('A call of the engine', (database) => {
  let host: Host;
  let object: PurchaseRequest;
  let stageId: number;
  let workflowId: number;
  const actor = { id: 2 };

  before(async () => {
    host = await createHost(database.sequelize);
    const workflow = await publishStages(host.engine, [[byRole(1)]]);
    workflowId = workflow.id;
    stageId = workflow.definition.pipelines[0]?.stages[0]?.id ?? 0;
    object = await host.PurchaseRequest.create({ title: 'Pens', requesterId: 1 });
    await host.engine.attach({ object, workflow: workflowId, actor: { id: 1 } });
  });

  after(() => database.emptyTables(TABLES));

  const decide = async (action: unknown, more: object = {}): Promise<Refusal | null> =>
    refusalOf(() => host.engine.decide({ object, actor, action, ...more } as Written));

  it('refuses an action that there is not, whoever asks', async () => {
    for (const action of ['nonsense', undefined, null, 7, '', 'approve', {}, 'constructor']) {
      for (const id of [2, 99]) {
        const refusal = await decide(action, { actor: { id } });
        assert.deepEqual(
          [refusal?.code, refusal?.path],
          ['UNKNOWN_ACTION', 'action'],
          JSON.stringify(action),
        );
      }
    }
    assert.equal((await host.engine.getAttachment(object))?.status, 'in_progress');
  });

  it('takes an action in any case, as over HTTP', async () => {
    assert.equal((await decide('Approved', { actor: { id: 99 } }))?.code, 'NOT_SEATED');
    const other = await host.PurchaseRequest.create({ title: 'Paper', requesterId: 1 });
    await host.engine.attach({ object: other, workflow: workflowId, actor: { id: 1 } });
    const { status } = await host.engine.decide({ object: other, actor, action: 'APPROVED' } as Written);
    assert.equal(status, 'completed');
  });

  it('refuses to force an outcome that there is not', async () => {
    const row = await host.engine.reader.find({ attachmentId: 1 }, actor);
    const [step] = (await host.engine.reader.status(row, actor)).steps;
    const request = { stepId: step?.id, outcome: 'nonsense', actor: null, reason: 'Because' };
    const refusal = await refusalOf(() => host.engine.force(request as Written));
    assert.deepEqual([refusal?.code, refusal?.path], ['INVALID_REQUEST', 'outcome']);
  });

  it('names what it does not know', async () => {
    const { engine, PurchaseRequest: model } = host;
    const { definitions, delegations } = engine;
    const names = { en: 'W' };
    const cases: readonly (readonly [string, string, () => unknown])[] = [
      ['INVALID_REQUEST', 'comment', () => engine.approve({ object, actor, comment: 'x' } as Written)],
      ['INVALID_REQUEST', 'userId', () => engine.approve({ object, actor, userId: 3 } as Written)],
      ['INVALID_REQUEST', 'userid', () => engine.delegate({ object, actor, userid: 3 } as Written)],
      [
        'INVALID_REQUEST',
        'stageid',
        () => engine.requestResubmission({ object, actor, stageid: 3 } as Written),
      ],
      ['INVALID_REQUEST', 'stepId', () => engine.recall({ object, actor, stepId: 3 } as Written)],
      [
        'INVALID_REQUEST',
        'autostart',
        () => engine.attach({ object, workflow: 'w', actor, autostart: false } as Written),
      ],
      ['INVALID_REQUEST', 'reason', () => engine.start({ object, actor, reason: 'x' } as Written)],
      ['INVALID_REQUEST', 'comment', () => engine.cancel({ object, actor, comment: 'x' } as Written)],
      ['INVALID_REQUEST', 'seat', () => engine.replace({ seat: 1, userId: 2, actor } as Written)],
      ['INVALID_REQUEST', 'step', () => engine.force({ step: 1, outcome: 'approved', actor } as Written)],
      ['INVALID_REQUEST', 'attachment', () => engine.verifyHistory({ attachment: 1 } as Written)],
      ['INVALID_REQUEST', 'within', () => engine.health({ within: 1 } as Written)],
      ['INVALID_REQUEST', 'companies', () => engine.metrics({ companies: 1 } as Written)],
      ['INVALID_REQUEST', 'dryrun', () => engine.jobs.cleanup({ dryrun: true } as Written)],
      ['INVALID_REQUEST', 'batch', () => engine.jobs.dispatch({ batch: 1 } as Written)],
      ['INVALID_REQUEST', 'from', () => delegations.create({ from: 1, userId: 2 } as Written, BY_SYSTEM)],
      ['INVALID_REQUEST', 'endAt', () => delegations.update(1, { endAt: null } as Written, BY_SYSTEM)],
      [
        'INVALID_REQUEST',
        'user',
        () => engine.reader.list({ user: 1 } as Written, { limit: 1, after: null }, actor),
      ],
      [
        'INVALID_REQUEST',
        'Company',
        () => definitions.getWorkflow(1, { actor: null, Company: '' } as Written),
      ],
      [
        'INVALID_DEFINITION',
        'foo',
        () => definitions.createWorkflow({ names, foo: 1 } as Written, BY_SYSTEM),
      ],
      [
        'INVALID_DEFINITION',
        'pipelines.0.stages',
        () => definitions.createWorkflow({ names, pipelines: [{ names, stages: 2 }] } as Written, BY_SYSTEM),
      ],
      [
        'INVALID_DEFINITION',
        'colour',
        () => definitions.updateStage(stageId, { colour: 'x' } as Written, BY_SYSTEM),
      ],
      ['INVALID_DEFINITION', 'title', () => definitions.updateForm(1, { title: 'x' } as Written, BY_SYSTEM)],
      [
        'INVALID_CONFIGURATION',
        'autostart',
        () => engine.registerModel(model, { autostart: true } as Written),
      ],
      ['INVALID_CONFIGURATION', 'engin', () => workflowRouter({ engin: engine } as Written)],
      [
        'INVALID_CONFIGURATION',
        'getuser',
        () => workflowObjectRouter(engine, model, { getuser: () => null } as Written),
      ],
    ];
    for (const [code, path, call] of cases) {
      const refusal = await refusalOf(call);
      assert.deepEqual([refusal?.code, refusal?.path], [code, path], `${path}: ${refusal?.message}`);
    }
    assert.equal((await engine.getAttachment(object))?.status, 'in_progress');
  });

  it('names a value of another kind', async () => {
    const { engine } = host;
    const { definitions, delegations } = engine;
    const names = { en: 'W' };
    const create = (more: object) => (): unknown => definitions.createWorkflow({ names, ...more }, BY_SYSTEM);
    const cases: readonly (readonly [string, string, () => unknown])[] = [
      ['INVALID_REQUEST', 'actor', () => engine.approve({ object } as Written)],
      ['INVALID_REQUEST', 'actor', () => engine.approve({ object, actor: null } as Written)],
      ['INVALID_REQUEST', 'actor', () => engine.approve({ object, actor: {} } as Written)],
      ['INVALID_REQUEST', 'actor', () => engine.start({ object, actor: null } as Written)],
      ['INVALID_REQUEST', 'actor', () => engine.cancel({ object } as Written)],
      ['INVALID_REQUEST', 'actor', () => definitions.deleteStage(stageId, {} as Written)],
      ['INVALID_REQUEST', 'object', () => engine.approve({ actor } as Written)],
      ['INVALID_REQUEST', 'object', () => engine.approve({ actor, object: null } as Written)],
      ['INVALID_REQUEST', 'object', () => engine.approve({ actor, object, attachmentId: 1 })],
      [
        'INVALID_REQUEST',
        'startsAt',
        () => delegations.create({ userId: 2, startsAt: 'soon' } as Written, { actor }),
      ],
      ['INVALID_DEFINITION', 'hierarchyStrategy', create({ hierarchyStrategy: 9 })],
      ['INVALID_DEFINITION', 'hierarchyStrategy', create({ hierarchyStrategy: '1' })],
      ['INVALID_DEFINITION', 'status', create({ status: 'nonsense' })],
      ['INVALID_DEFINITION', 'names.en', create({ names: { en: 5 } })],
      [
        'INVALID_DEFINITION',
        'pipelines.0.numberOfStages',
        create({ pipelines: [{ names, numberOfStages: '3' }] }),
      ],
      ['INVALID_CONFIGURATION', 'engine', () => workflowRouter({ engine: {} } as Written)],
      ['INVALID_CONFIGURATION', 'getUser', () => workflowRouter({ getUser: 'me' } as Written)],
      [
        'INVALID_CONFIGURATION',
        'canAttach',
        () => engine.registerModel(host.PurchaseRequest, { canAttach: true } as Written),
      ],
    ];
    for (const [code, path, call] of cases) {
      const refusal = await refusalOf(call);
      assert.deepEqual([refusal?.code, refusal?.path], [code, path], `${path}: ${refusal?.message}`);
    }
  });
});
