import type Joi from 'joi';
import { withJoi } from '../../lib/definition/with-joi.js';
import type { ForcedOutcome } from '../../lib/flow/commands/command.js';
import { FORCED_OUTCOMES } from '../../lib/flow/commands/command.js';
import { lazy } from '../../lib/lazy.js';
import { joi } from '../../lib/libraries.js';
import type { AttachmentStatus } from '../../lib/types.js';
import { ATTACHMENT_STATUSES } from '../../lib/types.js';
import type { ListQuery } from './common.js';
import { hostId, listFields, objectId, reason, rowId, text } from './common.js';

/** A decision on the wire. */
export interface ActionBody {
  /** In lower case; not yet known to be an action. */
  readonly action: string;
  readonly reason?: string | null;
  readonly form_data?: unknown;
  readonly user_id?: string | number;
  readonly stage_id?: number | null;
  readonly step_id?: number;
  readonly assignment_id?: number;
}

const optionalReason = lazy(() => reason().allow(null, ''));

/** A requester recalls and resubmits the whole, not a seat. */
function forSeats(schema: Joi.Schema): Joi.Schema {
  return schema.when('action', { is: joi().valid('resubmitted', 'recalled'), then: joi().forbidden() });
}

/** A new holder on the wire. */
export interface ReplaceBody {
  readonly user_id: string | number;
  readonly reason?: string | null;
}

export const replaceBody = withJoi((Joi) =>
  Joi.object<ReplaceBody>({ user_id: hostId().required(), reason: optionalReason() }),
);

/** How a step is to end, on the wire. */
export interface ForceBody {
  readonly outcome: ForcedOutcome;
  readonly reason: string;
}

export const forceBody = withJoi((Joi) =>
  Joi.object<ForceBody>({
    outcome: text()
      .lowercase()
      .valid(...FORCED_OUTCOMES)
      .required(),
    reason: reason().required(),
  }),
);

export const actionBody = withJoi((Joi) =>
  Joi.object<ActionBody>({
    action: text().lowercase().max(64).required(),
    reason: optionalReason(),
    form_data: forSeats(Joi.any()),
    user_id: hostId().when('action', { is: 'delegated', then: Joi.required(), otherwise: Joi.forbidden() }),
    stage_id: rowId().allow(null).when('action', { not: 'needs_resubmission', then: Joi.forbidden() }),
    step_id: forSeats(rowId()),
    assignment_id: forSeats(rowId()),
  }),
);

/** Attaching on the wire, where the path names the object. */
export interface AttachBody {
  readonly workflow_id: number;
  readonly auto_start: boolean;
  readonly metadata: Readonly<Record<string, unknown>>;
}

const attachFields = withJoi((Joi) => ({
  workflow_id: rowId().required(),
  auto_start: Joi.boolean().default(true),
  metadata: Joi.object().default({}),
}));

export const attachBody = withJoi((Joi) => Joi.object<AttachBody>(attachFields()));

/** The same, where the body names the object. */
export const attachObjectBody = withJoi((Joi) =>
  Joi.object<AttachBody & ObjectParams>({
    ...attachFields(),
    model: text().max(191).required(),
    object_id: objectId().required(),
  }),
);

/** A path that names an object. */
export interface ObjectParams {
  readonly model: string;
  readonly object_id: string | number;
}

export const objectParams = withJoi((Joi) =>
  Joi.object<ObjectParams>({
    model: text().max(191).required(),
    object_id: Joi.string().required(),
  }),
);

export const cancelBody = withJoi((Joi) =>
  Joi.object<{ reason?: string | null }>({ reason: optionalReason() }),
);

/** What the list of attachments takes. */
export interface AttachmentQuery extends ListQuery {
  readonly status?: AttachmentStatus;
  readonly model?: string;
  readonly object_id?: string;
  readonly workflow_id?: number;
}

export const attachmentQuery = withJoi((Joi) =>
  Joi.object<AttachmentQuery>({
    ...listFields(),
    status: Joi.string()
      .lowercase()
      .valid(...ATTACHMENT_STATUSES),
    model: text().max(191),
    object_id: text().max(191),
    workflow_id: rowId(),
  }),
);

/** Which histories are verified; those of the whole company unless it names one. */
export interface HistoryVerificationQuery {
  readonly attachment_id?: number;
}

export const historyVerificationQuery = withJoi((Joi) =>
  Joi.object<HistoryVerificationQuery>({ attachment_id: rowId() }),
);
