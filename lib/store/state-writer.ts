import type { Transaction } from 'sequelize';
import type { Creation } from '../../models/creation.js';
import type { AssignmentRow, AttachmentRow, StepRow } from '../../models/index.js';
import { WorkflowError } from '../errors.js';
import type { FlowEvent } from '../flow/events.js';
import { isClosed } from '../flow/rules/attachment.js';
import type { AssignmentKey, FlowState } from '../flow/types.js';
import type { Database } from './database.js';
import type { Chain, History, HistoryHead } from './history.js';
import { openKeyOf } from './open-key.js';
import type { Rotations } from './rotations.js';
import type { RowUpdate } from './sql/gathered-update.js';
import type { RowInsert, RowWriter } from './sql/row-writer.js';
import type { StateDifference } from './state-difference.js';
import { assignmentRow, differenceOf, stepRow } from './state-difference.js';

/** What one command has made of an attachment. */
export interface Transition {
  readonly attachment: AttachmentRow;
  readonly before: FlowState;
  readonly after: FlowState;
  readonly events: readonly FlowEvent[];
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

/** A transition on its way into the database. */
interface Writing extends Transition {
  readonly difference: StateDifference;
  /** How it stands, with the ids of the rows that are stored by now. */
  readonly state: FlowState;
}

/** Writes the differences between states, and the history of what happened: each row once. */
export class StateWriter {
  readonly #options: StateWriterOptions;

  constructor(options: StateWriterOptions) {
    this.#options = options;
  }

  /** Writes what one command has changed. @throws see {@link writeAll} */
  async write(transition: Transition, transaction: Transaction): Promise<Written> {
    const { attachment, before: state } = transition;
    const [written = { attachment, state }] = await this.writeAll([transition], transaction);
    return written;
  }

  /**
   * Writes what commands have changed, each of another attachment: the rows of a table all together.
   *
   * @returns how each attachment stands now, in the same order
   * @throws WorkflowError `ALREADY_DECIDED` where somebody who did not hold the lock has closed an assignment
   */
  async writeAll(transitions: readonly Transition[], transaction: Transaction): Promise<readonly Written[]> {
    const begun = transitions
      .filter(({ events }) => events.length > 0)
      .map((one) => ({ ...one, difference: differenceOf(one.before, one.after), state: one.after }));
    const withSteps = await this.#insertSteps(begun, transaction);
    const stored = await this.#insertAssignments(withSteps, transaction);
    const heads = await this.#options.history.appendAll(stored.map(chainOf), transaction);
    const written = pairs(stored, heads).map(([one, head]) => ({ ...one, set: attachmentSet(one, head) }));
    await this.#update(written, transaction);
    const byAttachment = new Map(
      written.map(({ attachment, set, state }) => [
        attachment,
        { attachment: { ...attachment, ...set }, state },
      ]),
    );
    return transitions.map(
      ({ attachment, before }) => byAttachment.get(attachment) ?? { attachment, state: before },
    );
  }

  async #insertSteps(writings: readonly Writing[], transaction: Transaction): Promise<readonly Writing[]> {
    const rows = writings.map(({ attachment: { company, id: attachmentId }, difference, now: createdAt }) =>
      difference.newSteps.map((step): Creation<StepRow> =>
        stepRow(step, { company, attachmentId, createdAt }),
      ),
    );
    const { Step: model } = this.#options.database.models;
    const insert = { model, key: ['attachmentId', 'stepNumber'] };
    const ids = await this.#insert({ ...insert, rows }, transaction);
    return pairs(writings, ids).map(([writing, own]) => ({ ...writing, state: withStepIds(writing, own) }));
  }

  async #insertAssignments(
    writings: readonly Writing[],
    transaction: Transaction,
  ): Promise<readonly Writing[]> {
    const rows = writings.map(({ attachment: { company, id: attachmentId }, difference, state }) =>
      difference.newAssignments.map(({ stepNumber, assignment }): Creation<AssignmentRow> =>
        assignmentRow(assignment, { company, attachmentId, stepId: stepIdOf(state, stepNumber) }),
      ),
    );
    const { Assignment: model } = this.#options.database.models;
    const insert = { model, key: ['stepId', 'seatNo', 'turn'] };
    const ids = await this.#insert({ ...insert, rows }, transaction);
    return pairs(writings, ids).map(([writing, own]) => ({
      ...writing,
      state: withAssignmentIds(writing, own),
    }));
  }

  /** Inserts lists of rows. @returns their ids, list by list */
  async #insert(
    { rows, ...insert }: Omit<RowInsert, 'rows'> & { readonly rows: readonly RowInsert['rows'][] },
    transaction: Transaction,
  ): Promise<readonly (readonly number[])[]> {
    const ids = await this.#options.rows.insert({ ...insert, rows: rows.flat() }, transaction);
    let from = 0;
    return rows.map(({ length }) => ids.slice(from, (from += length)));
  }

  /** Of a rotation that several have moved on, the last one says how it stands. */
  #rotationUpdates(writings: readonly Writing[], transaction: Transaction): readonly RowUpdate[] {
    const updates = new Map<string, RowUpdate>();
    for (const { attachment, events } of writings) {
      const { company, workflowId } = attachment;
      for (const event of events) {
        if (event.kind !== 'rotated') continue;
        const key = { company, workflowId, approvalId: event.approvalId };
        const update = this.#options.rotations.update(key, event.seatedOrder, transaction);
        updates.set(JSON.stringify(key), update);
      }
    }
    return [...updates.values()];
  }

  async #update(writings: readonly Finished[], transaction: Transaction): Promise<void> {
    const { Assignment, Step, Attachment } = this.#options.database.models;
    const expected = { status: 'current' };
    const updates: readonly RowUpdate[] = [
      ...writings.flatMap(({ difference }) =>
        difference.assignments.map((group) => ({ model: Assignment, expected, ...group })),
      ),
      ...writings.flatMap(({ difference }) =>
        difference.steps.map(({ id, set }) => ({ model: Step, ids: [id], set })),
      ),
      ...writings.map(({ attachment: { id }, set }) => ({ model: Attachment, ids: [id], set })),
      ...this.#rotationUpdates(writings, transaction),
    ];
    if (!(await this.#options.rows.update(updates, transaction))) throw decidedMeanwhile();
  }
}

/** What is written, with what its attachment is set to. */
interface Finished extends Writing {
  readonly set: Partial<AttachmentRow>;
}

function pairs<One, Other>(ones: readonly One[], others: readonly Other[]): readonly [One, Other][] {
  return ones.flatMap((one, index) => {
    const other = others[index];
    return other === undefined ? [] : [[one, other]];
  });
}

function withStepIds({ state, difference }: Writing, ids: readonly number[]): FlowState {
  if (ids.length === 0) return state;
  const byNumber = new Map(pairs(difference.newSteps, ids).map(([{ stepNumber }, id]) => [stepNumber, id]));
  const steps = state.steps.map((step) =>
    step.id === null ? { ...step, id: byNumber.get(step.stepNumber) ?? null } : step,
  );
  return { ...state, steps };
}

function withAssignmentIds({ state, difference }: Writing, ids: readonly number[]): FlowState {
  if (ids.length === 0) return state;
  const byAssignment = new Map(
    pairs(difference.newAssignments, ids).map(([{ assignment }, id]) => [assignment, id]),
  );
  const steps = state.steps.map((step) => ({
    ...step,
    assignments: step.assignments.map((held) =>
      held.id === null ? { ...held, id: byAssignment.get(held) ?? null } : held,
    ),
  }));
  return { ...state, steps };
}

function chainOf({ attachment, before, state, events, now }: Writing): Chain {
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
  return { attachment, entries, createdAt: now };
}

function attachmentSet(
  { attachment, after, now, difference: { attachment: changed } }: Writing,
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
