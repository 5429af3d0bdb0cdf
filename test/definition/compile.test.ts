import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compile } from '../../lib/definition/compile.js';
import { definition } from './arbitrary-definitions.js';
import { approval, form, pipeline, purchaseRequest, stage } from './example-definition.js';

/** What a place says about itself that says nothing. */
const PLAIN = { condition: null, resubmission: 'immediate', actions: new Map() };

describe('a compiled workflow', () => {
  it('of strategy 1 stands at each stage of each pipeline in order', () => {
    const { workflow, positions } = compile(purchaseRequest());
    assert.deepEqual(workflow, { id: 1, key: 'purchase-request', names: { en: 'Purchase Request' } });
    assert.deepEqual(positions, [
      {
        index: 0,
        names: { en: 'Budget Approval' },
        stage: { id: 7, names: { en: 'Budget Approval' }, color: null },
        pipeline: { id: 3, names: { en: 'Finance Review' }, departmentId: 'finance', condition: null },
        ...PLAIN,
        approvals: [approval(7)],
      },
      {
        index: 1,
        names: { en: 'Director' },
        stage: { id: 8, names: { en: 'Director' }, color: null },
        pipeline: { id: 4, names: { en: 'Sign-off' }, departmentId: null, condition: null },
        ...PLAIN,
        approvals: [approval(8)],
      },
    ]);
  });

  it('of strategy 2 stands at each pipeline, under its name', () => {
    const pipelines = [pipeline(3, 'Finance', { approvals: [approval(1)], stages: [stage(7, 'Unused')] })];
    assert.deepEqual(compile(purchaseRequest({ hierarchyStrategy: 2, pipelines })).positions, [
      {
        index: 0,
        names: { en: 'Finance' },
        stage: null,
        pipeline: { id: 3, names: { en: 'Finance' }, departmentId: null, condition: null },
        ...PLAIN,
        approvals: [approval(1)],
      },
    ]);
  });

  it('of strategy 3 stands at the workflow itself, under its name', () => {
    assert.deepEqual(compile(purchaseRequest({ hierarchyStrategy: 3, approvals: [approval(1)] })).positions, [
      {
        index: 0,
        names: { en: 'Purchase Request' },
        stage: null,
        pipeline: null,
        ...PLAIN,
        approvals: [approval(1)],
      },
    ]);
  });

  it('has its positions in order, each named after the lowest level there is', () => {
    fc.assert(
      fc.property(definition, (workflow) => {
        const { positions } = compile(workflow);
        const expected = {
          1: workflow.pipelines.flatMap(({ stages }) => stages),
          2: workflow.pipelines,
          3: [workflow],
        }[workflow.hierarchyStrategy];
        assert.deepEqual(
          positions.map(({ index, names, approvals }) => ({ index, names, approvals })),
          expected.map(({ names, approvals }, index) => ({ index, names, approvals })),
        );
        const owners = positions.map((position) => position.stage ?? position.pipeline ?? workflow);
        assert.deepEqual(
          owners.map(({ id }) => id),
          expected.map(({ id }) => id),
        );
      }),
    );
  });

  it('takes from the lowest level that says so whether it waits for the requester', () => {
    const asking = { resubmission: 'requester' } as const;
    const pipelines = [
      pipeline(3, 'Finance', {
        ...asking,
        stages: [stage(7, 'Asks'), { ...stage(8, 'Does not'), resubmission: 'immediate' }],
      }),
      pipeline(4, 'Sign-off', { stages: [stage(9, 'As the workflow')] }),
    ];
    const resubmissions = (workflow: object): string[] =>
      compile(purchaseRequest({ pipelines, ...workflow })).positions.map(({ resubmission }) => resubmission);
    assert.deepEqual(resubmissions({}), ['requester', 'immediate', 'immediate']);
    assert.deepEqual(resubmissions(asking), ['requester', 'immediate', 'requester']);
    assert.deepEqual(resubmissions({ ...asking, hierarchyStrategy: 2 }), ['requester', 'requester']);
  });

  it('looks at the object only where a condition or an assigned field may', () => {
    const condition = 'object.amount > 1';
    const withStage = (changes: object): boolean =>
      compile(
        purchaseRequest({ pipelines: [pipeline(3, 'One', { stages: [{ ...stage(7, 'A'), ...changes }] })] }),
      ).readsObject;
    assert.equal(withStage({}), false);
    assert.equal(withStage({ condition }), true);
    assert.equal(withStage({ approvals: [approval(1), { ...approval(2), condition }] }), true);
    assert.equal(
      withStage({ approvals: [{ ...approval(1), approvalType: 'assigned', assignedField: 'owner' }] }),
      true,
    );
    const pipelines = [pipeline(3, 'One', { condition, stages: [stage(7, 'A')] })];
    assert.equal(compile(purchaseRequest({ pipelines })).readsObject, true);
  });

  it('has its forms by id, ready to judge', () => {
    const { forms } = compile(purchaseRequest({ forms: [form(5, { required: ['budget_code'] })] }));
    assert.deepEqual([...forms.keys()], [5]);
    assert.deepEqual(forms.get(5)?.names, { en: 'Form 5' });
    assert.deepEqual(forms.get(5)?.validate({}), [{ path: 'form_data.budget_code', message: 'is required' }]);
  });

  it('waits for a form to be used before it reads the schema', () => {
    const { forms } = compile(purchaseRequest({ forms: [form(5, { no_keyword: true })] }));
    assert.throws(() => forms.get(5)?.validate({}), { code: 'FORM_SCHEMA_INVALID' });
  });
});
