import type { Transaction } from 'sequelize';
import type { AttachmentRow } from '../../models/index.js';
import { companyOf } from '../commands/actor.js';
import type { CommandContext } from '../commands/context.js';
import type { AttachmentSummary } from '../commands/summary.js';
import { summarize } from '../commands/summary.js';
import type { Names } from '../definition/types.js';
import { WorkflowError } from '../errors.js';
import type { AttachmentFilter } from '../store/attachment-list.js';
import { isVisibleTo, listAttachments } from '../store/attachment-list.js';
import type { AttachmentTarget } from '../store/attachments.js';
import { listHistory } from '../store/history-list.js';
import { countInbox, readInbox } from '../store/inbox.js';
import type { Page, PageRequest } from '../store/page.js';
import { mapPage, toPage } from '../store/page.js';
import { readSteps } from '../store/steps.js';
import type { Actor } from '../types.js';
import type { AttachmentStatusView } from './attachment-status.js';
import { readAttachmentStatus } from './attachment-status.js';
import type { HistoryEntryView } from './history-view.js';
import { viewHistoryEntry } from './history-view.js';
import type { AssignmentView, StepView } from './step-view.js';
import { viewAssignment, viewStep } from './step-view.js';

/** More seats than a step can have, over all their turns. */
const ALL_ASSIGNMENTS = 1_000_000;

/** A seat that waits for the reader, with where it belongs. */
export interface InboxItem {
  readonly attachment: AttachmentSummary;
  readonly step: StepView;
  readonly assignment: AssignmentView;
}

/** Reads what may be shown; every call names its reader, and sees the reader's company only. */
export class Reader {
  readonly #context: CommandContext;

  constructor(context: CommandContext) {
    this.#context = context;
  }

  /** An attachment's row: by id, or the newest of an object. @throws WorkflowError `ATTACHMENT_NOT_FOUND` */
  async find(
    target: AttachmentTarget,
    reader: Actor,
    transaction: Transaction | null = null,
  ): Promise<AttachmentRow> {
    const { attachments } = this.#context;
    const company = companyOf(reader);
    const row =
      'object' in target
        ? await attachments.findLatest(target.object, company, transaction)
        : await attachments.find(target, company, transaction);
    if (row !== null) return row;
    throw new WorkflowError(
      'ATTACHMENT_NOT_FOUND',
      'There is no such workflow attachment, or you may not see it.',
    );
  }

  /** Whether the reader requested it, started it, or was ever seated on it. */
  async isVisible(attachment: AttachmentRow, reader: Actor): Promise<boolean> {
    return isVisibleTo(this.#context.database, attachment, this.#context.userIds.toText(reader.id));
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
    return readAttachmentStatus(this.#context, attachment, { reader: reader.id, transaction });
  }

  /** A page of attachments, newest first, without their steps. */
  async list(
    filter: Omit<AttachmentFilter, 'company'>,
    page: PageRequest,
    reader: Actor,
  ): Promise<Page<AttachmentSummary>> {
    const { database, versions } = this.#context;
    const rows = await listAttachments(database, { ...filter, company: companyOf(reader) }, page);
    const plans = await versions.plans(rows.items.map(({ versionId }) => versionId));
    return mapPage(rows, (row) => summarize(this.#context, row, planOf(plans, row.versionId)));
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

  /** A page of the seats that wait for the reader, longest waiting first. */
  async inbox(page: PageRequest, reader: Actor): Promise<Page<InboxItem>> {
    const { database, versions, userIds } = this.#context;
    const owner = { company: companyOf(reader), userId: userIds.toText(reader.id) };
    const entries = await readInbox(database, owner, page);
    const plans = await versions.plans(entries.items.map(({ attachment }) => attachment.versionId));
    return mapPage(entries, ({ attachment, step, assignment }) => {
      const plan = planOf(plans, attachment.versionId);
      return {
        attachment: summarize(this.#context, attachment, plan),
        step: viewStep(userIds, plan, { step, assignmentCount: 1, assignments: [assignment] }),
        assignment: viewAssignment(userIds, assignment),
      };
    });
  }

  /** How many seats wait for the reader, by workflow. */
  async inboxSummary(reader: Actor): Promise<readonly { workflowId: number; names: Names; count: number }[]> {
    const { database, versions, userIds } = this.#context;
    const owner = { company: companyOf(reader), userId: userIds.toText(reader.id) };
    const counts = await countInbox(database, owner);
    const plans = await versions.plans(counts.map(({ versionId }) => versionId));
    return counts.map(({ workflowId, versionId, count }) => ({
      workflowId,
      names: planOf(plans, versionId).workflow.names,
      count,
    }));
  }
}

function planOf<Value>(plans: ReadonlyMap<number, Value>, versionId: number): Value {
  const plan = plans.get(versionId);
  if (plan === undefined) throw new WorkflowError('INTERNAL_ERROR', `Version ${versionId} is missing.`);
  return plan;
}
