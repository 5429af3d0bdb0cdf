import type { Transaction } from 'sequelize';
import type { AttachmentRow } from '../../models/index.js';
import { canonicalText } from '../definition/fingerprint.js';
import { WorkflowError } from '../errors.js';
import type { Change } from '../flow/change.js';
import type { AssignmentKey, FlowState } from '../flow/types.js';
import { ATTACHMENT_STATUSES } from '../types.js';
import type { AttachmentStatus } from '../types.js';
import type { Database } from './database.js';
import { writing } from './database.js';
import type { History } from './history.js';
import { openKeyOf } from './open-key.js';
import { writeRole } from './role-text.js';
import type { Rotations } from './rotations.js';
import { idOf } from './rows.js';
import type { WriteSet } from './write-set.js';
import { assignmentIdOf, gatherWrites } from './write-set.js';

const OPEN_STATUSES: ReadonlySet<AttachmentStatus> = new Set(
  ATTACHMENT_STATUSES.filter((status) => !['completed', 'rejected', 'cancelled'].includes(status)),
);

/** One command's changes, and where they belong. */
export interface Application {
  readonly attachment: AttachmentRow;
  /** The state before the changes. */
  readonly state: FlowState;
  readonly changes: readonly Change[];
  readonly now: Date;
}

interface ChangeWriterOptions {
  readonly database: Database;
  readonly history: History;
  readonly rotations: Rotations;
}

/** Writes what the flow decided: each row once, seats only while they are still open. */
export class ChangeWriter {
  readonly #options: ChangeWriterOptions;

  constructor(options: ChangeWriterOptions) {
    this.#options = options;
  }

  /**
   * Writes the changes of one command.
   *
   * @returns the attachment as it is now stored
   * @throws WorkflowError `ALREADY_DECIDED` where a seat was closed by someone who did not hold the lock
   */
  async apply(application: Application, transaction: Transaction): Promise<AttachmentRow> {
    if (application.changes.length === 0) return application.attachment;
    const writes = gatherWrites(application.changes);
    await this.#closeAssignments(application, writes, transaction);
    const stepIds = await this.#writeSteps(application, writes, transaction);
    await this.#insertAssignments(application, { writes, stepIds }, transaction);
    await this.#saveRotations(application, writes, transaction);
    return this.#writeAttachment(application, { writes, stepIds }, transaction);
  }

  async #closeAssignments(
    { state }: Application,
    { closings, checkIns, postponements }: WriteSet,
    transaction: Transaction,
  ): Promise<void> {
    const { Assignment } = this.#options.database.models;
    for (const { assignments, status, actor, comment, formData, actedAt } of closings) {
      const set = {
        status,
        actorId: actor.id,
        actorName: actor.name,
        comment,
        formData: formData === undefined ? null : canonicalText(formData),
        actedAt,
      };
      const id = assignments.map((key) => requireId(state, key));
      const [count] = await Assignment.update(set, {
        where: { id, status: 'current' },
        ...writing(transaction),
      });
      if (count !== id.length) throw decidedMeanwhile();
    }
    for (const { assignment, checkedInAt } of checkIns) {
      const where = { id: requireId(state, assignment), status: 'current' };
      await Assignment.update({ checkedInAt }, { where, ...writing(transaction) });
    }
    for (const { assignment, reassignAt } of postponements) {
      const where = { id: requireId(state, assignment), status: 'current' };
      await Assignment.update(
        { reassignAt, claimedBy: null, claimedUntil: null },
        { where, ...writing(transaction) },
      );
    }
  }

  /** Updates existing steps and inserts new ones; returns the ids of all by step number. */
  async #writeSteps(
    { attachment, state, now }: Application,
    { stepSets, newSteps }: WriteSet,
    transaction: Transaction,
  ): Promise<ReadonlyMap<number, number>> {
    const { Step } = this.#options.database.models;
    const ids = new Map<number, number>();
    for (const { stepNumber, id } of state.steps) {
      if (id === null) continue;
      ids.set(stepNumber, id);
      const set = stepSets.get(stepNumber);
      if (set !== undefined) await Step.update(set, { where: { id }, ...writing(transaction) });
    }
    if (newSteps.length === 0) return ids;
    const { company, id: attachmentId } = attachment;
    const rows = newSteps.map((step) => ({
      status: 'pending' as const,
      approvedCount: 0,
      rejectedCount: 0,
      ...step,
      ...stepSets.get(step.stepNumber),
      company,
      attachmentId,
      createdAt: now,
    }));
    const created = await Step.bulkCreate(rows, { transaction });
    for (const step of created) ids.set(step.stepNumber, idOf(step));
    return ids;
  }

  async #insertAssignments(
    { attachment }: Application,
    { writes, stepIds }: { readonly writes: WriteSet; readonly stepIds: ReadonlyMap<number, number> },
    transaction: Transaction,
  ): Promise<void> {
    if (writes.newAssignments.length === 0) return;
    const { company, id: attachmentId } = attachment;
    const rows = writes.newAssignments.map(({ stepNumber, assignment, assignedAt }) => ({
      ...assignment,
      rotationRole: writeRole(assignment.rotationRole),
      status: 'current' as const,
      company,
      attachmentId,
      stepId: stepIdOf(stepIds, stepNumber),
      assignedAt,
    }));
    await this.#options.database.models.Assignment.bulkCreate(rows, { transaction });
  }

  async #saveRotations(
    { attachment: { company, workflowId } }: Application,
    { rotations }: WriteSet,
    transaction: Transaction,
  ): Promise<void> {
    for (const { approvalId, seatedOrder } of rotations) {
      await this.#options.rotations.save({ company, workflowId, approvalId }, seatedOrder, transaction);
    }
  }

  async #writeAttachment(
    { attachment, state, now }: Application,
    { writes, stepIds }: { readonly writes: WriteSet; readonly stepIds: ReadonlyMap<number, number> },
    transaction: Transaction,
  ): Promise<AttachmentRow> {
    const entries = writes.history.map(({ actor, stepNumber, assignment, ...entry }) => ({
      event: entry.event,
      onBehalfOf: entry.onBehalfOf,
      comment: entry.comment,
      data: entry.data,
      actorId: actor.id,
      actorName: actor.name,
      stepId: stepNumber === null ? null : stepIdOf(stepIds, stepNumber),
      assignmentId: assignment === null ? null : assignmentIdOf(state, assignment),
    }));
    const head = await this.#options.history.append(attachment, entries, { createdAt: now, transaction });
    const { status = attachment.status, objectId } = writes.attachment;
    const isOpen = OPEN_STATUSES.has(status);
    const { company, model } = attachment;
    const set = {
      ...writes.attachment,
      ...(isOpen ? {} : { openKey: null, blockedReason: null }),
      ...(isOpen && objectId !== undefined ? { openKey: openKeyOf(company, { model, objectId }) } : {}),
      ...head,
      updatedAt: now,
    };
    await this.#options.database.models.Attachment.update(set, {
      where: { id: attachment.id },
      ...writing(transaction),
    });
    return { ...attachment, ...set };
  }
}

function requireId(state: FlowState, key: AssignmentKey): number {
  const id = assignmentIdOf(state, key);
  if (id === null) throw new RangeError(`Seat ${key.seatNo} of step ${key.stepNumber} is not stored yet.`);
  return id;
}

function stepIdOf(ids: ReadonlyMap<number, number>, stepNumber: number): number {
  const id = ids.get(stepNumber);
  if (id === undefined) throw new RangeError(`Step ${stepNumber} is not stored.`);
  return id;
}

function decidedMeanwhile(): WorkflowError {
  return new WorkflowError('ALREADY_DECIDED', 'This seat was decided meanwhile. Read the status again.');
}
