import type { RequesterDecision } from '../commands/by-requester.js';
import type { CancelDetails } from '../commands/cancel.js';
import type { SeatDecision, SeatDetails } from '../commands/decide.js';
import type { AttachDetails } from '../commands/new-attachment.js';
import type { StartDetails } from '../commands/start.js';
import type { UserId } from '../types.js';
import type { ObjectInput, TargetInput } from './object-input.js';

/** What `engine.attach` takes: attaches a workflow to an object of the host. */
export type AttachRequest = AttachDetails & { readonly object: ObjectInput };

/** What `engine.start` takes: starts an attachment that was attached without being started. */
export type StartRequest = StartDetails & TargetInput;

/** What `engine.cancel` takes: ends an attachment that is still open. */
export type CancelRequest = CancelDetails & TargetInput;

/** What `engine.approve` and `engine.escalate` take, and what every decision for a seat carries. */
export type SeatRequest = SeatDetails & TargetInput;

/** What `engine.reject` takes. */
export type RejectRequest = SeatRequest & { readonly reason: string };

/** What `engine.requestResubmission` takes. */
export type RequestResubmissionRequest = SeatRequest & {
  readonly reason: string;
  /** This or an earlier stage of the version. @defaultValue this one */
  readonly stageId?: number | null;
};

/** What `engine.delegate` takes. */
export type DelegateRequest = SeatRequest & {
  /** An active user who has not held this seat. */
  readonly userId: UserId;
};

/** What `engine.recall` and `engine.resubmit` take, by the requester. */
export type OwnRequest = Omit<RequesterDecision, 'action'> & TargetInput;

/** What `engine.decide` takes on a request of the actor's own. */
export type RequesterRequest = RequesterDecision & TargetInput;

/** What `engine.decide` takes for a seat of the actor's. */
export type DecideForSeat = SeatDecision & TargetInput;

/** What `engine.decide` and `engine.decideAndRead` take. */
export type DecideRequest = DecideForSeat | RequesterRequest;
