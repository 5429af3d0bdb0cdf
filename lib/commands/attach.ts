import { UniqueConstraintError } from 'sequelize';
import type { Transaction } from 'sequelize';
import type { AttachmentRow, WorkflowRow } from '../../models/index.js';
import { canonicalText } from '../definition/fingerprint.js';
import { WorkflowError } from '../errors.js';
import { openKeyOf } from '../store/open-key.js';
import type { Actor, LockedObject, ObjectFacts, ObjectReference, UserId } from '../types.js';
import { companyOf, nameActor } from './actor.js';
import type { CommandContext } from './context.js';
import type { CommandOutcome } from './run-command.js';
import { performCommand } from './run-command.js';

const MAX_METADATA_BYTES = 64 * 1024;

/** Attaches a workflow to an object of the host. */
export interface AttachRequest {
  readonly object: ObjectReference;
  /** The workflow's id, or its key within the company. */
  readonly workflow: number | string;
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

/**
 * Attaches the published version of a workflow to an object, and starts it.
 *
 * It copies no tree and reads no definition: it costs the same for 4 stages and for 400.
 *
 * @throws WorkflowError `OBJECT_NOT_FOUND`; `WORKFLOW_NOT_FOUND`, `WORKFLOW_INACTIVE`, `WORKFLOW_INCOMPLETE`,
 * `WORKFLOW_NOT_PUBLISHED`; `ALREADY_ATTACHED` where the object has an open attachment; `METADATA_TOO_LARGE`;
 * `NO_APPROVER` where the first stage would have nobody
 */
export async function attach(context: CommandContext, request: AttachRequest): Promise<CommandOutcome> {
  const metadata = metadataText(request.metadata ?? {});
  const company = companyOf(request.actor, request.company);
  try {
    return await context.transactions.run(request.transaction, async (transaction) => {
      const facts = await requireObject(context, { object: request.object, company }, transaction);
      const workflow = await requirePublished(context, { key: request.workflow, company }, transaction);
      const attachment = await insert(context, { request, facts, workflow, company, metadata }, transaction);
      const actor = await nameActor(context, request.actor, transaction);
      const command = { action: 'attached', actor, autoStart: request.autoStart ?? true } as const;
      const locked = { attachment, steps: [], isSubstitute: false };
      return performCommand(context, { locked, command, object: facts.attributes }, transaction);
    });
  } catch (error) {
    throw error instanceof ObjectTaken ? await alreadyAttached(context, request, { company, error }) : error;
  }
}

/** The host's row is the first lock of every command that may read or write it. */
async function requireObject(
  { objects }: CommandContext,
  { object, company }: { readonly object: ObjectReference; readonly company: string },
  transaction: Transaction,
): Promise<LockedObject> {
  const facts = await objects.lock(object, transaction, true);
  if (facts !== null && (facts.company ?? company) === company) return facts;
  throw new WorkflowError('OBJECT_NOT_FOUND', `There is no ${object.model} ${object.objectId}.`);
}

async function requirePublished(
  { definitions }: CommandContext,
  { key, company }: { readonly key: number | string; readonly company: string },
  transaction: Transaction,
): Promise<WorkflowRow & { publishedVersionId: number }> {
  const workflow = await definitions.findWorkflow(key, company, transaction);
  if (workflow === null) throw new WorkflowError('WORKFLOW_NOT_FOUND', `There is no workflow ${key}.`);
  const { publishedVersionId } = workflow;
  const isOffered = workflow.status === 'active';
  if (publishedVersionId !== null && isOffered) return { ...workflow, publishedVersionId };
  if (publishedVersionId !== null || workflow.status === 'inactive') {
    throw new WorkflowError(
      'WORKFLOW_INACTIVE',
      `Workflow ${key} is ${workflow.status}. Set its status to active first.`,
    );
  }
  if (workflow.isComplete) {
    throw new WorkflowError(
      'WORKFLOW_NOT_PUBLISHED',
      `Workflow ${key} has never been published. Publish it first.`,
    );
  }
  throw new WorkflowError('WORKFLOW_INCOMPLETE', `Workflow ${key} is incomplete. Complete it first.`, {
    errors: await definitions.findMissing(workflow, transaction),
  });
}

interface NewAttachment {
  readonly request: AttachRequest;
  readonly facts: LockedObject;
  readonly workflow: WorkflowRow & { publishedVersionId: number };
  readonly company: string;
  readonly metadata: string;
}

/** A plain INSERT: the unique key decides which of two wins. */
async function insert(
  context: CommandContext,
  { request, facts, workflow, company, metadata }: NewAttachment,
  transaction: Transaction,
): Promise<AttachmentRow> {
  const now = context.clock.now();
  // However the caller has spelled it: else one row could have an open attachment for every spelling.
  const object = { model: request.object.model, objectId: facts.objectId };
  const requesterId = requesterOf(request, facts);
  const values = {
    company,
    workflowId: workflow.id,
    versionId: workflow.publishedVersionId,
    ...object,
    openKey: openKeyOf(company, object),
    status: 'not_started' as const,
    position: null,
    round: 1,
    stepCount: 0,
    requesterId: requesterId === null ? null : context.userIds.toText(requesterId, 'requester_id'),
    startedBy: null,
    startedByName: null,
    metadata,
    historyCount: 0,
    historyHead: null,
    startedAt: null,
    closedAt: null,
    createdAt: now,
    updatedAt: now,
    blockedReason: null,
    historyHashSeed: null,
  };
  const isJoined = context.transactions.joined(request.transaction) !== null;
  try {
    return await context.attachments.insert(values, { transaction, isJoined });
  } catch (cause) {
    throw cause instanceof UniqueConstraintError ? new ObjectTaken(object, cause) : cause;
  }
}

/** Leaves our own transaction, which PostgreSQL would not go on with, before anyone looks up what stands in the way. */
class ObjectTaken extends Error {
  readonly object: ObjectReference;

  constructor(object: ObjectReference, cause: unknown) {
    super('The object is taken.', { cause });
    this.object = object;
  }
}

/** The one that is named, else the object's own, else whoever attaches. */
function requesterOf({ requesterId, actor }: AttachRequest, facts: ObjectFacts): UserId | null {
  if (requesterId !== undefined) return requesterId;
  return facts.requesterId === undefined ? (actor?.id ?? null) : facts.requesterId;
}

async function alreadyAttached(
  { attachments, transactions }: CommandContext,
  { transaction }: AttachRequest,
  { company, error }: { readonly company: string; readonly error: ObjectTaken },
): Promise<WorkflowError> {
  const { object } = error;
  const openId = await attachments.findOpenId(object, company, transactions.joined(transaction));
  return new WorkflowError(
    'ALREADY_ATTACHED',
    `${object.model} ${object.objectId} already has an open workflow. Finish or cancel it first.`,
    { details: { attachment_id: openId }, cause: error },
  );
}

function metadataText(metadata: Readonly<Record<string, unknown>>): string {
  const text = canonicalText(metadata);
  const bytes = Buffer.byteLength(text);
  if (bytes <= MAX_METADATA_BYTES) return text;
  throw new WorkflowError('METADATA_TOO_LARGE', `The metadata has ${bytes} bytes; at most 65536 are kept.`, {
    errors: [{ path: 'metadata', message: 'must be at most 65536 bytes as JSON' }],
  });
}
