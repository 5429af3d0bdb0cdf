import assert from 'node:assert/strict';
import type { ActionsByEvent, ApprovalSettings } from '../../../lib/definition/types.js';
import { WorkflowError } from '../../../lib/errors.js';
import type { RecordedEvent } from '../../../lib/flow/events.js';
import type { FlowCommand, SeatCommand } from '../../../lib/flow/commands/command.js';
import type { HostStrategy } from '../../../lib/flow/strategies/strategy.js';
import type { BusinessCalendar } from '../../../lib/flow/deadlines/working-time.js';
import type { AssignmentState, StepState } from '../../../lib/flow/types.js';
import type { HistoryEvent } from '../../../lib/types.js';
import type { People } from './people.js';
import type { PlanOptions } from './plans.js';
import { planOf } from './plans.js';
import type { StoredAttachment } from './stored-attachment.js';
import type { Outcome } from './world.js';
import { settingsOf, World } from './world.js';

interface JourneyOptions extends PlanOptions {
  readonly people: People;
  /** @defaultValue `'req'` */
  readonly requesterId?: string | null;
  readonly maxSeats?: number;
  readonly strategies?: readonly HostStrategy[];
  readonly builtInActions?: ActionsByEvent;
  readonly isObserved?: boolean;
  readonly calendar?: BusinessCalendar | null;
}

/** What a decision may carry beside its actor. */
type Extras = Partial<Pick<SeatCommand, 'seat' | 'reason' | 'formData'>>;

/** One attachment on its way. Every method throws the refusal, where there is one. */
export class Journey {
  readonly world: World;
  readonly attachment: StoredAttachment;

  constructor(positions: readonly (readonly ApprovalSettings[])[], options: JourneyOptions) {
    const {
      people,
      requesterId = 'req',
      maxSeats,
      strategies,
      builtInActions,
      isObserved,
      calendar = null,
      ...plan
    } = options;
    const settings = settingsOf(maxSeats, strategies);
    this.world = new World(planOf(positions, plan), people, {
      ...settings,
      builtInActions: builtInActions ?? settings.builtInActions,
      isObserved: isObserved ?? false,
      calendar,
    });
    this.attachment = this.world.add(requesterId);
  }

  /** A journey that the system has attached and started. */
  static begun(positions: readonly (readonly ApprovalSettings[])[], options: JourneyOptions): Journey {
    const journey = new Journey(positions, options);
    journey.attach();
    return journey;
  }

  get status(): string {
    return this.attachment.row.status;
  }

  /** The statuses of the steps of every round, in order. */
  get stepStatuses(): readonly string[] {
    return this.attachment.steps.map(({ status }) => status);
  }

  /** Who holds an open seat. */
  get holders(): readonly string[] {
    return this.openSeats().map(({ userId }) => userId);
  }

  /** The events of history, in order. */
  get events(): readonly HistoryEvent[] {
    return this.attachment.history.map(({ event }) => event);
  }

  /** A step as it is now. */
  step(stepNumber: number): StepState {
    const step = this.attachment.steps.find((candidate) => candidate.stepNumber === stepNumber);
    assert.ok(step, `there is no step ${stepNumber}`);
    return structuredClone(step);
  }

  /** Everyone who ever held a seat of a step, as `seat.turn user status`. */
  seats(stepNumber: number): readonly string[] {
    return this.step(stepNumber).assignments.map(
      ({ seatNo, turn, userId, status }) => `${seatNo}.${turn} ${userId} ${status}`,
    );
  }

  openSeats(): readonly (AssignmentState & { readonly id: number })[] {
    return this.attachment.steps
      .flatMap(({ assignments }) => assignments)
      .flatMap((held) => (held.status === 'current' && held.id !== null ? [{ ...held, id: held.id }] : []));
  }

  /** The one seat that is open, or the one of a user. */
  openSeat(userId?: string): AssignmentState & { readonly id: number } {
    const [seat, another] = this.openSeats().filter((open) => userId === undefined || open.userId === userId);
    assert.ok(seat !== undefined && another === undefined, `not one open seat: ${this.holders.join()}`);
    return seat;
  }

  /** The last entry of an event. */
  entry(event: HistoryEvent): RecordedEvent {
    const entry = this.attachment.history.findLast((candidate) => candidate.event === event);
    assert.ok(entry, `there is no ${event} in history`);
    return entry;
  }

  attach({
    actorId = null,
    autoStart = true,
  }: { actorId?: string | null; autoStart?: boolean } = {}): Outcome {
    return this.perform({ kind: 'attached', actor: actorOf(actorId), autoStart });
  }

  start(actorId: string | null = null): Outcome {
    return this.perform({ kind: 'started', actor: actorOf(actorId) });
  }

  cancel(actorId: string | null = null, reason: string | null = null): Outcome {
    return this.perform({ kind: 'cancelled', actor: actorOf(actorId), reason });
  }

  recall(actorId: string, reason: string | null = null): Outcome {
    return this.perform({ kind: 'recalled', actor: actorOf(actorId), reason });
  }

  resubmit(actorId: string, reason: string | null = null): Outcome {
    return this.perform({ kind: 'resubmitted', actor: actorOf(actorId), reason });
  }

  /** Gives the one open seat, or that of a holder, to somebody else. */
  replace(userId: string, holderId?: string): Outcome {
    const assignmentId = this.openSeat(holderId).id;
    const actor = actorOf('admin');
    return this.perform({ kind: 'replaced', actor, reason: 'on the way out', assignmentId, userId });
  }

  approve(actorId: string, extras: Extras = {}): Outcome {
    return this.perform({ ...commonOf(actorId, extras), kind: 'approved' });
  }

  reject(actorId: string, extras: Extras = {}): Outcome {
    return this.perform({ ...commonOf(actorId, { reason: 'too expensive', ...extras }), kind: 'rejected' });
  }

  sendBack(
    actorId: string,
    { stageId = null, ...extras }: Extras & { stageId?: number | null } = {},
  ): Outcome {
    const common = commonOf(actorId, { reason: 'incomplete', ...extras });
    return this.perform({ ...common, kind: 'needs_resubmission', stageId });
  }

  delegate(actorId: string, userId: string, extras: Extras = {}): Outcome {
    return this.perform({ ...commonOf(actorId, extras), kind: 'delegated', userId });
  }

  escalate(actorId: string, extras: Extras = {}): Outcome {
    return this.perform({ ...commonOf(actorId, extras), kind: 'escalated' });
  }

  /** Asks whether the one open seat, or another, must pass on. */
  reassign(assignmentId = this.openSeat().id): Outcome {
    return this.perform({ kind: 'reassigned', assignmentId });
  }

  perform(command: FlowCommand): Outcome {
    const outcome = this.world.perform(this.attachment, command);
    if (outcome.refusal !== null) throw outcome.refusal;
    return outcome;
  }
}

/** The refusal that a call ends with. */
export function refusalOf(call: () => unknown): WorkflowError {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof WorkflowError, `not a refusal: ${String(error)}`);
    return error;
  }
  throw new assert.AssertionError({ message: 'it was not refused' });
}

/** The code of the refusal that a call ends with. */
export function codeOf(call: () => unknown): string {
  return refusalOf(call).code;
}

function actorOf(id: string | null): { readonly id: string | null; readonly name: string | null } {
  return { id, name: id?.toUpperCase() ?? null };
}

function commonOf(
  actorId: string,
  { seat = {}, reason = null, formData }: Extras,
): Omit<SeatCommand, 'kind'> {
  return { actorId, seat, reason, formData };
}
