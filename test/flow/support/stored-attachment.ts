import assert from 'node:assert/strict';
import type { Plan } from '../../../lib/definition/types.js';
import type { FlowEvent, RecordedEvent } from '../../../lib/flow/events.js';
import type {
  AssignmentKey,
  AssignmentState,
  AttachmentState,
  FlowState,
  PriorStep,
  StepState,
} from '../../../lib/flow/types.js';
import { UNDECIDED, UNOPENED, UNSTARTED } from './new-rows.js';

type Writable<Row> = { -readonly [Key in keyof Row]: Row[Key] };
type AssignmentRow = Writable<AssignmentState> & { id: number };
type StepRow = Writable<Omit<StepState, 'assignments'>> & { id: number; assignments: AssignmentRow[] };

/** An entry of history, and when it was written. */
export type HistoryRow = RecordedEvent & { readonly at: Date };

type EventOf<Kind extends FlowEvent['kind']> = Extract<FlowEvent, { kind: Kind }>;

/** Gives ids to new rows. */
export class IdSequence {
  #last = 1000;

  next(): number {
    this.#last += 1;
    return this.#last;
  }
}

/**
 * The rows of one attachment, kept the way the database keeps them: it knows nothing of `evolve`, deletes
 * nothing, and loads only the steps of the current position and round. A row that is closed is frozen, so that a
 * change of it is an error.
 */
export class StoredAttachment {
  readonly plan: Plan;
  readonly history: HistoryRow[] = [];
  readonly #ids: IdSequence;
  readonly #row: Writable<AttachmentState>;
  readonly #steps: StepRow[] = [];

  constructor(plan: Plan, requesterId: string | null, ids: IdSequence) {
    this.plan = plan;
    this.#ids = ids;
    this.#row = { ...UNSTARTED, requesterId };
  }

  /** When it ended; `null` while it has not. */
  get closedAt(): Date | null {
    return this.#row.closedAt;
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

  /** Every step, and who decided on it, as the database would count it up. */
  priorSteps(): readonly PriorStep[] {
    return this.#steps.map(({ stepNumber, position, round, status, assignments }) => {
      const deciders = (...statuses: readonly string[]): readonly string[] =>
        assignments
          .filter((held) => statuses.includes(held.status))
          .map((held) => held.actorId ?? held.userId);
      const decidedBy = deciders('approved', 'rejected', 'needs_resubmission');
      return { stepNumber, position, round, status, decidedBy, approvedBy: deciders('approved') };
    });
  }

  /** Writes the changes of one command. */
  apply(events: readonly FlowEvent[], now: Date): void {
    for (const event of events) this.#write(event, now);
  }

  #write(event: FlowEvent, now: Date): void {
    switch (event.kind) {
      case 'attachment_changed':
        Object.assign(this.#row, event.set);
        return;
      case 'steps_created':
        for (const step of event.steps) this.#insertStep(step);
        return;
      case 'history':
        this.history.push({ ...event, at: now });
        return;
      case 'step_opened':
      case 'thresholds_changed':
      case 'step_counted':
      case 'step_closed':
      case 'deadline_changed':
        this.#writeStep(event);
        return;
      case 'seats_assigned':
      case 'assignments_closed':
      case 'checked_in':
      case 'reassignment_postponed':
        this.#writeSeats(event);
        return;
      case 'rotated':
      case 'raised':
        return;
    }
  }

  #writeStep(
    event: EventOf<
      'step_opened' | 'thresholds_changed' | 'step_counted' | 'step_closed' | 'deadline_changed'
    >,
  ): void {
    const step = this.#step(event.stepNumber);
    if (event.kind === 'deadline_changed') {
      const { dueAt, alarmAt, timeoutCount, blockedReason } = event;
      Object.assign(step, { dueAt, alarmAt, timeoutCount, blockedReason });
    } else if (event.kind === 'step_closed') {
      Object.assign(step, { alarmAt: null, blockedReason: null, closedAt: event.closedAt });
      closeRow(step, event.status);
      Object.freeze(step.assignments);
    } else if (event.kind === 'step_counted') {
      step.approvedCount = event.approvedCount;
      step.rejectedCount = event.rejectedCount;
    } else {
      const isOpening = event.kind === 'step_opened';
      assert.equal(step.status, isOpening ? 'pending' : 'current', `${event.kind} of the right step`);
      step.approveAt = event.approveAt;
      step.rejectAt = event.rejectAt;
      if (!isOpening) return;
      const { strategy, dueAt, alarmAt, openedAt } = event;
      Object.assign(step, { status: 'current', strategy, dueAt, alarmAt, openedAt });
    }
  }

  #writeSeats(
    event: EventOf<'seats_assigned' | 'assignments_closed' | 'checked_in' | 'reassignment_postponed'>,
  ): void {
    switch (event.kind) {
      case 'seats_assigned': {
        const { assignedAt } = event;
        const rows = event.assignments.map((seat) => ({
          ...seat,
          ...UNDECIDED,
          assignedAt,
          id: this.#ids.next(),
        }));
        this.#step(event.stepNumber).assignments.push(...rows);
        return;
      }
      case 'assignments_closed':
        for (const key of event.assignments) {
          const { actor, comment, formData, actedAt, status } = event;
          const row = this.#openSeat(key);
          Object.assign(row, { actorId: actor.id, actorName: actor.name, comment, formData, actedAt });
          closeRow(row, status);
        }
        return;
      case 'checked_in':
        this.#openSeat(event.assignment).checkedInAt = event.checkedInAt;
        return;
      case 'reassignment_postponed':
        this.#openSeat(event.assignment).reassignAt = event.reassignAt;
        return;
    }
  }

  #insertStep(step: Extract<FlowEvent, { kind: 'steps_created' }>['steps'][number]): void {
    this.#steps.push({ ...UNOPENED, ...step, id: this.#ids.next(), assignments: [] });
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
