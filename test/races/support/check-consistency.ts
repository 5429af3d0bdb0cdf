import assert from 'node:assert/strict';
import type { ModelStatic, Sequelize } from 'sequelize';
import { EntrySeals } from '../../../lib/store/audit/entry-seals.js';
import { openKeyOf } from '../../../lib/store/open-key.js';
import type { AssignmentRow, AttachmentRow, HistoryEntryRow, StepRow } from '../../../models/index.js';
import type { PurchaseRequest } from '../../support/host.js';
import { groupBy } from './group-by.js';
import { readStored } from './stored-rows.js';

const OPEN = new Set(['not_started', 'in_progress', 'awaiting_resubmission']);
const PASSED_ON = new Set(['delegated', 'escalated', 'reassigned']);
/** A seat that fell away is the last of its turns, unless somebody else was found for it after all. */
const FELL_AWAY = 'cancelled';

interface AttachmentRows {
  readonly attachment: AttachmentRow;
  readonly steps: readonly StepRow[];
  readonly assignments: readonly AssignmentRow[];
  readonly history: readonly HistoryEntryRow[];
}

/**
 * Reads every run-time row and checks what must hold between them, whatever was decided in whatever order.
 *
 * @returns how many attachments there are
 * @throws AssertionError naming the attachment
 */
export async function checkConsistency(sequelize: Sequelize): Promise<number> {
  const rows = await readStored(sequelize);
  const steps = groupBy(rows.steps, ({ attachmentId }) => attachmentId);
  const assignments = groupBy(rows.assignments, ({ attachmentId }) => attachmentId);
  const history = groupBy(rows.history, ({ attachmentId }) => attachmentId);
  for (const attachment of rows.attachments) {
    const { id } = attachment;
    checkAttachment({
      attachment,
      steps: steps.get(id) ?? [],
      assignments: assignments.get(id) ?? [],
      history: history.get(id) ?? [],
    });
  }
  await checkHost(sequelize, rows.attachments);
  const keys = rows.attachments.flatMap(({ openKey }) => openKey ?? []);
  assert.equal(new Set(keys).size, keys.length, 'an object has two open attachments');
  return rows.attachments.length;
}

/** What the workflow wrote to the host's rows is how the newest attachment of each stands. */
async function checkHost(sequelize: Sequelize, attachments: readonly AttachmentRow[]): Promise<void> {
  const newest = new Map(
    attachments.filter(({ model }) => model === 'PurchaseRequest').map((row) => [row.objectId, row]),
  );
  const { PurchaseRequest: model } = sequelize.models as { PurchaseRequest?: ModelStatic<PurchaseRequest> };
  for (const { id, workflowStatus, workflowStage } of (await model?.findAll()) ?? []) {
    const attachment = newest.get(String(id));
    assert.equal(workflowStatus, attachment?.status ?? null, `purchase request ${id}: its status`);
    const stands = attachment !== undefined && attachment.position !== null;
    assert.equal(workflowStage !== null, stands, `purchase request ${id}: its stage`);
  }
}

function checkAttachment(rows: AttachmentRows): void {
  const { attachment, steps, assignments } = rows;
  const name = `attachment ${attachment.id} (${attachment.status})`;
  checkState(rows, name);
  checkHistory(rows, name);
  const numbers = steps.map(({ stepNumber }) => stepNumber);
  const expected = numbers.map((_number, index) => index + 1);
  assert.deepEqual(numbers, expected, `${name}: its steps have gaps`);
  assert.equal(attachment.stepCount, steps.length, `${name}: its steps are miscounted`);
  const byStep = groupBy(assignments, ({ stepId }) => stepId);
  const overruled = overruledSteps(rows);
  for (const step of steps) {
    const stepName = `${name}, step ${step.stepNumber} (${step.status})`;
    checkStep(step, byStep.get(step.id) ?? [], stepName);
    if (!overruled.has(step.id)) checkBallot(step, stepName);
  }
}

/** The steps that were not ended by their seats: history names no seat for it. */
function overruledSteps({ history }: AttachmentRows): ReadonlySet<number | null> {
  const endings = new Set(['forced', 'approved', 'rejected']);
  const ended = history.filter(({ event, assignmentId }) => endings.has(event) && assignmentId === null);
  return new Set(ended.map(({ stepId }) => stepId));
}

function checkState({ attachment, steps }: AttachmentRows, name: string): void {
  const { status, position, openKey, closedAt, company, round } = attachment;
  const isOpen = OPEN.has(status);
  assert.equal(openKey, isOpen ? openKeyOf(company, attachment) : null, `${name}: open_key`);
  assert.equal(closedAt === null, isOpen, `${name}: closed_at`);
  if (status === 'in_progress') assert.notEqual(position, null, `${name}: it stands nowhere`);
  if (status === 'completed' || status === 'not_started') assert.equal(position, null, `${name}: position`);
  const live = steps.filter((step) => step.status === 'current' || step.status === 'pending');
  if (status === 'in_progress') assert.equal(live[0]?.status, 'current', `${name}: no step is open`);
  else assert.deepEqual(live, [], `${name}: a step is open`);
  for (const step of live) assert.deepEqual([step.position, step.round], [position, round], `${name}: place`);
  const visited = [...new Set(steps.filter((step) => step.round === round).map((step) => step.position))];
  const first = visited[0] ?? 0;
  const inOrder = visited.map((_place, index) => first + index);
  assert.deepEqual(visited, inOrder, `${name}: a position was skipped`);
}

function checkStep(step: StepRow, held: readonly AssignmentRow[], name: string): void {
  const count = (status: string): number => held.filter((row) => row.status === status).length;
  assert.equal(step.approvedCount, count('approved'), `${name}: approved_count`);
  assert.equal(step.rejectedCount, count('rejected'), `${name}: rejected_count`);
  assert.equal(step.openedAt === null, held.length === 0, `${name}: opened_at`);
  const isLive = step.status === 'current' || step.status === 'pending';
  assert.equal(step.closedAt === null, isLive, `${name}: closed_at`);
  if (step.status === 'current') assert(count('current') > 0, `${name}: nobody is seated`);
  else assert.equal(count('current'), 0, `${name}: a seat is still open`);
  if (!isLive) assert.deepEqual([step.alarmAt, step.blockedReason], [null, null], `${name}: its alarm`);
  for (const [seatNo, turns] of groupBy(held, (row) => row.seatNo)) {
    const inOrder = [...turns].sort((a, b) => a.turn - b.turn);
    checkSeat(inOrder, `${name}, seat ${seatNo}`);
  }
}

function checkBallot(step: StepRow, name: string): void {
  if (step.status === 'approved') assert.equal(step.approvedCount, step.approveAt, `${name}: approve_at`);
  if (step.status === 'rejected') assert.equal(step.rejectedCount, step.rejectAt, `${name}: reject_at`);
}

function checkSeat(turns: readonly AssignmentRow[], name: string): void {
  for (const [index, { turn, status, actedAt }] of turns.entries()) {
    const isLast = index === turns.length - 1;
    assert.equal(turn, index + 1, `${name}: its turns have gaps`);
    if (isLast || status !== FELL_AWAY)
      assert.equal(PASSED_ON.has(status), !isLast, `${name}, turn ${turn}: ${status}`);
    assert.equal(actedAt === null, status === 'current', `${name}, turn ${turn}: acted_at`);
  }
}

function checkHistory({ attachment, history }: AttachmentRows, name: string): void {
  // Tests seal without a key.
  const seals = new EntrySeals(undefined);
  let head: string | null = null;
  for (const [index, entry] of history.entries()) {
    assert.equal(entry.sequence, index + 1, `${name}: its history has a gap`);
    assert.equal(entry.previousHash, head, `${name}: its history is not a chain`);
    assert.deepEqual(seals.check(entry, attachment.historyHashSeed), [], `${name}: a seal is broken`);
    head = entry.hash;
  }
  const { historyCount, historyHead } = attachment;
  const end = { historyCount: history.length, historyHead: head };
  assert.deepEqual({ historyCount, historyHead }, end, `${name}: the end of its history`);
}
