import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compile } from '../../lib/definition/compile.js';
import { findMissing } from '../../lib/definition/completeness.js';
import type { ApprovalConfig } from '../../lib/definition/types.js';
import { definition } from './arbitrary-definitions.js';
import { approval, form, pipeline, purchaseRequest, stage } from './example-definition.js';

const SUBMIT: ApprovalConfig = {
  id: 9,
  approvalType: 'self',
  stepApprovalType: 'submit',
  requiredForm: 5,
  allowSelfApproval: true,
  onNoApprover: 'fail',
  onInactiveApprover: 'reassign',
  allowDelegation: true,
  delegateScope: 'company',
};

describe('a workflow is complete', () => {
  it('when every position has an approval', () => {
    assert.deepEqual(findMissing(purchaseRequest()), []);
    const pipelines = [pipeline(3, 'Finance', { approvals: [approval(1)] })];
    assert.deepEqual(findMissing(purchaseRequest({ hierarchyStrategy: 2, pipelines })), []);
    const approvals = [approval(1)];
    assert.deepEqual(findMissing(purchaseRequest({ hierarchyStrategy: 3, approvals, pipelines: [] })), []);
  });

  it('exactly when it compiles to at least one position, all with approvals and existing forms', () => {
    fc.assert(
      fc.property(definition, (workflow) => {
        const { positions, forms } = compile(workflow);
        const isSound = ({ approvals }: (typeof positions)[number]) =>
          approvals.length > 0 &&
          approvals.every(({ requiredForm }) => requiredForm === undefined || forms.has(requiredForm));
        const hasEmptyPipeline =
          workflow.hierarchyStrategy === 1 && workflow.pipelines.some(({ stages }) => stages.length === 0);
        const isComplete = positions.length > 0 && positions.every(isSound) && !hasEmptyPipeline;
        assert.equal(findMissing(workflow).length === 0, isComplete);
      }),
    );
  });
});

describe('an incomplete workflow says what is missing', () => {
  it('when it has no pipeline', () => {
    for (const hierarchyStrategy of [1, 2] as const) {
      assert.deepEqual(findMissing(purchaseRequest({ hierarchyStrategy, pipelines: [] })), [
        {
          path: 'pipelines',
          message: 'Workflow "Purchase Request" has no pipeline. Add one with POST /workflows/1/pipelines.',
        },
      ]);
    }
  });

  it('when a pipeline has no stage', () => {
    const pipelines = [pipeline(3, 'Finance', { stages: [stage(7, 'Budget')] }), pipeline(4, 'Sign-off')];
    assert.deepEqual(findMissing(purchaseRequest({ pipelines })), [
      {
        path: 'pipelines.1.stages',
        message: 'Pipeline "Sign-off" has no stage. Add one with POST /pipelines/4/stages.',
      },
    ]);
  });

  it('when a stage has no approval', () => {
    const stages = [stage(6, 'Initial Review'), stage(7, 'Budget Approval', [])];
    const pipelines = [pipeline(3, 'Finance Review', { stages })];
    assert.deepEqual(findMissing(purchaseRequest({ pipelines })), [
      {
        path: 'pipelines.0.stages.1.approvals',
        message:
          'Stage "Budget Approval" of pipeline "Finance Review" has no approval. Add one with PATCH /stages/7.',
      },
    ]);
  });

  it('when a pipeline of strategy 2 has no approval', () => {
    const pipelines = [pipeline(3, 'Finance', { stages: [stage(7, 'Unused')] })];
    assert.deepEqual(findMissing(purchaseRequest({ hierarchyStrategy: 2, pipelines })), [
      {
        path: 'pipelines.0.approvals',
        message: 'Pipeline "Finance" has no approval. Add one with PATCH /pipelines/3.',
      },
    ]);
  });

  it('when a workflow of strategy 3 has no approval', () => {
    assert.deepEqual(findMissing(purchaseRequest({ hierarchyStrategy: 3 })), [
      {
        path: 'approvals',
        message: 'Workflow "Purchase Request" has no approval. Add one with PATCH /workflows/1.',
      },
    ]);
  });

  it('when a required form does not exist', () => {
    const pipelines = [pipeline(3, 'Finance', { stages: [stage(7, 'Budget', [approval(1), SUBMIT])] })];
    assert.deepEqual(findMissing(purchaseRequest({ pipelines })), [
      {
        path: 'pipelines.0.stages.0.approvals.1.required_form',
        message:
          'Stage "Budget" of pipeline "Finance" requires form 5, which does not exist. ' +
          'Create a form with POST /forms and name it with PATCH /stages/7.',
      },
    ]);
    assert.deepEqual(findMissing(purchaseRequest({ pipelines, forms: [form(5, {})] })), []);
  });
});
