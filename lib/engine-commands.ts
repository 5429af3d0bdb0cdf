import { attach } from './commands/attach.js';
import { cancel } from './commands/cancel.js';
import { decide } from './commands/decide.js';
import type { ForceRequest } from './commands/force.js';
import { force } from './commands/force.js';
import type { ReplaceRequest } from './commands/replace.js';
import { replace } from './commands/replace.js';
import type { CommandOutcome } from './commands/command-batch.js';
import { start } from './commands/start.js';
import type { AttachmentSummary } from './commands/summary.js';
import { summarize } from './commands/summary.js';
import type { EngineParts } from './engine-parts.js';
import type { TargetInput } from './host/object-input.js';
import { toReference, toTarget } from './host/object-input.js';
import type {
  AttachRequest,
  CancelRequest,
  DecideRequest,
  DelegateRequest,
  OwnRequest,
  RejectRequest,
  RequestResubmissionRequest,
  SeatRequest,
  StartRequest,
} from './host/requests.js';
import { checkDecision, checkRequest } from './check-requests.js';
import { readAfterCommit } from './queries/after-commit.js';
import type { AttachmentStatusView } from './queries/attachment-status.js';
import { readAttachmentStatus } from './queries/attachment-status.js';
import { viewDecided } from './queries/decided-status.js';
import type { AttachmentTarget } from './store/attachments.js';

/** What can be done to attachments. Every method takes a `transaction`, and then joins it. */
export abstract class EngineCommands {
  readonly #parts: Pick<EngineParts, 'context' | 'registry'>;

  /** @internal Only the engine makes one. */
  constructor(parts: Pick<EngineParts, 'context' | 'registry'>) {
    this.#parts = parts;
  }

  /** After how many ms a request over HTTP is answered, whatever holds it up. */
  get requestTimeoutMs(): number {
    return this.#parts.context.requestTimeoutMs;
  }

  /** Attaches a workflow to an object. See {@link AttachRequest}. @throws WorkflowError `ALREADY_ATTACHED`, … */
  async attach(request: AttachRequest): Promise<AttachmentSummary> {
    checkRequest('attach', request);
    const object = toReference(this.#parts.registry, request.object);
    return this.#summarize(await attach(this.#parts.context, { ...request, object }));
  }

  /** Starts what was attached without being started. @throws WorkflowError `ALREADY_STARTED`, … */
  async start(request: StartRequest): Promise<AttachmentSummary> {
    checkRequest('start', request);
    return this.#summarize(await start(this.#parts.context, { ...request, target: this.#target(request) }));
  }

  /**
   * Decides for a seat of the actor's; the action is taken in any case.
   *
   * @throws WorkflowError `UNKNOWN_ACTION`, `INVALID_REQUEST`, `NOT_SEATED`, `ALREADY_DECIDED`, …
   */
  async decide(request: DecideRequest): Promise<AttachmentSummary> {
    const decision = checkDecision(request);
    return this.#summarize(
      await decide(this.#parts.context, { ...decision, target: this.#target(decision) }),
    );
  }

  /**
   * Decides like {@link decide}, and gives the status with all steps, as the actor sees it now: in most cases from what
   * the decision has read and written, without another statement.
   *
   * @throws WorkflowError `ATTACHMENT_NOT_FOUND` also where the actor has no part in it; `OUTCOME_UNKNOWN` where the
   * decision is stored, and the database was lost before the status could be read
   */
  async decideAndRead(request: DecideRequest): Promise<AttachmentStatusView> {
    const { context } = this.#parts;
    const decision = checkDecision(request);
    const asked = { ...decision, target: this.#target(decision) };
    const outcome = await decide(context, asked, { isForReader: true });
    const { actor: reader, transaction } = decision;
    const known = viewDecided(context, outcome, reader);
    return (
      known ??
      readAfterCommit(transaction, () =>
        readAttachmentStatus(context, outcome.attachment, { reader, transaction: transaction ?? null }),
      )
    );
  }

  /** Approves. See {@link decide}. */
  async approve(request: SeatRequest): Promise<AttachmentSummary> {
    return this.decide({ ...request, action: 'approved' });
  }

  /** Rejects, which needs a reason. See {@link decide}. */
  async reject(request: RejectRequest): Promise<AttachmentSummary> {
    return this.decide({ ...request, action: 'rejected' });
  }

  /** Sends back to this or an earlier stage, which needs a reason. See {@link decide}. */
  async requestResubmission(request: RequestResubmissionRequest): Promise<AttachmentSummary> {
    return this.decide({ ...request, action: 'needs_resubmission' });
  }

  /** Gives the actor's seat to another user. See {@link decide}. */
  async delegate(request: DelegateRequest): Promise<AttachmentSummary> {
    return this.decide({ ...request, action: 'delegated' });
  }

  /** Gives the actor's seat to their manager. See {@link decide}. */
  async escalate(request: SeatRequest): Promise<AttachmentSummary> {
    return this.decide({ ...request, action: 'escalated' });
  }

  /** Takes a request of the actor's back. See {@link decide}. */
  async recall(request: OwnRequest): Promise<AttachmentSummary> {
    return this.decide({ ...request, action: 'recalled' });
  }

  /** Goes on with a request of the actor's that was sent back. See {@link decide}. */
  async resubmit(request: OwnRequest): Promise<AttachmentSummary> {
    return this.decide({ ...request, action: 'resubmitted' });
  }

  /** Gives somebody's open seat to somebody else. See {@link ReplaceRequest}. @throws WorkflowError `ALREADY_SEATED`, … */
  async replace(request: ReplaceRequest): Promise<AttachmentSummary> {
    checkRequest('replace', request);
    return this.#summarize(await replace(this.#parts.context, request));
  }

  /** Ends an open step whatever its seats have said. See {@link ForceRequest}. @throws WorkflowError `ALREADY_DECIDED`, … */
  async force(request: ForceRequest): Promise<AttachmentSummary> {
    checkRequest('force', request);
    return this.#summarize(await force(this.#parts.context, request));
  }

  /** Ends an open attachment. @throws WorkflowError `ATTACHMENT_CLOSED`, … */
  async cancel(request: CancelRequest): Promise<AttachmentSummary> {
    checkRequest('cancel', request);
    return this.#summarize(await cancel(this.#parts.context, { ...request, target: this.#target(request) }));
  }

  #target(request: TargetInput): AttachmentTarget {
    return toTarget(this.#parts.registry, request);
  }

  #summarize({ attachment, plan }: CommandOutcome): AttachmentSummary {
    return summarize(this.#parts.context, attachment, plan);
  }
}
