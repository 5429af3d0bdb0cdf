import type { Transaction } from 'sequelize';
import type { SeatCommand } from '../flow/commands/command.js';
import type { OnTarget } from '../store/attachments.js';
import type { Actor, UserId } from '../types.js';
import { unknownCase } from '../unknown-case.js';
import { companyOf } from './actor.js';
import type { RequesterDecision } from './by-requester.js';
import { decideByRequester } from './by-requester.js';
import type { CommandOutcome } from './command-batch.js';
import type { CommandContext } from './context.js';
import type { CommandRequest } from './run-command.js';
import { runCommand } from './run-command.js';

/** What every decision for a seat carries. */
export interface SeatDetails {
  /** Who decides. Must hold an open seat. */
  readonly actor: Actor;
  /** Needed where the actor holds several open seats. A step that has closed meanwhile is refused. */
  readonly stepId?: number | undefined;
  /** Like `stepId`, for one seat. */
  readonly assignmentId?: number | undefined;
  /** Why. Required to reject and to send back. */
  readonly reason?: string | null | undefined;
  /** The data of the form that the stage requires. */
  readonly formData?: unknown;
  /** The host's transaction to join; it is never committed here. */
  readonly transaction?: Transaction | undefined;
}

/** What someone decides for a seat of theirs. */
export type SeatDecision = SeatDetails &
  (
    | { readonly action: 'approved' | 'rejected' | 'escalated' }
    /** `stageId`: this or an earlier stage of the version. @defaultValue this one */
    | { readonly action: 'needs_resubmission'; readonly stageId?: number | null | undefined }
    /** `userId`: an active user who has not held this seat. */
    | { readonly action: 'delegated'; readonly userId: UserId }
  );

/** What someone decides: for a seat of theirs, or on a request of their own. */
export type Decision = SeatDecision | RequesterDecision;

/**
 * Decides for one seat of the actor's: approves, rejects, sends back, delegates or escalates; or recalls or resubmits
 * a request of the actor's own.
 *
 * The decision, everything that follows from it, and the history commit together.
 *
 * @throws WorkflowError `ATTACHMENT_NOT_FOUND`; `NOT_SEATED`; `ALREADY_DECIDED`, naming who and when;
 * `AMBIGUOUS_SEAT`; `REASON_REQUIRED`; `FORM_DATA_INVALID`; `STAGE_NOT_IN_VERSION`; `USER_NOT_FOUND`;
 * `HOLDER_LOOP`; `ALREADY_SEATED`; `NOT_REQUESTER`; `RECALL_TOO_LATE`; `NO_APPROVER` where the next stage would have nobody. Nothing has changed then.
 */
export async function decide(
  context: CommandContext,
  request: OnTarget<Decision>,
  { isForReader = false }: Pick<CommandRequest, 'isForReader'> = {},
): Promise<CommandOutcome> {
  if (isOfRequester(request)) return decideByRequester(context, request, { isForReader });
  const { target, actor, transaction } = request;
  const command = toSeatCommand(context, request);
  return runCommand(context, { target, company: companyOf(actor), command, transaction, isForReader });
}

function isOfRequester(request: OnTarget<Decision>): request is OnTarget<RequesterDecision> {
  return request.action === 'recalled' || request.action === 'resubmitted';
}

function toSeatCommand({ userIds }: CommandContext, request: SeatDecision): SeatCommand {
  const common = {
    actorId: userIds.toText(request.actor.id, 'actor.id'),
    seat: { stepId: request.stepId, assignmentId: request.assignmentId },
    reason: request.reason ?? null,
    formData: request.formData,
  };
  switch (request.action) {
    case 'needs_resubmission':
      return { ...common, kind: request.action, stageId: request.stageId ?? null };
    case 'delegated':
      return { ...common, kind: request.action, userId: userIds.toText(request.userId) };
    case 'approved':
    case 'rejected':
    case 'escalated':
      return { ...common, kind: request.action };
    default:
      throw unknownCase('action', request);
  }
}
