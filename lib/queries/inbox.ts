import type { CommandContext } from '../commands/context.js';
import type { AttachmentSummary } from '../commands/summary.js';
import { summarize } from '../commands/summary.js';
import type { Names, Plan } from '../definition/types.js';
import type { InboxEntry } from '../store/inbox.js';
import { countInbox, readInbox } from '../store/inbox.js';
import type { Page, PageRequest } from '../store/page.js';
import { mapPage, toPage } from '../store/page.js';
import type { Actor, UserId } from '../types.js';
import { Coverage } from './coverage.js';
import { planOf } from './plan-of.js';
import type { AssignmentView, StepView } from './step-view.js';
import { viewAssignment, viewStep } from './step-view.js';

/** A seat that waits for the reader, with where it belongs. */
export interface InboxItem {
  readonly attachment: AttachmentSummary;
  readonly step: StepView;
  readonly assignment: AssignmentView;
  /** The holder of the seat, where that is somebody who is out of office, for whom the reader decides. */
  readonly coveringFor: { readonly id: UserId; readonly name: string } | null;
}

/** How many seats of one workflow wait for a reader. */
export interface InboxTotal {
  readonly workflowId: number;
  readonly names: Names;
  readonly count: number;
}

type PlannedEntry = InboxEntry & { readonly plan: Plan };

/** A page of the seats that wait for a reader, longest waiting first. */
export async function readInboxPage(
  context: CommandContext,
  { after, limit }: PageRequest,
  reader: Actor,
): Promise<Page<InboxItem>> {
  const coverage = await Coverage.read(context, reader);
  const waiting: PlannedEntry[] = [];
  // Seats that the reader may not decide for are left out: the page goes on behind them until it is full.
  for (let last = after, isMore = true; isMore && waiting.length <= limit;) {
    const entries = await readInbox(context.database, coverage.owner, { after: last, limit: limit + 1 });
    waiting.push(...(await decidable(context, coverage, entries)));
    isMore = entries.length > limit;
    last = entries.at(-1)?.assignment.id ?? last;
  }
  const page = toPage(waiting, limit, ({ assignment }) => assignment.id);
  return mapPage(page, (entry) => viewEntry(context, coverage.owner.userId, entry));
}

/** How many seats wait for a reader, by workflow; each called as the newest version among them calls it. */
export async function summarizeInbox(context: CommandContext, reader: Actor): Promise<readonly InboxTotal[]> {
  const coverage = await Coverage.read(context, reader);
  const kinds = await countInbox(context.database, coverage.owner);
  const plans = await context.versions.plans(kinds.map(({ seat }) => seat.versionId));
  const totals = new Map<number, InboxTotal>();
  const planned = kinds.map((kind) => ({ ...kind, plan: planOf(plans, kind.seat.versionId) }));
  for (const { seat, count, plan } of await coverage.decidable(planned)) {
    const { workflowId } = seat;
    const before = totals.get(workflowId)?.count ?? 0;
    totals.set(workflowId, { workflowId, names: plan.workflow.names, count: before + count });
  }
  return [...totals.values()];
}

async function decidable(
  { versions }: CommandContext,
  coverage: Coverage,
  entries: readonly InboxEntry[],
): Promise<readonly PlannedEntry[]> {
  const plans = await versions.plans(entries.map(({ seat }) => seat.versionId));
  return coverage.decidable(
    entries.map((entry) => ({ ...entry, plan: planOf(plans, entry.seat.versionId) })),
  );
}

function viewEntry(
  context: CommandContext,
  readerId: string,
  { attachment, step, assignment, plan }: PlannedEntry,
): InboxItem {
  const { userIds } = context;
  const seat = viewAssignment(userIds, assignment);
  return {
    attachment: summarize(context, attachment, plan),
    step: viewStep(userIds, plan, { step, assignmentCount: 1, assignments: [assignment] }),
    assignment: seat,
    coveringFor: assignment.userId === readerId ? null : { id: seat.userId, name: seat.userName },
  };
}
