import { readAction } from '../commands/decision-actions.js';
import type { DecisionAction } from '../commands/decision-actions.js';
import type { ForceRequest } from '../commands/force.js';
import type { ReplaceRequest } from '../commands/replace.js';
import { attachingInCode, cancelling } from '../contract/attachments.js';
import { byActor, byActorOrSystem } from '../contract/call.js';
import { DECISIONS } from '../contract/decisions.js';
import type { CodeInput } from '../contract/in-code.js';
import { codeInput, readInCode } from '../contract/in-code.js';
import { optional } from '../contract/object.js';
import { forcedEnd, replacement } from '../contract/steps.js';
import { anyJson, optionalReason, pathId, rowId } from '../contract/values.js';
import type {
  AttachRequest,
  CancelRequest,
  DecideRequest,
  DelegateRequest,
  RequesterRequest,
  RequestResubmissionRequest,
  SeatRequest,
  StartRequest,
} from '../host/requests.js';

type Decided<Request> = Request & Pick<DecideRequest, 'action'>;

const target = { attachmentId: optional(rowId), object: optional(anyJson) };
const deciding = { ...byActor, ...target, action: anyJson };

const seat = codeInput<Decided<SeatRequest>>();
const own = codeInput<RequesterRequest>();

/** What a decision may say, by its action. */
const BY_ACTION: Readonly<Record<DecisionAction, CodeInput>> = {
  approved: seat({ ...deciding, ...DECISIONS.approved }),
  rejected: seat({ ...deciding, ...DECISIONS.rejected }),
  escalated: seat({ ...deciding, ...DECISIONS.escalated }),
  needs_resubmission: codeInput<Decided<RequestResubmissionRequest>>()({
    ...deciding,
    ...DECISIONS.needs_resubmission,
  }),
  delegated: codeInput<Decided<DelegateRequest>>()({ ...deciding, ...DECISIONS.delegated }),
  resubmitted: own({ ...deciding, ...DECISIONS.resubmitted }),
  recalled: own({ ...deciding, ...DECISIONS.recalled }),
};

const METHODS = {
  attach: codeInput<AttachRequest>()({ ...byActorOrSystem, object: anyJson, ...attachingInCode }),
  start: codeInput<StartRequest>()({ ...byActor, ...target }),
  cancel: codeInput<CancelRequest>()({ ...byActorOrSystem, ...target, ...cancelling.members }),
  replace: codeInput<ReplaceRequest>()({ ...byActorOrSystem, assignmentId: pathId, ...replacement.members }),
  force: codeInput<ForceRequest>()({
    ...byActorOrSystem,
    stepId: pathId,
    ...forcedEnd.members,
    // The flow itself asks for a reason, of everyone.
    reason: optional(optionalReason),
  }),
} as const;

/**
 * Checks what is asked of a method by the contract of the same request over HTTP, and gives it as the engine takes it.
 *
 * @throws WorkflowError `INVALID_REQUEST`, naming what is not known, missing, or of another kind
 */
export function checkRequest<Request extends object>(
  caller: keyof typeof METHODS,
  request: Request,
): Request {
  return readInCode(METHODS[caller], request, { caller });
}

/**
 * The same for a decision, with its action in the spelling that the engine knows.
 *
 * @throws WorkflowError `UNKNOWN_ACTION`, `INVALID_REQUEST`
 */
export function checkDecision(request: DecideRequest): DecideRequest {
  // JavaScript hosts have no compiler to tell them.
  const { action: given } = (request as DecideRequest | null | undefined) ?? { action: undefined };
  const action = readAction(given);
  return {
    ...readInCode<DecideRequest>(BY_ACTION[action], request, { caller: 'decide' }),
    action,
  } as DecideRequest;
}
