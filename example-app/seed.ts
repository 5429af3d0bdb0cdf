import type { Transaction } from 'sequelize';
import type { ApprovalInput, DefinitionCall, WorkflowEngine } from '../lib/index.js';
import { WorkflowError } from '../lib/index.js';
import type { Models } from './models/index.js';
import { seedPeople } from './people.js';
import type { StageSeed } from './workflow.js';
import { PURCHASE_REQUEST_WORKFLOW } from './workflow.js';

interface Seeding {
  readonly engine: WorkflowEngine;
  readonly models: Models;
}

/** Makes sure that the people and the workflow are there. Whatever is there already is left as it is. */
export async function seed({ engine, models }: Seeding): Promise<void> {
  await engine.transaction(async (transaction) => {
    // Processes that start together take turns: at this row, or at its insert where it is not there yet.
    await models.User.findOne({ order: ['id'], lock: transaction.LOCK.UPDATE, transaction });
    await seedPeople(models, transaction);
    if (!(await workflowExists(engine, transaction))) await createWorkflow(engine, transaction);
  });
}

async function workflowExists({ definitions }: WorkflowEngine, transaction: Transaction): Promise<boolean> {
  try {
    await definitions.getWorkflow(PURCHASE_REQUEST_WORKFLOW.key, { actor: null, transaction });
    return true;
  } catch (error) {
    if (error instanceof WorkflowError && error.code === 'WORKFLOW_NOT_FOUND') return false;
    throw error;
  }
}

/** The last stage makes the workflow complete, which publishes it. */
async function createWorkflow(engine: WorkflowEngine, transaction: Transaction): Promise<void> {
  const { definitions } = engine;
  const { key, names, pipelines } = PURCHASE_REQUEST_WORKFLOW;
  const call = { actor: null, transaction };
  const created = await definitions.createWorkflow(
    { key, names, pipelines: pipelines.map((pipeline) => ({ names: pipeline.names })) },
    call,
  );
  for (const [index, { id }] of created.definition.pipelines.entries()) {
    for (const stage of pipelines[index]?.stages ?? []) {
      const approvals = [await createApproval(engine, stage, call)];
      await definitions.addStage(id, { names: stage.names, approvals }, call);
    }
  }
}

/** A stage's approval, with the form that it asks for. */
async function createApproval(
  { definitions }: WorkflowEngine,
  { names, approval, form }: StageSeed,
  call: DefinitionCall,
): Promise<ApprovalInput> {
  if (form === undefined) return approval;
  const schema = {
    type: 'object',
    properties: form.fields,
    required: Object.keys(form.fields),
    additionalProperties: false,
  };
  const { id } = await definitions.createForm({ key: form.key, names, schema }, call);
  return { ...approval, stepApprovalType: 'submit', requiredForm: id };
}
