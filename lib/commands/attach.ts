import { UniqueConstraintError } from 'sequelize';
import type { Transaction } from 'sequelize';
import type { AttachmentRow } from '../../models/index.js';
import { WorkflowError } from '../errors.js';
import type { FlowActor } from '../flow/types.js';
import { groupBy } from '../group-by.js';
import type { LockedObject } from '../types.js';
import { companyOf } from './actor.js';
import type { CommandOutcome, OutcomesOf } from './command-batch.js';
import { CommandBatch } from './command-batch.js';
import type { CommandContext } from './context.js';
import type { AttachDetails, NewAttachment, Prepared, Wanted } from './new-attachment.js';
import { metadataText, newRow } from './new-attachment.js';
import type { PublishedWorkflow } from './published-workflow.js';
import { requirePublished } from './published-workflow.js';

/**
 * Attaches the published version of a workflow to an object, and starts it.
 *
 * It copies no tree and reads no definition: it costs the same for 4 stages and for 400.
 *
 * @throws WorkflowError `OBJECT_NOT_FOUND`; `WORKFLOW_NOT_FOUND`, `WORKFLOW_INACTIVE`, `WORKFLOW_INCOMPLETE`,
 * `WORKFLOW_NOT_PUBLISHED`; `ALREADY_ATTACHED` where the object has an open attachment; `METADATA_TOO_LARGE`;
 * `NO_APPROVER` where the first stage would have nobody
 */
export async function attach(
  context: CommandContext,
  { transaction, ...request }: NewAttachment & Pick<AttachDetails, 'transaction'>,
): Promise<CommandOutcome> {
  const [outcome] = await attachAll(context, [request], transaction);
  return outcome;
}

/**
 * Attaches workflows to objects of one model, as if one after another, in a few statements for all of them. Where code
 * of the host's runs in between, each is to be attached on its own: see `mayShareBatch`.
 *
 * @throws WorkflowError what {@link attach} throws for the first that is refused; none is attached then
 */
export async function attachAll<const Requests extends readonly NewAttachment[]>(
  context: CommandContext,
  requests: Requests,
  given: Transaction | undefined,
): Promise<OutcomesOf<Requests>> {
  const wanted = requests.map((request) => ({
    request,
    metadata: metadataText(request.metadata ?? {}),
    company: companyOf(request.actor, request.company),
  }));
  const isJoined = context.transactions.joined(given) !== null;
  try {
    return await context.transactions.run(given, async (transaction) => {
      const batch = new CommandBatch(context, transaction);
      const prepared = await prepare(context, wanted, transaction);
      const attachments = await insert(context, prepared, { transaction, isJoined });
      const actors = await nameActors(context, requests, batch);
      const performances = prepared.flatMap(({ request, facts }, index) => {
        const [attachment, actor] = [attachments[index], actors[index]];
        if (attachment === undefined || actor === undefined) return [];
        const command = { kind: 'attached', actor, autoStart: request.autoStart ?? true } as const;
        const locked = { attachment, steps: [], isSubstitute: false };
        return [{ locked, command, object: facts.attributes }];
      });
      return (await batch.perform(performances)) as OutcomesOf<Requests>;
    });
  } catch (error) {
    if (!(error instanceof ObjectTaken)) throw error;
    throw await alreadyAttached(context, error, context.transactions.joined(given));
  }
}

/** Locks the rows of the objects, which are the first lock of every command that may read or write them. */
async function prepare(
  context: CommandContext,
  wanted: readonly Wanted[],
  transaction: Transaction,
): Promise<readonly Prepared[]> {
  const [first] = wanted;
  if (first === undefined) return [];
  const { model } = first.request.object;
  const objectIds = wanted.map(({ request }) => request.object.objectId);
  const locked = await context.objects.lockAll({ model, objectIds }, transaction);
  const workflows = new Map<string, PublishedWorkflow>();
  const prepared: Prepared[] = [];
  for (const one of wanted) {
    const { request, company } = one;
    const facts = requireObject(locked, one);
    const key = JSON.stringify([request.workflow, company]);
    const workflow =
      workflows.get(key) ??
      (await requirePublished(context, { key: request.workflow, company }, transaction));
    workflows.set(key, workflow);
    prepared.push({ ...one, facts, workflow });
  }
  return prepared;
}

function requireObject(
  locked: ReadonlyMap<string, LockedObject>,
  { request: { object }, company }: Wanted,
): LockedObject {
  const facts = locked.get(object.objectId);
  if (facts !== undefined && (facts.company ?? company) === company) return facts;
  throw new WorkflowError('OBJECT_NOT_FOUND', `There is no ${object.model} ${object.objectId}.`);
}

/** A plain INSERT: the unique key decides which of two wins. */
async function insert(
  context: CommandContext,
  prepared: readonly Prepared[],
  options: { readonly transaction: Transaction; readonly isJoined: boolean },
): Promise<readonly AttachmentRow[]> {
  const rows = prepared.map((one) => newRow(context, one));
  try {
    return await context.attachments.insert(rows, options);
  } catch (cause) {
    throw cause instanceof UniqueConstraintError ? new ObjectTaken(rows, cause) : cause;
  }
}

/** Leaves our own transaction, which PostgreSQL would not go on with, before anyone looks up what stands in the way. */
class ObjectTaken extends Error {
  /** One of these has an open attachment. */
  readonly rows: readonly Omit<AttachmentRow, 'id'>[];

  constructor(rows: readonly Omit<AttachmentRow, 'id'>[], cause: unknown) {
    super('The object is taken.', { cause });
    this.rows = rows;
  }
}

/** Who attach, with the names that the directory knows: it is asked once for all of a company. */
async function nameActors(
  context: CommandContext,
  requests: readonly NewAttachment[],
  batch: CommandBatch,
): Promise<readonly FlowActor[]> {
  const actors = requests.map(({ actor }) => actor);
  const companies = groupBy(
    actors.filter((actor) => actor !== null),
    (actor) => companyOf(actor),
  );
  for (const [company, some] of companies) {
    const ids = some.map(({ id }) => context.userIds.toText(id, 'actor.id'));
    await batch.people(company).users(ids);
  }
  const named: FlowActor[] = [];
  for (const actor of actors) {
    const id = actor === null ? null : context.userIds.toText(actor.id, 'actor.id');
    const [user] = actor === null || id === null ? [] : await batch.people(companyOf(actor)).users([id]);
    named.push({ id, name: user?.name ?? null });
  }
  return named;
}

async function alreadyAttached(
  { attachments }: CommandContext,
  error: ObjectTaken,
  transaction: Transaction | null,
): Promise<WorkflowError> {
  let taken = '';
  let openId: number | null = null;
  for (const { company, model, objectId } of error.rows) {
    if (openId !== null) break;
    taken = `${model} ${objectId}`;
    openId = await attachments.findOpenId({ model, objectId }, company, transaction);
  }
  return new WorkflowError(
    'ALREADY_ATTACHED',
    `${taken} already has an open workflow. Finish or cancel it first.`,
    { details: { attachment_id: openId }, cause: error },
  );
}
