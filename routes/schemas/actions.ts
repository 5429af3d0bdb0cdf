import { withJoi } from '../../lib/definition/with-joi.js';
import type { ActionRunStatus } from '../../lib/types.js';
import { ACTION_RUN_STATUSES } from '../../lib/types.js';
import type { ListQuery } from './common.js';
import { listFields, rowId } from './common.js';

/** What the list of action runs takes. */
export interface ActionRunQuery extends ListQuery {
  readonly status?: ActionRunStatus;
  readonly attachment_id?: number;
}

export const actionRunQuery = withJoi((Joi) =>
  Joi.object<ActionRunQuery>({
    ...listFields(),
    status: Joi.string()
      .lowercase()
      .valid(...ACTION_RUN_STATUSES),
    attachment_id: rowId(),
  }),
);
