import { findMissing } from '../definition/completeness.js';
import type { Page, PageRequest } from '../store/page.js';
import { mapPage } from '../store/page.js';
import type { CommandContext } from '../commands/context.js';
import type { WorkflowKey } from '../register.js';
import { ActionDefinitions } from './action-definitions.js';
import type { DefinitionCall } from '../commands/definitions/call.js';
import { companyOfCall } from '../commands/definitions/call.js';
import { workflowNotFound } from '../commands/definitions/edit-workflow.js';
import type { FormView, NewForm } from '../commands/definitions/forms.js';
import { createForm, deleteForm, getForm, updateForm, viewForm } from '../commands/definitions/forms.js';
import { checkInput, readInput, readWorkflow } from './definition-inputs.js';
import type { PipelineChange, PipelineInput } from '../commands/definitions/pipelines.js';
import { addPipeline, deletePipeline, updatePipeline } from '../commands/definitions/pipelines.js';
import type { StageChange, StageInput } from '../commands/definitions/stages.js';
import { addStage, deleteStage, findStage, updateStage } from '../commands/definitions/stages.js';
import type { VersionView, WorkflowSummary, WorkflowView } from '../commands/definitions/workflow-view.js';
import { summarizeWorkflow, viewVersion, viewWorkflow } from '../commands/definitions/workflow-view.js';
import type { WorkflowChange, WorkflowInput } from '../commands/definitions/workflows.js';
import {
  createWorkflow,
  deleteWorkflow,
  publishWorkflow,
  updateWorkflow,
} from '../commands/definitions/workflows.js';

/** Workflows, pipelines, stages, forms and actions, as people edit them. */
export class Definitions extends ActionDefinitions {
  readonly #context: CommandContext;

  /** @internal Only the engine makes one. */
  constructor(context: CommandContext) {
    super(context);
    this.#context = context;
  }

  /** Creates a workflow with its pipelines and stages. @throws WorkflowError `INVALID_DEFINITION`, `KEY_TAKEN` */
  async createWorkflow(input: WorkflowInput, call: DefinitionCall): Promise<WorkflowView> {
    return createWorkflow(this.#context, call, readWorkflow(input));
  }

  /** Changes a workflow's own fields. @throws WorkflowError `WORKFLOW_NOT_FOUND`, `INVALID_DEFINITION` */
  async updateWorkflow(id: number, change: WorkflowChange, call: DefinitionCall): Promise<WorkflowView> {
    return updateWorkflow(this.#context, call, {
      id,
      change: readInput('updateWorkflow', change, 'approvals'),
    });
  }

  /** Freezes the draft for new attachments. @throws WorkflowError `WORKFLOW_INCOMPLETE` */
  async publishWorkflow(id: number, call: DefinitionCall): Promise<WorkflowView> {
    return publishWorkflow(this.#context, call, id);
  }

  /** Deletes a workflow that nothing was attached to. @throws WorkflowError `WORKFLOW_IN_USE` */
  async deleteWorkflow(id: number, call: DefinitionCall): Promise<void> {
    await deleteWorkflow(this.#context, call, id);
  }

  /** A workflow with its whole tree, by id or key. @throws WorkflowError `WORKFLOW_NOT_FOUND` */
  async getWorkflow(idOrKey: number | WorkflowKey, call: DefinitionCall): Promise<WorkflowView> {
    const { definitions, transactions } = this.#context;
    const transaction = transactions.joined(call.transaction);
    const row = await definitions.workflows.findByIdOrKey(idOrKey, companyOfCall(call), transaction);
    if (row === null) throw workflowNotFound(idOrKey);
    const definition = await definitions.load(row, transaction);
    const published = await definitions.versionHeads.find(row.publishedVersionId, transaction);
    return viewWorkflow(row, { definition, missing: findMissing(definition), published });
  }

  /** A page of workflows without their trees, by id. */
  async listWorkflows(page: PageRequest, call: DefinitionCall): Promise<Page<WorkflowSummary>> {
    const { definitions, transactions } = this.#context;
    const transaction = transactions.joined(call.transaction);
    const rows = await definitions.workflows.list(companyOfCall(call), page, transaction);
    const versionIds = rows.items.flatMap(({ publishedVersionId }) => publishedVersionId ?? []);
    const byId = await definitions.versionHeads.byId(versionIds, transaction);
    return mapPage(rows, (row) =>
      summarizeWorkflow(
        row,
        row.publishedVersionId === null ? null : (byId.get(row.publishedVersionId) ?? null),
      ),
    );
  }

  /** A page of a workflow's versions, newest first. @throws WorkflowError `WORKFLOW_NOT_FOUND` */
  async listVersions(id: number, page: PageRequest, call: DefinitionCall): Promise<Page<VersionView>> {
    const { definitions, transactions, userIds } = this.#context;
    const transaction = transactions.joined(call.transaction);
    const workflow = await definitions.workflows.find({ id, company: companyOfCall(call) }, transaction);
    if (workflow === null) throw workflowNotFound(id);
    const rows = await definitions.versionHeads.list(id, page, transaction);
    return mapPage(rows, (row) => viewVersion(userIds, row));
  }

  /** Adds a pipeline. @throws WorkflowError `WORKFLOW_NOT_FOUND`, `INVALID_DEFINITION` */
  async addPipeline(workflowId: number, input: PipelineInput, call: DefinitionCall): Promise<WorkflowView> {
    return addPipeline(this.#context, call, {
      workflowId,
      pipeline: readInput('addPipeline', input, 'approvals'),
    });
  }

  /** Changes a pipeline. @throws WorkflowError `PIPELINE_NOT_FOUND`, `INVALID_DEFINITION` */
  async updatePipeline(id: number, change: PipelineChange, call: DefinitionCall): Promise<WorkflowView> {
    return updatePipeline(this.#context, call, {
      id,
      change: readInput('updatePipeline', change, 'approvals'),
    });
  }

  /** Deletes a pipeline with its stages. @throws WorkflowError `PIPELINE_NOT_FOUND` */
  async deletePipeline(id: number, call: DefinitionCall): Promise<WorkflowView> {
    return deletePipeline(this.#context, call, id);
  }

  /** Adds a stage. @throws WorkflowError `PIPELINE_NOT_FOUND`, `INVALID_DEFINITION` */
  async addStage(pipelineId: number, input: StageInput, call: DefinitionCall): Promise<WorkflowView> {
    return addStage(this.#context, call, {
      pipelineId,
      stage: readInput('addStage', input, 'stage_info.approvals'),
    });
  }

  /** Changes a stage, or replaces its approvals. @throws WorkflowError `STAGE_NOT_FOUND`, `INVALID_DEFINITION` */
  async updateStage(id: number, change: StageChange, call: DefinitionCall): Promise<WorkflowView> {
    return updateStage(this.#context, call, {
      id,
      change: readInput('updateStage', change, 'stage_info.approvals'),
    });
  }

  /** Deletes a stage. @throws WorkflowError `STAGE_NOT_FOUND` */
  async deleteStage(id: number, call: DefinitionCall): Promise<WorkflowView> {
    return deleteStage(this.#context, call, id);
  }

  /** The workflow that a stage belongs to, with its tree. @throws WorkflowError `STAGE_NOT_FOUND` */
  async getWorkflowOfStage(stageId: number, call: DefinitionCall): Promise<WorkflowView> {
    const { workflowId } = await findStage(this.#context, call, stageId);
    return this.getWorkflow(workflowId, call);
  }

  /** Creates a form. @throws WorkflowError `FORM_SCHEMA_INVALID`, `KEY_TAKEN` */
  async createForm(input: NewForm, call: DefinitionCall): Promise<FormView> {
    return createForm(this.#context, call, checkInput('createForm', input));
  }

  /** Changes a form. @throws WorkflowError `FORM_NOT_FOUND`, `FORM_SCHEMA_INVALID` */
  async updateForm(id: number, change: Partial<NewForm>, call: DefinitionCall): Promise<FormView> {
    return updateForm(this.#context, call, { id, change: checkInput('updateForm', change) });
  }

  /** Deletes a form that no workflow requires. @throws WorkflowError `FORM_NOT_FOUND`, `FORM_IN_USE` */
  async deleteForm(id: number, call: DefinitionCall): Promise<void> {
    await deleteForm(this.#context, call, id);
  }

  /** A form. @throws WorkflowError `FORM_NOT_FOUND` */
  async getForm(id: number, call: DefinitionCall): Promise<FormView> {
    return getForm(this.#context, call, id);
  }

  /** A page of forms, by id. */
  async listForms(page: PageRequest, call: DefinitionCall): Promise<Page<FormView>> {
    const { definitions, transactions } = this.#context;
    const transaction = transactions.joined(call.transaction);
    return mapPage(await definitions.forms.list(companyOfCall(call), page, transaction), viewForm);
  }
}
