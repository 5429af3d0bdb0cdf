import type { Transaction } from 'sequelize';
import type { AttachmentRow } from '../../models/index.js';
import { canonicalText } from '../definition/fingerprint.js';
import { WorkflowError } from '../errors.js';
import type { WorkflowKey } from '../register.js';
import { openKeyOf } from '../store/open-key.js';
import type { Actor, LockedObject, ObjectFacts, ObjectReference, UserId } from '../types.js';
import type { CommandContext } from './context.js';
import type { PublishedWorkflow } from './published-workflow.js';

const MAX_METADATA_BYTES = 64 * 1024;

/** Which workflow an object of the host gets, and for whom. */
export interface AttachDetails {
  /** The workflow's id, or its key within the company. */
  readonly workflow: number | WorkflowKey;
  /** Who attaches; `null` for the system. */
  readonly actor: Actor | null;
  /** @defaultValue the actor's company */
  readonly company?: string | undefined;
  /** Whose request it is. @defaultValue what the model's `requesterField` holds, else the actor */
  readonly requesterId?: UserId | null | undefined;
  /** Whatever the host wants to keep with it; at most 64 KiB as JSON. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  /** Whether it starts at once. @defaultValue `true` */
  readonly autoStart?: boolean | undefined;
  readonly transaction?: Transaction | undefined;
}

/** What is attached to an object of the host. */
export type NewAttachment = Omit<AttachDetails, 'transaction'> & { readonly object: ObjectReference };

/** The same, checked. */
export interface Wanted {
  readonly request: NewAttachment;
  readonly company: string;
  readonly metadata: string;
}

/** An object whose row is locked, and the version that it gets. */
export interface Prepared extends Wanted {
  readonly facts: LockedObject;
  readonly workflow: PublishedWorkflow;
}

/** The row of an attachment that is not started yet. */
export function newRow(
  { clock, userIds }: CommandContext,
  { request, facts, workflow, company, metadata }: Prepared,
): Omit<AttachmentRow, 'id'> {
  const now = clock.now();
  // However the caller has spelled it: else one row could have an open attachment for every spelling.
  const object = { model: request.object.model, objectId: facts.objectId };
  const requesterId = requesterOf(request, facts);
  return {
    company,
    workflowId: workflow.id,
    versionId: workflow.publishedVersionId,
    ...object,
    openKey: openKeyOf(company, object),
    status: 'not_started',
    position: null,
    round: 1,
    stepCount: 0,
    requesterId: requesterId === null ? null : userIds.toText(requesterId, 'requester_id'),
    startedBy: null,
    startedByName: null,
    metadata,
    historyCount: 0,
    historyHead: null,
    historyHashSeed: null,
    startedAt: null,
    closedAt: null,
    createdAt: now,
    updatedAt: now,
    blockedReason: null,
  };
}

/** The one that is named, else the object's own, else whoever attaches. */
function requesterOf({ requesterId, actor }: NewAttachment, facts: ObjectFacts): UserId | null {
  if (requesterId !== undefined) return requesterId;
  return facts.requesterId === undefined ? (actor?.id ?? null) : facts.requesterId;
}

/** What is kept as its metadata. @throws WorkflowError `METADATA_TOO_LARGE` */
export function metadataText(metadata: Readonly<Record<string, unknown>>): string {
  const text = canonicalText(metadata);
  const bytes = Buffer.byteLength(text);
  if (bytes <= MAX_METADATA_BYTES) return text;
  throw new WorkflowError('METADATA_TOO_LARGE', `The metadata has ${bytes} bytes; at most 65536 are kept.`, {
    errors: [{ path: 'metadata', message: 'must be at most 65536 bytes as JSON' }],
  });
}
