import type { ActionEvent, ApprovalType, Names } from '../definition/types.js';
import type { ModelKey } from '../register.js';
import type { AttachmentStatus, ObjectId, UserId } from '../types.js';

/** Somebody, as they were called when it happened. */
export interface PersonFacts {
  readonly id: UserId;
  readonly name: string | null;
}

/** A stage or a pipeline of the version that runs. */
export interface PlaceFacts {
  /** `null` where the hierarchy strategy has no row of this kind. */
  readonly id: number | null;
  readonly names: Names;
}

/** The attachment as it stood when it happened. */
export interface AttachmentFacts {
  readonly id: number;
  readonly workflowId: number;
  readonly workflowKey: string;
  readonly workflowNames: Names;
  readonly model: ModelKey;
  readonly objectId: ObjectId;
  readonly status: AttachmentStatus;
  readonly round: number;
  /** Whole percent. */
  readonly progressPercentage: number;
  /** Whose request it is. */
  readonly requester: PersonFacts | null;
  readonly startedBy: PersonFacts | null;
}

/** The approval that it is about. */
export interface ApprovalFacts {
  readonly id: number;
  readonly approvalType: ApprovalType;
  readonly stepNumber: number;
}

/**
 * What happened, and how everything stood then: a snapshot, kept with each action until it is delivered. It is JSON:
 * times are ISO 8601 text in UTC.
 */
export interface ActionFacts {
  readonly event: ActionEvent;
  readonly occurredAt: string;
  readonly company: string;
  readonly attachment: AttachmentFacts;
  /** The attributes of the host's object; empty where it no longer exists. */
  readonly object: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** What forms were filled in with, up to where the attachment stood; what was not filled in is absent. */
  readonly form: Readonly<Record<string, unknown>>;
  /** Who did it; `null` where the system did. */
  readonly user: PersonFacts | null;
  /** For whom, where that was somebody else. */
  readonly onBehalfOf: PersonFacts | null;
  readonly approval: ApprovalFacts | null;
  /** Who holds the open seats that it is about: of the step that opened, of the seat that was passed on. */
  readonly approvers: readonly PersonFacts[];
  /** Where the attachment stands; for a move, where it came to. */
  readonly stage: PlaceFacts | null;
  readonly pipeline: PlaceFacts | null;
  /** For a move: where it came from. */
  readonly fromStage: PlaceFacts | null;
  readonly fromPipeline: PlaceFacts | null;
  /** Where a new round begins, for what was sent back. */
  readonly targetStage: PlaceFacts | null;
  /** The first place of the version. */
  readonly initialStage: PlaceFacts | null;
  readonly reason: string | null;
}
