import { attach } from '../commands/attach.js';
import { cancel } from '../commands/cancel.js';
import { decide } from '../commands/decide.js';
import type { ForceRequest } from '../commands/force.js';
import { force } from '../commands/force.js';
import type { ReplaceRequest } from '../commands/replace.js';
import { replace } from '../commands/replace.js';
import type { CommandOutcome } from '../commands/command-batch.js';
import { start } from '../commands/start.js';
import type { AttachmentSummary } from '../commands/summary.js';
import { summarize } from '../commands/summary.js';
import type { EngineParts } from './engine-parts.js';
import type { ObjectInput, TargetInput } from '../host/object-input.js';
import { toReference, toTarget, withinCompanyOf } from '../host/object-input.js';
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
} from '../host/requests.js';
import type { CallOf, Given, InputOf } from './call-shape.js';
import { requestOf } from './call-shape.js';
import { checkDecision, checkRequest } from './check-requests.js';
import { readAfterCommit } from '../queries/after-commit.js';
import type { AttachmentStatusView } from '../queries/attachment-status.js';
import { readAttachmentStatus } from '../queries/attachment-status.js';
import { viewDecided } from '../queries/decided-status.js';
import type { AttachmentTarget } from '../store/attachments.js';
import type { Actor } from '../types.js';

/**
 * What can be done to attachments. Every method takes what is wanted, and who wants it: `{ actor, company, transaction }`. It
 * joins a `transaction`.
 */
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
  attach(input: InputOf<AttachRequest>, call: CallOf<AttachRequest>): Promise<AttachmentSummary>;
  /** All in one, as in earlier releases. @deprecated Name who acts in a second argument: `{ actor, transaction }`. */
  attach(request: AttachRequest): Promise<AttachmentSummary>;
  async attach(...given: Given<AttachRequest>): Promise<AttachmentSummary> {
    const checked = checkRequest('attach', requestOf('attach', given));
    const request = this.#placed(checked, checked.object);
    const object = toReference(this.#parts.registry, request.object);
    return this.#summarize(await attach(this.#parts.context, { ...request, object }));
  }

  /** Starts what was attached without being started. @throws WorkflowError `ALREADY_STARTED`, … */
  start(input: InputOf<StartRequest>, call: CallOf<StartRequest>): Promise<AttachmentSummary>;
  /** All in one, as in earlier releases. @deprecated Name who acts in a second argument: `{ actor, transaction }`. */
  start(request: StartRequest): Promise<AttachmentSummary>;
  async start(...given: Given<StartRequest>): Promise<AttachmentSummary> {
    const request = this.#targeted(checkRequest('start', requestOf('start', given)));
    return this.#summarize(await start(this.#parts.context, { ...request, target: this.#target(request) }));
  }

  /**
   * Decides for a seat of the actor's; the action is taken in any case.
   *
   * @throws WorkflowError `UNKNOWN_ACTION`, `INVALID_REQUEST`, `NOT_SEATED`, `ALREADY_DECIDED`, …
   */
  decide(input: InputOf<DecideRequest>, call: CallOf<DecideRequest>): Promise<AttachmentSummary>;
  /** All in one, as in earlier releases. @deprecated Name who acts in a second argument: `{ actor, transaction }`. */
  decide(request: DecideRequest): Promise<AttachmentSummary>;
  async decide(...given: Given<DecideRequest>): Promise<AttachmentSummary> {
    return this.#decide(requestOf('decide', given));
  }

  /**
   * Decides like {@link decide}, and gives the status with all steps, as the actor sees it now: in most cases from what
   * the decision has read and written, without another statement.
   *
   * @throws WorkflowError `ATTACHMENT_NOT_FOUND` also where the actor has no part in it; `OUTCOME_UNKNOWN` where the
   * decision is stored, and the database was lost before the status could be read
   */
  decideAndRead(input: InputOf<DecideRequest>, call: CallOf<DecideRequest>): Promise<AttachmentStatusView>;
  /** All in one, as in earlier releases. @deprecated Name who acts in a second argument: `{ actor, transaction }`. */
  decideAndRead(request: DecideRequest): Promise<AttachmentStatusView>;
  async decideAndRead(...given: Given<DecideRequest>): Promise<AttachmentStatusView> {
    const { context } = this.#parts;
    const decision = this.#targeted(checkDecision(requestOf('decide', given)));
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
  approve(input: InputOf<SeatRequest>, call: CallOf<SeatRequest>): Promise<AttachmentSummary>;
  /** All in one, as in earlier releases. @deprecated Name who acts in a second argument: `{ actor, transaction }`. */
  approve(request: SeatRequest): Promise<AttachmentSummary>;
  async approve(...given: Given<SeatRequest>): Promise<AttachmentSummary> {
    return this.#decide({ ...requestOf('approve', given), action: 'approved' });
  }

  /** Rejects, which needs a reason. See {@link decide}. */
  reject(input: InputOf<RejectRequest>, call: CallOf<RejectRequest>): Promise<AttachmentSummary>;
  /** All in one, as in earlier releases. @deprecated Name who acts in a second argument: `{ actor, transaction }`. */
  reject(request: RejectRequest): Promise<AttachmentSummary>;
  async reject(...given: Given<RejectRequest>): Promise<AttachmentSummary> {
    return this.#decide({ ...requestOf('reject', given), action: 'rejected' });
  }

  /** Sends back to this or an earlier stage, which needs a reason. See {@link decide}. */
  requestResubmission(
    input: InputOf<RequestResubmissionRequest>,
    call: CallOf<RequestResubmissionRequest>,
  ): Promise<AttachmentSummary>;
  /** All in one, as in earlier releases. @deprecated Name who acts in a second argument: `{ actor, transaction }`. */
  requestResubmission(request: RequestResubmissionRequest): Promise<AttachmentSummary>;
  async requestResubmission(...given: Given<RequestResubmissionRequest>): Promise<AttachmentSummary> {
    return this.#decide({ ...requestOf('requestResubmission', given), action: 'needs_resubmission' });
  }

  /** Gives the actor's seat to another user. See {@link decide}. */
  delegate(input: InputOf<DelegateRequest>, call: CallOf<DelegateRequest>): Promise<AttachmentSummary>;
  /** All in one, as in earlier releases. @deprecated Name who acts in a second argument: `{ actor, transaction }`. */
  delegate(request: DelegateRequest): Promise<AttachmentSummary>;
  async delegate(...given: Given<DelegateRequest>): Promise<AttachmentSummary> {
    return this.#decide({ ...requestOf('delegate', given), action: 'delegated' });
  }

  /** Gives the actor's seat to their manager. See {@link decide}. */
  escalate(input: InputOf<SeatRequest>, call: CallOf<SeatRequest>): Promise<AttachmentSummary>;
  /** All in one, as in earlier releases. @deprecated Name who acts in a second argument: `{ actor, transaction }`. */
  escalate(request: SeatRequest): Promise<AttachmentSummary>;
  async escalate(...given: Given<SeatRequest>): Promise<AttachmentSummary> {
    return this.#decide({ ...requestOf('escalate', given), action: 'escalated' });
  }

  /** Takes a request of the actor's back. See {@link decide}. */
  recall(input: InputOf<OwnRequest>, call: CallOf<OwnRequest>): Promise<AttachmentSummary>;
  /** All in one, as in earlier releases. @deprecated Name who acts in a second argument: `{ actor, transaction }`. */
  recall(request: OwnRequest): Promise<AttachmentSummary>;
  async recall(...given: Given<OwnRequest>): Promise<AttachmentSummary> {
    return this.#decide({ ...requestOf('recall', given), action: 'recalled' });
  }

  /** Goes on with a request of the actor's that was sent back. See {@link decide}. */
  resubmit(input: InputOf<OwnRequest>, call: CallOf<OwnRequest>): Promise<AttachmentSummary>;
  /** All in one, as in earlier releases. @deprecated Name who acts in a second argument: `{ actor, transaction }`. */
  resubmit(request: OwnRequest): Promise<AttachmentSummary>;
  async resubmit(...given: Given<OwnRequest>): Promise<AttachmentSummary> {
    return this.#decide({ ...requestOf('resubmit', given), action: 'resubmitted' });
  }

  /** Gives somebody's open seat to somebody else. See {@link ReplaceRequest}. @throws WorkflowError `ALREADY_SEATED`, … */
  replace(input: InputOf<ReplaceRequest>, call: CallOf<ReplaceRequest>): Promise<AttachmentSummary>;
  /** All in one, as in earlier releases. @deprecated Name who acts in a second argument: `{ actor, transaction }`. */
  replace(request: ReplaceRequest): Promise<AttachmentSummary>;
  async replace(...given: Given<ReplaceRequest>): Promise<AttachmentSummary> {
    const request = checkRequest('replace', requestOf('replace', given));
    return this.#summarize(await replace(this.#parts.context, request));
  }

  /** Ends an open step whatever its seats have said. See {@link ForceRequest}. @throws WorkflowError `ALREADY_DECIDED`, … */
  force(input: InputOf<ForceRequest>, call: CallOf<ForceRequest>): Promise<AttachmentSummary>;
  /** All in one, as in earlier releases. @deprecated Name who acts in a second argument: `{ actor, transaction }`. */
  force(request: ForceRequest): Promise<AttachmentSummary>;
  async force(...given: Given<ForceRequest>): Promise<AttachmentSummary> {
    const request = checkRequest('force', requestOf('force', given));
    return this.#summarize(await force(this.#parts.context, request));
  }

  /** Ends an open attachment. @throws WorkflowError `ATTACHMENT_CLOSED`, … */
  cancel(input: InputOf<CancelRequest>, call: CallOf<CancelRequest>): Promise<AttachmentSummary>;
  /** All in one, as in earlier releases. @deprecated Name who acts in a second argument: `{ actor, transaction }`. */
  cancel(request: CancelRequest): Promise<AttachmentSummary>;
  async cancel(...given: Given<CancelRequest>): Promise<AttachmentSummary> {
    const request = this.#targeted(checkRequest('cancel', requestOf('cancel', given)));
    return this.#summarize(await cancel(this.#parts.context, { ...request, target: this.#target(request) }));
  }

  async #decide(request: DecideRequest): Promise<AttachmentSummary> {
    const decision = this.#targeted(checkDecision(request));
    return this.#summarize(
      await decide(this.#parts.context, { ...decision, target: this.#target(decision) }),
    );
  }

  #targeted<Request extends TargetInput & { readonly actor: Actor | null }>(request: Request): Request {
    return 'object' in request ? this.#placed(request, request.object) : request;
  }

  #placed<Request extends { readonly actor: Actor | null }>(request: Request, object: ObjectInput): Request {
    return withinCompanyOf(this.#parts.registry, object, request);
  }

  #target(request: TargetInput): AttachmentTarget {
    return toTarget(this.#parts.registry, request);
  }

  #summarize({ attachment, plan }: CommandOutcome): AttachmentSummary {
    return summarize(this.#parts.context, attachment, plan);
  }
}
