import assert from 'node:assert/strict';
import type { Plan } from '../../../lib/definition/types.js';
import type { Change, HistoryChange } from '../../../lib/flow/change.js';
import type {
  AssignmentKey,
  AssignmentState,
  AttachmentState,
  FlowState,
  StepState,
} from '../../../lib/flow/types.js';

type Writable<Row> = { -readonly [Key in keyof Row]: Row[Key] };
type AssignmentRow = Writable<AssignmentState> & { id: number };
type StepRow = Writable<Omit<StepState, 'assignments'>> & { id: number; assignments: AssignmentRow[] };

/** Gives ids to new rows. */
export class IdSequence {
  #last = 1000;

  next(): number {
    this.#last += 1;
    return this.#last;
  }
}

/**
 * The rows of one attachment, kept the way the database keeps them: it knows nothing of `applyChange`, deletes
 * nothing, and loads only the steps of the current position and round. A row that is closed is frozen, so that a
 * change of it is an error.
 */
export class StoredAttachment {
  readonly plan: Plan;
  readonly history: HistoryChange[] = [];
  readonly #ids: IdSequence;
  readonly #row: Writable<AttachmentState>;
  readonly #steps: StepRow[] = [];
  /** Set once it has ended. */
  closedAt: Date | null = null;

  constructor(plan: Plan, requesterId: string | null, ids: IdSequence) {
    this.plan = plan;
    this.#ids = ids;
    this.#row = {
      status: 'not_started',
      position: null,
      round: 1,
      stepCount: 0,
      requesterId,
      startedBy: null,
    };
  }

  get row(): Readonly<AttachmentState> {
    return this.#row;
  }

  /** Every step of every round. */
  get steps(): readonly StepState[] {
    return this.#steps;
  }

  /** What the store would load, in its order: a copy, deeply frozen. */
  load(): FlowState {
    const { position, round } = this.#row;
    const steps = this.#steps.filter((step) => step.position === position && step.round === round);
    return Object.freeze({
      plan: this.plan,
      attachment: Object.freeze({ ...this.#row }),
      steps: Object.freeze(steps.map(freezeStep)),
    });
  }

  /** Writes the changes of one command. */
  apply(changes: readonly Change[]): void {
    for (const change of changes) this.#write(change);
  }

  #write(change: Change): void {
    switch (change.kind) {
      case 'attachment_changed':
        Object.assign(this.#row, change.set);
        if (change.closedAt !== undefined) this.closedAt = change.closedAt;
        return;
      case 'steps_created':
        for (const step of change.steps) this.#insertStep(step);
        return;
      case 'step_opened':
        assert.equal(this.#step(change.stepNumber).status, 'pending', 'only a pending step opens');
        Object.assign(this.#step(change.stepNumber), {
          status: 'current',
          approveAt: change.approveAt,
          rejectAt: change.rejectAt,
        });
        return;
      case 'step_counted':
        this.#step(change.stepNumber).approvedCount = change.approvedCount;
        this.#step(change.stepNumber).rejectedCount = change.rejectedCount;
        return;
      case 'step_closed':
        closeRow(this.#step(change.stepNumber), change.status);
        Object.freeze(this.#step(change.stepNumber).assignments);
        return;
      case 'seats_assigned':
        for (const assignment of change.assignments) {
          this.#step(change.stepNumber).assignments.push({
            ...assignment,
            id: this.#ids.next(),
            status: 'current',
          });
        }
        return;
      case 'assignments_closed':
        for (const key of change.assignments) closeRow(this.#openSeat(key), change.status);
        return;
      case 'reassignment_postponed':
        this.#openSeat(change.assignment).reassignAt = change.reassignAt;
        return;
      case 'history':
        this.history.push(change);
        return;
      case 'rotated':
        return;
    }
  }

  #insertStep(step: Extract<Change, { kind: 'steps_created' }>['steps'][number]): void {
    const { stepNumber, position, round, approvalId, strategy } = step;
    this.#steps.push({
      id: this.#ids.next(),
      stepNumber,
      position,
      round,
      approvalId,
      strategy,
      status: 'pending',
      approveAt: null,
      rejectAt: null,
      approvedCount: 0,
      rejectedCount: 0,
      assignments: [],
    });
  }

  #step(stepNumber: number): StepRow {
    const step = this.#steps.find((candidate) => candidate.stepNumber === stepNumber);
    assert.ok(step, `step ${stepNumber} does not exist`);
    return step;
  }

  #openSeat({ stepNumber, seatNo, turn }: AssignmentKey): AssignmentRow {
    const row = this.#step(stepNumber).assignments.find(
      (held) => held.seatNo === seatNo && held.turn === turn,
    );
    assert.equal(row?.status, 'current', `seat ${stepNumber}/${seatNo}/${turn} is not open`);
    return row;
  }
}

function closeRow<Status>(row: { status: Status }, status: Status): void {
  row.status = status;
  Object.freeze(row);
}

function freezeStep({ assignments, ...step }: StepRow): StepState {
  const inOrder = inSeatOrder(assignments).map((assignment) => Object.freeze({ ...assignment }));
  return Object.freeze({ ...step, assignments: Object.freeze(inOrder) });
}

/** The holders of each seat by turn, seat by seat. */
export function inSeatOrder<Held extends Pick<AssignmentState, 'seatNo' | 'turn'>>(
  assignments: readonly Held[],
): readonly Held[] {
  return [...assignments].sort((one, other) => one.seatNo - other.seatNo || one.turn - other.turn);
}
