import type { Transaction } from 'sequelize';
import type { AttachmentRow } from '../../models/index.js';
import { companyOf } from '../commands/actor.js';
import type { CommandContext } from '../commands/context.js';
import type { AttachmentSummary } from '../commands/summary.js';
import { summarize } from '../commands/summary.js';
import { WorkflowError } from '../errors.js';
import type { KnownKeys } from '../known-options.js';
import { requireKnown } from '../known-options.js';
import type { ModelKey } from '../register.js';
import { listAttachments } from '../store/attachment-list.js';
import type { AttachmentTarget } from '../store/attachments.js';
import { listHistory } from '../store/history-list.js';
import type { Page, PageRequest, TimeKey, TimePageRequest } from '../store/page.js';
import { mapPage, toPage } from '../store/page.js';
import { OwnSeats } from '../store/own-seats.js';
import { readSteps } from '../store/steps.js';
import type { Actor, AttachmentStatus, ObjectReference, UserId } from '../types.js';
import type { AttachmentStatusView } from './attachment-status.js';
import { readAttachmentStatus } from './attachment-status.js';
import type { HistoryEntryView } from './history-view.js';
import { viewHistoryEntry } from './history-view.js';
import type { InboxItem, InboxTotal } from './inbox.js';
import { readInboxPage, summarizeInbox } from './inbox.js';
import { planOf } from './plan-of.js';
import type { StepView } from './step-view.js';
import { viewStep } from './step-view.js';
import { isVisibleTo, viewerOf } from './visibility.js';

/** More seats than a step can have, over all their turns. */
const ALL_ASSIGNMENTS = 1_000_000;

/** Which attachments are listed. */
export interface AttachmentListing {
  /** Only those that this user may see: see {@link Reader.isVisible}. */
  readonly visibleTo?: UserId | undefined;
  readonly status?: AttachmentStatus | undefined;
  readonly model?: ModelKey | undefined;
  readonly objectId?: string | undefined;
  readonly workflowId?: number | undefined;
}

const LISTING: KnownKeys<AttachmentListing> = {
  visibleTo: true,
  status: true,
  model: true,
  objectId: true,
  workflowId: true,
};

/** Reads what may be shown; every call names its reader, and sees the reader's company only. */
export class Reader {
  readonly #context: CommandContext;
  readonly #ownSeats: OwnSeats;

  /** @internal Only the engine makes one. */
  constructor(context: CommandContext) {
    this.#context = context;
    this.#ownSeats = new OwnSeats(context.database);
  }

  /** An attachment's row: by id, or the newest of an object. @throws WorkflowError `ATTACHMENT_NOT_FOUND` */
  async find(
    target: AttachmentTarget,
    reader: Actor,
    transaction: Transaction | null = null,
  ): Promise<AttachmentRow> {
    const row =
      'object' in target
        ? await this.#findLatest(target.object, companyOf(reader), transaction)
        : await this.#context.attachments.find(target, companyOf(reader), transaction);
    if (row !== null) return row;
    throw new WorkflowError(
      'ATTACHMENT_NOT_FOUND',
      'There is no such workflow attachment, or you may not see it.',
    );
  }

  async #findLatest(
    object: ObjectReference,
    company: string,
    transaction: Transaction | null,
  ): Promise<AttachmentRow | null> {
    const { attachments, objects } = this.#context;
    const named = await objects.resolve(object, transaction);
    return named === null ? null : attachments.findLatest(named, company, transaction);
  }

  /** Whether the reader may see an attachment: see {@link isVisibleTo}. */
  async isVisible(attachment: AttachmentRow, reader: Actor): Promise<boolean> {
    return isVisibleTo(this.#context, attachment, reader);
  }

  /** Where an attachment stands, without its steps. */
  async summary(attachment: AttachmentRow): Promise<AttachmentSummary> {
    return summarize(this.#context, attachment, await this.#context.versions.plan(attachment.versionId));
  }

  /** The status of an attachment with its steps. */
  async status(
    attachment: AttachmentRow,
    reader: Actor,
    transaction: Transaction | null = null,
  ): Promise<AttachmentStatusView> {
    return readAttachmentStatus(this.#context, attachment, { reader, transaction });
  }

  /** A page of attachments, newest first, without their steps. */
  async list(
    listing: AttachmentListing,
    page: TimePageRequest,
    reader: Actor,
  ): Promise<Page<AttachmentSummary, TimeKey>> {
    requireKnown(listing, LISTING, { caller: 'reader.list' });
    const { visibleTo, ...filter } = listing;
    const { database, versions } = this.#context;
    const company = companyOf(reader);
    const objectId = await this.#nameOf(filter);
    if (objectId === null) return { items: [], next: null };
    const viewer =
      visibleTo === undefined ? undefined : await viewerOf(this.#context, { id: visibleTo, company });
    const rows = await listAttachments(database, { ...filter, objectId, company, viewer }, page);
    const plans = await versions.plans(rows.items.map(({ versionId }) => versionId));
    return mapPage(rows, (row) => summarize(this.#context, row, planOf(plans, row.versionId)));
  }

  /** The name of the object that is asked for; without its model, the text as it is. `null` where there can be none. */
  async #nameOf({ model = '', objectId }: AttachmentListing): Promise<string | null | undefined> {
    if (objectId === undefined) return undefined;
    return (await this.#context.objects.resolve({ model, objectId }, null))?.objectId ?? null;
  }

  /** A page of an attachment's steps with all their assignments. */
  async steps(attachment: AttachmentRow, page: PageRequest): Promise<Page<StepView>> {
    const { database, versions, userIds } = this.#context;
    const plan = await versions.plan(attachment.versionId);
    const selection = { attachmentId: attachment.id, page, assignmentLimit: ALL_ASSIGNMENTS };
    const rows = toPage(await readSteps(database, selection), page.limit, ({ step }) => step.stepNumber);
    return mapPage(rows, (row) => viewStep(userIds, plan, row));
  }

  /** A page of an attachment's history, oldest first. */
  async history(attachment: AttachmentRow, page: PageRequest): Promise<Page<HistoryEntryView>> {
    const rows = await listHistory(this.#context.database, attachment.id, page);
    return mapPage(rows, (row) => viewHistoryEntry(this.#context.userIds, row));
  }

  /** A page of the seats that wait for the reader, longest waiting first: their own, and those for which they are a substitute. */
  async inbox(page: TimePageRequest, reader: Actor): Promise<Page<InboxItem, TimeKey>> {
    return readInboxPage(this.#context, page, reader);
  }

  /** How many seats wait for the reader, by workflow. */
  async inboxSummary(reader: Actor): Promise<readonly InboxTotal[]> {
    return summarizeInbox(this.#context, this.#ownSeats, reader);
  }
}
