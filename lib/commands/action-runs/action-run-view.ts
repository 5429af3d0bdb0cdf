import type { ActionFacts } from '../../actions/facts.js';
import type { ActionParameters } from '../../actions/handler.js';
import type { ActionRunRow } from '../../../models/index.js';
import type { ActionEvent } from '../../definition/types.js';
import type { ActionRunHead } from '../../store/action-runs.js';
import type { ActionRunStatus } from '../../types.js';

/** One delivery of one action, as lists show it. */
export interface ActionRunSummary {
  readonly id: number;
  readonly attachmentId: number;
  /** The action inside the version that runs, which may be gone from the draft; `null` for one that code names. */
  readonly actionId: number | null;
  readonly event: ActionEvent;
  readonly handler: string;
  readonly status: ActionRunStatus;
  /** Attempts that were begun, since it was last retried by hand. */
  readonly attempts: number;
  /** Not to be tried before. */
  readonly dueAt: Date;
  /** Why the last attempt failed; without secrets. */
  readonly lastError: string | null;
  /** Whether it was retried by hand: later ones did not wait for it. */
  readonly isOutOfOrder: boolean;
  /** The same at every attempt. */
  readonly idempotencyKey: string;
  readonly createdAt: Date;
  /** When it was delivered, or given up on. */
  readonly finishedAt: Date | null;
}

/** A delivery with what its handler is called with. */
export interface ActionRunView extends ActionRunSummary {
  /** Secrets are named, as they are stored. */
  readonly parameters: ActionParameters;
  readonly facts: ActionFacts;
}

/** A stored run, as lists show it. */
export function summarizeActionRun(row: ActionRunHead): ActionRunSummary {
  const { id, attachmentId, actionId, event, handler, status, attempts, dueAt } = row;
  const { lastError, isOutOfOrder, idempotencyKey, createdAt, finishedAt } = row;
  return {
    id,
    attachmentId,
    actionId,
    event,
    handler,
    status,
    attempts,
    dueAt,
    lastError,
    isOutOfOrder,
    idempotencyKey,
    createdAt,
    finishedAt,
  };
}

/** A stored run, whole. */
export function viewActionRun(row: ActionRunRow): ActionRunView {
  return {
    ...summarizeActionRun(row),
    parameters: JSON.parse(row.parameters) as ActionParameters,
    facts: JSON.parse(row.facts) as ActionFacts,
  };
}
