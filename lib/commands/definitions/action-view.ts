import type { ActionRow } from '../../../models/index.js';
import type { ActionValues } from '../../definition/action-schema.js';
import { canonicalText } from '../../definition/fingerprint.js';

/** An action as people edit it. */
export interface ActionView extends ActionValues {
  readonly id: number;
  /** The workflow that it belongs to, also where it is bound to a part of it; `null` for a default of the company. */
  readonly workflowId: number | null;
  readonly pipelineId: number | null;
  readonly stageId: number | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A stored action, as readers see it. */
export function viewAction(row: ActionRow): ActionView {
  const { id, workflowId, pipelineId, stageId, event, handler, order, isActive } = row;
  const { execution, failurePolicy, condition, createdAt, updatedAt } = row;
  return {
    id,
    workflowId,
    pipelineId,
    stageId,
    event,
    handler,
    parameters: JSON.parse(row.parameters) as ActionValues['parameters'],
    order,
    isActive,
    execution,
    failurePolicy,
    condition,
    createdAt,
    updatedAt,
  };
}

/** What is written of an action, beside where it is bound. */
export function actionColumns({
  event,
  handler,
  parameters,
  order,
  isActive,
  execution,
  failurePolicy,
  condition,
}: ActionValues): Pick<ActionRow, keyof ActionValues> {
  return {
    event,
    handler,
    parameters: canonicalText(parameters),
    order,
    isActive,
    execution,
    failurePolicy,
    condition,
  };
}

/** A handler, as those who choose one see it. */
export interface HandlerView {
  readonly name: string;
  readonly description: string | null;
  /** The JSON Schema of its parameters; `null` where it takes any. */
  readonly parameters: Readonly<Record<string, unknown>> | null;
  readonly onlyAfterCommit: boolean;
}
