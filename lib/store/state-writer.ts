import type { Transaction } from 'sequelize';
import type { AttachmentRow } from '../../models/index.js';
import { WorkflowError } from '../errors.js';
import type { Change } from '../flow/events.js';
import { isClosed } from '../flow/rules/attachment.js';
import type { AssignmentKey, FlowState } from '../flow/types.js';
import type { Database } from './database.js';
import type { History, HistoryHead } from './history.js';
import { openKeyOf } from './open-key.js';
import type { Rotations } from './rotations.js';
import type { RowWriter } from './sql/row-writer.js';
import type { RowUpdate } from './sql/update-statement.js';
import type { StateDifference } from './state-difference.js';
import { assignmentRow, differenceOf, stepRow } from './state-difference.js';

/** What one command has made of an attachment. */
export interface Transition {
  readonly attachment: AttachmentRow;
  readonly before: FlowState;
  readonly after: FlowState;
  readonly events: readonly Change[];
  readonly now: Date;
}

/** An attachment as it is stored now, and its state, in which every row has its id. */
export interface Written {
  readonly attachment: AttachmentRow;
  readonly state: FlowState;
}

interface StateWriterOptions {
  readonly database: Database;
  readonly history: History;
  readonly rotations: Rotations;
  readonly rows: RowWriter;
}

/** Writes the difference between two states, and the history of what happened: each row once. */
export class StateWriter {
  readonly #options: StateWriterOptions;

  constructor(options: StateWriterOptions) {
    this.#options = options;
  }

  /**
   * Writes what one command has changed.
   *
   * @throws WorkflowError `ALREADY_DECIDED` where somebody who did not hold the lock has closed an assignment
   */
  async write(transition: Transition, transaction: Transaction): Promise<Written> {
    const { attachment, before, after, events } = transition;
    if (events.length === 0) return { attachment, state: before };
    const difference = differenceOf(before, after);
    const withSteps = await this.#insertSteps(transition, difference, transaction);
    const state = await this.#insertAssignments(transition, { difference, state: withSteps }, transaction);
    await this.#saveRotations(transition, transaction);
    const head = await this.#appendHistory(transition, state, transaction);
    const set = attachmentSet(transition, difference, head);
    await this.#update(attachment.id, { difference, set }, transaction);
    return { attachment: { ...attachment, ...set }, state };
  }

  async #insertSteps(
    { attachment, after, now }: Transition,
    { newSteps }: StateDifference,
    transaction: Transaction,
  ): Promise<FlowState> {
    if (newSteps.length === 0) return after;
    const { company, id: attachmentId } = attachment;
    const rows = newSteps.map((step) => ({ ...stepRow(step), company, attachmentId, createdAt: now }));
    const { Step: model } = this.#options.database.models;
    const key = ['attachmentId', 'stepNumber'];
    const ids = await this.#options.rows.insert({ model, rows, key }, transaction);
    const byNumber = new Map(newSteps.map(({ stepNumber }, index) => [stepNumber, ids[index] ?? null]));
    const steps = after.steps.map((step) =>
      step.id === null ? { ...step, id: byNumber.get(step.stepNumber) ?? null } : step,
    );
    return { ...after, steps };
  }

  async #insertAssignments(
    { attachment }: Transition,
    { difference, state }: { readonly difference: StateDifference; readonly state: FlowState },
    transaction: Transaction,
  ): Promise<FlowState> {
    const { newAssignments } = difference;
    if (newAssignments.length === 0) return state;
    const { company, id: attachmentId } = attachment;
    const rows = newAssignments.map(({ stepNumber, assignment }) => ({
      ...assignmentRow(assignment),
      company,
      attachmentId,
      stepId: stepIdOf(state, stepNumber),
    }));
    const { Assignment: model } = this.#options.database.models;
    const key = ['stepId', 'seatNo', 'turn'];
    const ids = await this.#options.rows.insert({ model, rows, key }, transaction);
    const byAssignment = new Map(
      newAssignments.map(({ assignment }, index) => [assignment, ids[index] ?? null]),
    );
    const steps = state.steps.map((step) => ({
      ...step,
      assignments: step.assignments.map((held) =>
        held.id === null ? { ...held, id: byAssignment.get(held) ?? null } : held,
      ),
    }));
    return { ...state, steps };
  }

  async #saveRotations({ attachment, events }: Transition, transaction: Transaction): Promise<void> {
    const { company, workflowId } = attachment;
    for (const event of events) {
      if (event.kind !== 'rotated') continue;
      const key = { company, workflowId, approvalId: event.approvalId };
      await this.#options.rotations.save(key, event.seatedOrder, transaction);
    }
  }

  async #appendHistory(
    { attachment, before, events, now }: Transition,
    state: FlowState,
    transaction: Transaction,
  ): Promise<HistoryHead> {
    const entries = events.flatMap((event) => {
      if (event.kind !== 'history') return [];
      const { actor, stepNumber, assignment, onBehalfOf, comment, data } = event;
      return [
        {
          event: event.event,
          onBehalfOf,
          comment,
          data,
          actorId: actor.id,
          actorName: actor.name,
          stepId: stepNumber === null ? null : stepIdOf(state, stepNumber),
          assignmentId: assignment === null ? null : assignmentIdOf(before, assignment),
        },
      ];
    });
    return this.#options.history.append(attachment, entries, { createdAt: now, transaction });
  }

  async #update(
    id: number,
    { difference, set }: { readonly difference: StateDifference; readonly set: Partial<AttachmentRow> },
    transaction: Transaction,
  ): Promise<void> {
    const { Assignment, Step, Attachment } = this.#options.database.models;
    const expected = { status: 'current' };
    const assignments = difference.assignments.map((group) => ({ model: Assignment, expected, ...group }));
    const updates: readonly RowUpdate[] = [
      ...assignments,
      ...difference.steps.map((step) => ({ model: Step, ids: [step.id], set: step.set })),
      { model: Attachment, ids: [id], set },
    ];
    const counts = await this.#options.rows.update(updates, transaction);
    if (assignments.some(({ ids }, index) => counts[index] !== ids.length)) throw decidedMeanwhile();
  }
}

function attachmentSet(
  { attachment, after, now }: Transition,
  { attachment: changed }: StateDifference,
  head: HistoryHead,
): Partial<AttachmentRow> {
  const { company, model } = attachment;
  const { objectId } = after.attachment;
  const isOpen = !isClosed(after.attachment);
  const openKey = openKeyOf(company, { model, objectId });
  return {
    ...changed,
    ...(isOpen ? {} : { openKey: null, blockedReason: null }),
    ...(isOpen && changed.objectId !== undefined ? { openKey } : {}),
    ...head,
    updatedAt: now,
  };
}

function stepIdOf({ steps }: FlowState, stepNumber: number): number {
  const id = steps.find((step) => step.stepNumber === stepNumber)?.id ?? null;
  if (id === null) throw new RangeError(`Step ${stepNumber} is not stored.`);
  return id;
}

/** The id of an assignment that was loaded; `null` for one that is stored only now. */
function assignmentIdOf({ steps }: FlowState, { stepNumber, seatNo, turn }: AssignmentKey): number | null {
  const step = steps.find((one) => one.stepNumber === stepNumber);
  const held = step?.assignments.find((one) => one.seatNo === seatNo && one.turn === turn);
  return held?.id ?? null;
}

function decidedMeanwhile(): WorkflowError {
  return new WorkflowError('ALREADY_DECIDED', 'This seat was decided meanwhile. Read the status again.');
}
