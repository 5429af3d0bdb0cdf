import { judgeActionChange, judgeNewAction } from '../definition/action-schema.js';
import type { ActionListing } from '../store/definitions/actions.js';
import type { Page, PageRequest } from '../store/page.js';
import type { CommandContext } from '../commands/context.js';
import type { ActionChange, ActionInput, HandlerName } from '../commands/definitions/action-input.js';
import type { ActionView, HandlerView } from '../commands/definitions/action-view.js';
import { createAction, deleteAction, getAction, updateAction } from '../commands/definitions/actions.js';
import type { DefinitionCall } from '../commands/definitions/call.js';
import { listActions } from '../commands/definitions/list-actions.js';

/** Actions, as people edit them. */
export abstract class ActionDefinitions {
  readonly #context: CommandContext;

  /** @internal Only the engine makes one. */
  constructor(context: CommandContext) {
    this.#context = context;
  }

  /**
   * Binds a handler to an event. It takes effect with the next publication: a default of the company with that of each
   * workflow. One with many workflows waits while the drafts of all of them are compared with what is published.
   *
   * @throws WorkflowError `INVALID_DEFINITION`, `WORKFLOW_NOT_FOUND`, `PIPELINE_NOT_FOUND`, `STAGE_NOT_FOUND`
   */
  async createAction<Name extends HandlerName>(
    input: ActionInput<Name>,
    call: DefinitionCall,
  ): Promise<ActionView> {
    return createAction(this.#context, call, judgeNewAction(input));
  }

  /** Changes an action; see {@link createAction}. @throws WorkflowError `ACTION_NOT_FOUND`, `INVALID_DEFINITION` */
  async updateAction<Name extends HandlerName>(
    id: number,
    change: ActionChange<Name>,
    call: DefinitionCall,
  ): Promise<ActionView> {
    return updateAction(this.#context, call, { id, change: judgeActionChange(change) });
  }

  /** Deletes an action; see {@link createAction}. @throws WorkflowError `ACTION_NOT_FOUND` */
  async deleteAction(id: number, call: DefinitionCall): Promise<void> {
    await deleteAction(this.#context, call, id);
  }

  /** An action. @throws WorkflowError `ACTION_NOT_FOUND` */
  async getAction(id: number, call: DefinitionCall): Promise<ActionView> {
    return getAction(this.#context, call, id);
  }

  /** A page of actions, by id. */
  async listActions(
    listing: ActionListing,
    page: PageRequest,
    call: DefinitionCall,
  ): Promise<Page<ActionView>> {
    return listActions(this.#context, call, listing, page);
  }

  /** The handlers that actions may name in this process, by name. */
  listHandlers(): readonly HandlerView[] {
    return this.#context.handlers.list().map(({ name, description, parameters, onlyAfterCommit }) => ({
      name,
      description,
      parameters,
      onlyAfterCommit,
    }));
  }
}
