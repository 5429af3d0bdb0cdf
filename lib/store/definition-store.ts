import { Op } from 'sequelize';
import type { Transaction } from 'sequelize';
import type {
  ActionRow,
  ApprovalRow,
  FormRow,
  PipelineRow,
  StageRow,
  WorkflowRow,
} from '../../models/index.js';
import { readRow } from '../../models/read-row.js';
import { readStoredApproval } from '../definition/approval-schema.js';
import { findMissing } from '../definition/completeness.js';
import { hashDefinition, serializeDefinition } from '../definition/serialize.js';
import { placeSettings, workflowSettings } from '../definition/settings.js';
import type {
  ActionConfig,
  ApprovalConfig,
  FormDefinition,
  Names,
  WorkflowDefinition,
} from '../definition/types.js';
import type { FieldError } from '../errors.js';
import type { Clock } from '../types.js';
import type { Database } from './database.js';
import { Actions } from './definitions/actions.js';
import { Approvals } from './definitions/approvals.js';
import { Forms } from './definitions/forms.js';
import { Pipelines } from './definitions/pipelines.js';
import { Stages } from './definitions/stages.js';
import type { VersionHead } from './definitions/version-heads.js';
import { VersionHeads } from './definitions/version-heads.js';
import { Workflows } from './definitions/workflows.js';
import { idOf, readRows } from './rows.js';
import type { Versions } from './versions.js';

/** The rows of one workflow, in order. */
interface DefinitionRows {
  readonly pipelines: readonly PipelineRow[];
  readonly stages: readonly StageRow[];
  readonly approvals: readonly ApprovalRow[];
  readonly forms: readonly FormRow[];
  /** Active ones, those of the workflow and the defaults of its company. */
  readonly actions: readonly ActionRow[];
}

/** Reads whole definitions, and freezes them into versions; their tables are edited one by one. */
export class DefinitionStore {
  readonly workflows: Workflows;
  readonly pipelines: Pipelines;
  readonly stages: Stages;
  readonly approvals: Approvals;
  readonly forms: Forms;
  readonly actions: Actions;
  readonly versionHeads: VersionHeads;
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #versions: Versions;

  constructor(database: Database, clock: Clock, versions: Versions) {
    this.#database = database;
    this.#clock = clock;
    this.#versions = versions;
    this.workflows = new Workflows(database);
    this.pipelines = new Pipelines(database);
    this.stages = new Stages(database);
    this.approvals = new Approvals(database);
    this.forms = new Forms(database);
    this.actions = new Actions(database);
    this.versionHeads = new VersionHeads(database);
  }

  /** The whole tree of a workflow as it stands now, with the forms that it requires. */
  async load(workflow: WorkflowRow, transaction: Transaction | null = null): Promise<WorkflowDefinition> {
    const rows = await this.#readRows(workflow, transaction);
    return toDefinition(workflow, rows);
  }

  /** What the workflow still needs before it can be published. */
  async findMissing(
    workflow: WorkflowRow,
    transaction: Transaction | null = null,
  ): Promise<readonly FieldError[]> {
    return findMissing(await this.load(workflow, transaction));
  }

  /** Freezes a definition. The same content always is the same version. The workflow must be locked. */
  async freezeVersion(
    workflow: WorkflowRow,
    { definition, createdBy }: { readonly definition: WorkflowDefinition; readonly createdBy: string | null },
    transaction: Transaction,
  ): Promise<VersionHead> {
    const { Version } = this.#database.models;
    const hash = hashDefinition(definition);
    const rows = await Version.findAll({
      where: { workflowId: workflow.id },
      attributes: ['id', 'number', 'hash'],
      order: [['number', 'DESC']],
      raw: true,
      transaction,
    });
    const same = rows.find((row) => row.hash === hash);
    if (same !== undefined) return readRow(Version, same);
    this.#versions.noteFreezing(transaction);
    const created = await Version.create(
      {
        company: workflow.company,
        workflowId: workflow.id,
        number: (rows[0]?.number ?? 0) + 1,
        hash,
        definition: serializeDefinition(definition),
        createdBy,
        createdAt: this.#clock.now(),
      },
      { transaction },
    );
    return { id: idOf(created), number: created.number, hash };
  }

  async #readRows(
    { id, company }: WorkflowRow,
    transaction: Transaction | null = null,
  ): Promise<DefinitionRows> {
    const { Pipeline, Stage, Approval, Form, Action } = this.#database.models;
    const options = {
      where: { workflowId: id },
      order: [
        ['order', 'ASC'],
        ['id', 'ASC'],
      ] as [string, string][],
      raw: true as const,
      transaction,
    };
    const pipelines = readRows(Pipeline, await Pipeline.findAll(options));
    const stages = readRows(Stage, await Stage.findAll(options));
    const approvals = readRows(Approval, await Approval.findAll(options));
    const formIds = new Set(approvals.flatMap(({ formId }) => (formId === null ? [] : [formId])));
    const forms =
      formIds.size === 0
        ? []
        : await Form.findAll({ ...options, where: { id: [...formIds], company }, order: [['id', 'ASC']] });
    const actions = await Action.findAll({
      ...options,
      where: { company, isActive: true, [Op.or]: [{ workflowId: id }, { workflowId: null }] },
    });
    return {
      pipelines,
      stages,
      approvals,
      forms: readRows(Form, forms),
      actions: readRows(Action, actions),
    };
  }
}

function toDefinition(workflow: WorkflowRow, rows: DefinitionRows): WorkflowDefinition {
  const approvalsAt = (pipelineId: number | null, stageId: number | null): readonly ApprovalConfig[] =>
    rows.approvals
      .filter((row) => row.pipelineId === pipelineId && row.stageId === stageId)
      .map(({ id, config }) => ({ ...readStoredApproval(config), id }));
  const actionsAt = (place: ActionPlace): readonly ActionConfig[] =>
    rows.actions.filter((row) => isAt(row, place)).map(toActionConfig);
  return {
    id: workflow.id,
    key: workflow.key,
    names: readNamesColumn(workflow.names),
    hierarchyStrategy: workflow.hierarchyStrategy,
    ...workflowSettings.read(workflow.settings),
    approvals: approvalsAt(null, null),
    pipelines: rows.pipelines.map(({ id: pipelineId, names, departmentId, settings }) => ({
      id: pipelineId,
      names: readNamesColumn(names),
      departmentId,
      ...placeSettings.read(settings),
      approvals: approvalsAt(pipelineId, null),
      actions: actionsAt({ workflowId: workflow.id, pipelineId, stageId: null }),
      stages: rows.stages
        .filter((stage) => stage.pipelineId === pipelineId)
        .map((stage) => ({
          id: stage.id,
          names: readNamesColumn(stage.names),
          color: stage.color,
          ...placeSettings.read(stage.settings),
          approvals: approvalsAt(null, stage.id),
          actions: actionsAt({ workflowId: workflow.id, pipelineId: null, stageId: stage.id }),
        })),
    })),
    forms: rows.forms.map(toFormDefinition),
    actions: actionsAt({ workflowId: workflow.id, pipelineId: null, stageId: null }),
    defaultActions: actionsAt({ workflowId: null, pipelineId: null, stageId: null }),
  };
}

type ActionPlace = Pick<ActionRow, 'workflowId' | 'pipelineId' | 'stageId'>;

function isAt(row: ActionPlace, { workflowId, pipelineId, stageId }: ActionPlace): boolean {
  return row.workflowId === workflowId && row.pipelineId === pipelineId && row.stageId === stageId;
}

function toActionConfig(row: ActionRow): ActionConfig {
  const { id, event, handler, parameters, execution, failurePolicy, condition } = row;
  return {
    id,
    event,
    handler,
    parameters: JSON.parse(parameters) as ActionConfig['parameters'],
    execution,
    failurePolicy,
    condition,
  };
}

/** A stored form, as definitions carry it. */
export function toFormDefinition({ id, names, schema }: FormRow): FormDefinition {
  return { id, names: readNamesColumn(names), schema: JSON.parse(schema) as Record<string, unknown> };
}

/** Names as they are stored: written by {@link canonicalText} from names that were checked. */
export function readNamesColumn(text: string): Names {
  return JSON.parse(text) as Names;
}
