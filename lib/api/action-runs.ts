import { listActionRuns } from '../store/action-runs.js';
import type { Page, PageRequest } from '../store/page.js';
import { mapPage } from '../store/page.js';
import type { KnownKeys } from '../known-options.js';
import { requireKnown } from '../known-options.js';
import type { ActionRunStatus } from '../types.js';
import type { CommandContext } from '../commands/context.js';
import type { DefinitionCall } from '../commands/definitions/call.js';
import { companyOfCall } from '../commands/definitions/call.js';
import type { ActionRunSummary, ActionRunView } from '../commands/action-runs/action-run-view.js';
import { summarizeActionRun, viewActionRun } from '../commands/action-runs/action-run-view.js';
import { requireActionRun } from '../commands/action-runs/find-action-run.js';
import { retryActionRun } from '../commands/action-runs/retry-action-run.js';

/** Which runs are listed: all of the company's, where nothing is said. */
export interface ActionRunListing {
  readonly status?: ActionRunStatus | undefined;
  readonly attachmentId?: number | undefined;
}

const LISTING: KnownKeys<ActionRunListing> = { status: true, attachmentId: true };

/** The deliveries of after-commit actions: what waits, what was delivered, what failed and why. */
export class ActionRuns {
  readonly #context: CommandContext;

  /** @internal Only the engine makes one. */
  constructor(context: CommandContext) {
    this.#context = context;
  }

  /** A page of runs, newest first, without what their handlers are called with. */
  async list(
    listing: ActionRunListing,
    page: PageRequest,
    call: DefinitionCall,
  ): Promise<Page<ActionRunSummary>> {
    requireKnown(listing, LISTING, { caller: 'actionRuns.list' });
    const { database, transactions } = this.#context;
    const filter = { ...listing, company: companyOfCall(call) };
    const rows = await listActionRuns(database, filter, page, transactions.joined(call.transaction));
    return mapPage(rows, summarizeActionRun);
  }

  /** A run with what its handler is called with. @throws WorkflowError `ACTION_RUN_NOT_FOUND` */
  async get(id: number, call: DefinitionCall): Promise<ActionRunView> {
    const key = { id, company: companyOfCall(call) };
    const transaction = this.#context.transactions.joined(call.transaction);
    return viewActionRun(await requireActionRun(this.#context, key, transaction));
  }

  /**
   * Lets a run that was given up on be tried again, out of its order. It is delivered when the transaction has
   * committed, by this process or another that has its handler.
   *
   * @throws WorkflowError `ACTION_RUN_NOT_FOUND`, `ACTION_RUN_NOT_DEAD`
   */
  async retry(id: number, call: DefinitionCall): Promise<ActionRunView> {
    return retryActionRun(this.#context, call, id);
  }
}
