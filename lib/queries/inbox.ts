import type { CommandContext } from '../commands/context.js';
import type { AttachmentSummary } from '../commands/summary.js';
import { summarize } from '../commands/summary.js';
import type { Names, Plan } from '../definition/types.js';
import { isTooLate } from '../flow/rules/step.js';
import type { InboxEntry } from '../store/inbox.js';
import { assignedAt, countInbox, keyOf, readInbox } from '../store/inbox.js';
import { startOf } from '../store/keyset.js';
import type { Page, TimeKey, TimePageRequest } from '../store/page.js';
import { mapPage, toPage } from '../store/page.js';
import type { OwnSeatCount, OwnSeats } from '../store/own-seats.js';
import type { Actor, UserId } from '../types.js';
import { Substitution } from './substitution.js';
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

/** The most seats that are looked at in one statement. */
const LARGEST_STRETCH = 1000;

/** A page of the seats that wait for a reader, longest waiting first. */
export async function readInboxPage(
  context: CommandContext,
  page: TimePageRequest,
  reader: Actor,
): Promise<Page<InboxItem, TimeKey>> {
  const { database } = context;
  const { limit } = page;
  const substitution = await Substitution.read(context, reader);
  const { owner } = substitution;
  let after = await startOf(page, (id) => assignedAt(database, { id, company: owner.company }));
  let size = limit + 1;
  const waiting: PlannedEntry[] = [];
  // Seats that the reader may not decide for are left out: the page goes on behind them until it is full.
  do {
    const { entries, next } = await readInbox(database, owner, { after, limit: size });
    waiting.push(...(await decidable(context, substitution, entries)));
    after = next;
    size = Math.min(size * 2, LARGEST_STRETCH);
  } while (after !== null && waiting.length <= limit);
  return mapPage(toPage(waiting, limit, keyOf), (entry) => viewEntry(context, owner.userId, entry));
}

/** How many seats wait for a reader, by workflow; each called as the newest version among them calls it. */
export async function summarizeInbox(
  context: CommandContext,
  ownSeats: OwnSeats,
  reader: Actor,
): Promise<readonly InboxTotal[]> {
  const substitution = await Substitution.read(context, reader);
  const { owner } = substitution;
  if (owner.absentHolders.length === 0) {
    const counts = await withPlans(context, await ownSeats.count(owner));
    // Of their own seats somebody may decide every one, unless it can be too late for one.
    if (!counts.some(({ plan }) => canBeTooLate(plan))) return totalsOf(counts);
  }
  const seats = await countInbox(context.database, owner);
  const planned = await withPlans(
    context,
    seats.map((each) => ({ ...each, ...each.seat })),
  );
  return totalsOf(await substitution.decidable(planned));
}

type Counted = Pick<OwnSeatCount, 'workflowId' | 'count'> & { readonly plan: Plan };

function totalsOf(counts: readonly Counted[]): readonly InboxTotal[] {
  const totals = new Map<number, InboxTotal>();
  for (const { workflowId, count, plan } of counts) {
    const before = totals.get(workflowId)?.count ?? 0;
    totals.set(workflowId, { workflowId, names: plan.workflow.names, count: before + count });
  }
  return [...totals.values()];
}

function canBeTooLate({ positions }: Plan): boolean {
  return positions.some(({ approvals }) => approvals.some((approval) => isTooLate(approval, true)));
}

async function withPlans<Item extends { readonly versionId: number }>(
  { versions }: CommandContext,
  items: readonly Item[],
): Promise<readonly (Item & { readonly plan: Plan })[]> {
  const plans = await versions.plans(items.map(({ versionId }) => versionId));
  return items.map((item) => ({ ...item, plan: planOf(plans, item.versionId) }));
}

async function decidable(
  context: CommandContext,
  substitution: Substitution,
  entries: readonly InboxEntry[],
): Promise<readonly PlannedEntry[]> {
  const items = entries.map((entry) => ({ ...entry, versionId: entry.seat.versionId }));
  return substitution.decidable(await withPlans(context, items));
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
